"""Placements 就业安置: the chat handlers."""
