"""What every domain stands on: the chat handlers."""
