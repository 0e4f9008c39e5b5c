"""Texts that people read and that are declared below dialogue/, with the thing they name."""


def N_(message: str) -> str:
    """Marks a message id for the catalogues; it is translated where it is said."""
    return message
