"""The delivery loop, and what it asks of a channel."""
