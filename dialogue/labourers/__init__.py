"""Labourers and their ledger 台账: forms, screens and labels."""
