"""Pages of the ledger: people and their entries."""
