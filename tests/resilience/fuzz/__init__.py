"""Updates as nobody sends them: every field absent, every field there, and worse."""
