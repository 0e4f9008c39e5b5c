"""Backups: the database and the files of a store, by date; taken, pruned and restored."""
