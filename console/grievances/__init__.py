"""Pages of grievances: what is open, what was closed, and one of them."""
