"""What a use case gave where it refused nothing."""

from typing import TypeVar

from models.core.refusal import Refusal

T = TypeVar("T")


def granted(made: T | Refusal) -> T:
    """What was made; a refusal fails the test."""
    assert not isinstance(made, Refusal), made
    return made
