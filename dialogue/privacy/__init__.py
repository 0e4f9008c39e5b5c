"""Consent, export, erasure and the end of keeping: forms, screens and labels."""
