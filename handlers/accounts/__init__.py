"""Accounts and roles: the chat handlers."""
