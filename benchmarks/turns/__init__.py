"""Labourers answering intake by webhook, side by side with other bots: `python -m benchmarks.turns`."""
