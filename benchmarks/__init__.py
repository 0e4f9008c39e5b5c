"""Measurements: each prints a line a figure, and all write into results.json."""
