"""Telegram as a channel: updates in, replies out."""
