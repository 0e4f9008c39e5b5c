"""Turns: commit, then reply."""
