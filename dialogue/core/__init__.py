"""What every domain stands on: forms, screens and labels."""
