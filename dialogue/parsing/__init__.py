"""Readers of what people type: pure, total functions from text to a value or a Refusal."""
