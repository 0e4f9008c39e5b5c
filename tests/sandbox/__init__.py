"""The sandbox, held to Telegram's rules over real HTTP."""
