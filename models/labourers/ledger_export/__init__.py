"""The ledger as spreadsheets."""
