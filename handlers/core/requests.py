"""What people ask for in their own words, and where it leads. Each domain registers its own."""

from collections.abc import Mapping

REQUEST_PATHS: dict[str, str] = {}


def register(paths: Mapping[str, str]) -> None:
    """Let these requests lead to these paths; a request is registered once."""
    assert not REQUEST_PATHS.keys() & paths.keys()
    REQUEST_PATHS.update(paths)
