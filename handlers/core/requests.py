"""What people ask for in their own words, and where it leads. Each domain registers its own."""

from collections.abc import Mapping

from dialogue.core.user_input import Typed, UserInput
from dialogue.parsing import phrases
from handlers.core.menu_items import MENU_ITEMS
from handlers.core.router import Redirect
from handlers.core.turn import Turn

REQUEST_PATHS: dict[str, str] = {}
# A form is not left for a question in passing.
NOT_FROM_FORMS = frozenset({"menu"})


def register(paths: Mapping[str, str]) -> None:
    """Let these requests lead to these paths; a request is registered once."""
    assert not REQUEST_PATHS.keys() & paths.keys()
    REQUEST_PATHS.update(paths)


def find_request(turn: Turn, said: UserInput, but: tuple[str, ...] = ()) -> Redirect | None:
    """Where a request leads that is no answer to the question of a form, whose answers are kept.

    Not to what is not for this person yet, such as work for who is being registered.
    """
    request = phrases.request_in(said.text) if isinstance(said, Typed) else None
    path = REQUEST_PATHS.get(request or "")
    if path is None or request in NOT_FROM_FORMS or path in but:
        return None
    closed = any(item.path == path and not item.shown_to(turn) for item in MENU_ITEMS)
    return None if closed else Redirect(path=path)
