"""A list over several pages: which page is asked for, and what lies around it."""

from typing import Any, NamedTuple

from console.core.office import View
from console.core.rendering import with_query
from models.core.paging import LAST, Page


class Around(NamedTuple):
    """The addresses of the pages before and after; none where there is none."""

    before: str | None
    after: str | None


def asked_page(view: View) -> int:
    """The page of the address; the first where it names none."""
    text = view.query.get("page", "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST))
    return int(text) if is_number else 1


def asked_number(view: View, name: str) -> int | None:
    """A number that is asked for; none where there is none."""
    text = view.query.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def pages_around(view: View, page: Page[Any]) -> Around:
    """The same list, a page further and a page back."""
    before = page.number - 1 if page.number > 1 else None
    after = page.number + 1 if page.more else None
    return Around(*(_page(view, one) for one in (before, after)))


def _page(view: View, number: int | None) -> str | None:
    if number is None:
        return None
    return with_query(view.address, dict(view.query), page=number if number > 1 else None)
