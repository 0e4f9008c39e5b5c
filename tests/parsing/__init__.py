"""What people type, and what the readers make of it."""
