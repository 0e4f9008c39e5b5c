"""What enquiries put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.enquiries import queue


def _waiting(turn: Turn) -> CountQuery:
    return queue.waiting_count(turn.roles.counties())


ITEMS = (
    MenuItem(
        85,
        "enquiries",
        "",
        staff,
        _waiting,
        N_("💬 People who wait for an answer ({count})"),
        group=MenuGroup.WAITING,
    ),
    MenuItem(275, "enquiry", N_("🙋 A person, please"), lambda turn: not staff(turn)),
)
REQUESTS = {"person": "enquiry"}
