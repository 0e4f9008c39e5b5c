"""Checks of the ledger: what an auditor would ask about, found before."""
