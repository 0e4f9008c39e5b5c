"""What people ask for in their own words, and where it leads. Each domain registers its own."""

from collections.abc import Mapping

from dialogue.core.user_input import Typed, UserInput
from dialogue.parsing import phrases
from handlers.core.menu_items import MENU_ITEMS
from handlers.core.router import Redirect
from handlers.core.turn import Turn

REQUEST_PATHS: dict[str, str] = {}
# A form is not left for a question in passing.
NOT_FROM_FORMS = frozenset({"cost", "menu"})


def register(paths: Mapping[str, str]) -> None:
    """Let these requests lead to these paths; a request is registered once."""
    assert not REQUEST_PATHS.keys() & paths.keys()
    REQUEST_PATHS.update(paths)


def find_path(text: str) -> tuple[str, str] | None:
    """The request that a whole text is, and where it leads; None where it leads nowhere."""
    request = phrases.request_in(text)
    path = REQUEST_PATHS.get(request or "")
    return (request, path) if request and path else None


def find_request(turn: Turn, said: UserInput, but: tuple[str, ...] = ()) -> Redirect | None:
    """Where a request leads that is no answer to the question of a form, whose answers are kept.

    Not to what is not for this person yet, such as work for who is being registered.
    """
    found = find_path(said.text) if isinstance(said, Typed) else None
    if found is None or found[0] in NOT_FROM_FORMS or found[1] in but:
        return None
    closed = any(item.path == found[1] and not item.shown_to(turn) for item in MENU_ITEMS)
    return None if closed else Redirect(path=found[1])
