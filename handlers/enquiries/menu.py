"""What enquiries put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.core.vocabulary import RoleName
from models.enquiries import asking, queue


def _may_ask(turn: Turn) -> bool:
    """Who agreed that what they write is kept; staff are asked themselves."""
    return not staff(turn) and asking.may_ask(turn.account, turn.roles)


def _may_answer(turn: Turn) -> bool:
    return RoleName.STAFF in turn.roles or RoleName.BROKER in turn.roles


def _waiting(turn: Turn) -> CountQuery:
    return queue.waiting_count(turn.actor)


ITEMS = (
    MenuItem(
        85,
        "enquiries",
        "",
        _may_answer,
        _waiting,
        N_("💬 People who wait for an answer ({count})"),
        group=MenuGroup.WAITING,
    ),
    MenuItem(275, "enquiry", N_("🙋 A person, please"), _may_ask),
)
REQUESTS = {"person": "enquiry"}
