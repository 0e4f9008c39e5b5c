"""Placements 就业安置: tables and use cases."""
