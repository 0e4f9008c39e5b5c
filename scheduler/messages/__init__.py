"""The words of what is sent."""
