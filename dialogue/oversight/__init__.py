"""What an auditor asks for: forms, screens and labels."""
