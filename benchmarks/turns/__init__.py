"""Labourers answering intake by webhook, beside other bots: `python -m benchmarks.turns`."""
