"""Backups by command: taken, pruned and restored."""
