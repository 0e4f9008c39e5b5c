"""The people, their phones, and the chats with the bot."""
