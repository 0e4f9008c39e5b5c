"""How the bot speaks, without a database and without Telegram."""
