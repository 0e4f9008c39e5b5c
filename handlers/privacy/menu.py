"""What privacy puts into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.privacy import erasure


def _erasures(turn: Turn) -> CountQuery:
    return erasure.erasure_requests_count(turn.roles.counties())


ITEMS = (
    MenuItem(
        100,
        "erasures",
        "",
        staff,
        _erasures,
        N_("🗑 Asked to be deleted ({count})"),
        group=MenuGroup.WAITING,
    ),
)
