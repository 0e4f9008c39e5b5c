"""Consent, export, erasure and the end of keeping: the chat handlers."""
