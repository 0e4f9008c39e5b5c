"""What the ticks do."""
