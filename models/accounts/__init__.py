"""Accounts and roles: tables and use cases."""
