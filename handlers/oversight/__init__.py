"""What an auditor asks for: the chat handlers."""
