"""Several processes on one PostgreSQL, killed, frozen and cut off."""
