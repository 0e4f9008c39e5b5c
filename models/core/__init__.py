"""What every domain stands on: tables and use cases."""
