"""Consent, export, erasure and the end of keeping: tables and use cases."""
