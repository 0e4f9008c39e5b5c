"""Accounts and roles: forms, screens and labels."""
