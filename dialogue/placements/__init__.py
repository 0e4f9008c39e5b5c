"""Placements 就业安置: forms, screens and labels."""
