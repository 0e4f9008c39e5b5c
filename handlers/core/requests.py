"""What people ask for in their own words, and where it leads. Each domain registers its own."""

from collections.abc import Mapping

from dialogue.core.user_input import Typed, UserInput
from dialogue.parsing import phrases
from handlers.core.menu_items import MENU_ITEMS
from handlers.core.turn import Turn

REQUEST_PATHS: dict[str, str] = {}
# A form is not left for a question in passing.
NOT_FROM_FORMS = frozenset({"menu"})


def register(paths: Mapping[str, str]) -> None:
    """Let these requests lead to these paths; a request is registered once."""
    assert not REQUEST_PATHS.keys() & paths.keys()
    REQUEST_PATHS.update(paths)


def find_path(turn: Turn, request: str | None) -> str | None:
    """Where a request leads; None where it leads to what is not for this person.

    Such as to work for who is being registered.
    """
    path = REQUEST_PATHS.get(request or "")
    closed = any(item.path == path and not item.shown_to(turn) for item in MENU_ITEMS)
    return None if closed else path


def read_request(said: UserInput) -> str | None:
    """What is asked for in so many words."""
    return phrases.request_in(said.text) if isinstance(said, Typed) else None
