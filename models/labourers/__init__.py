"""Labourers and their ledger 台账: tables and use cases."""
