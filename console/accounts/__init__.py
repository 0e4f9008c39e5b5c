"""Pages of the office's staff."""
