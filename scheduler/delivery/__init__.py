"""The delivery loop and what keeps it within Telegram's limits."""
