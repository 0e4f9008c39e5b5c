"""What goes to somebody else: tables and use cases."""
