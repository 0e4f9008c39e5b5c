"""Labourers and their ledger 台账: the chat handlers."""
