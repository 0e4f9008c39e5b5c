"""Pages of the employers: who they are, who is placed there, and the blacklist."""
