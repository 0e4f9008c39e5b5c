"""The delivery loop against the sandbox."""
