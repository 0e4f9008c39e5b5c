"""What people ask for in their own words, and where it leads. Each domain registers its own."""

from collections.abc import Mapping

from dialogue.core.user_input import Typed, UserInput
from dialogue.parsing import phrases
from handlers.core.router import Redirect

REQUEST_PATHS: dict[str, str] = {}


def register(paths: Mapping[str, str]) -> None:
    """Let these requests lead to these paths; a request is registered once."""
    assert not REQUEST_PATHS.keys() & paths.keys()
    REQUEST_PATHS.update(paths)


def find_path(text: str) -> tuple[str, str] | None:
    """The request that a whole text is, and where it leads; None where it leads nowhere."""
    request = phrases.request_in(text)
    path = REQUEST_PATHS.get(request or "")
    return (request, path) if request and path else None


def find_request(said: UserInput, but: tuple[str, ...] = ()) -> Redirect | None:
    """Where a request leads that is no answer to the question of a form, whose answers are kept."""
    found = find_path(said.text) if isinstance(said, Typed) else None
    return Redirect(path=found[1]) if found and found[1] not in but else None
