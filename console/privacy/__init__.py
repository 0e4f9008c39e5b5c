"""Pages of who wants to be erased."""
