"""What notices put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, registered, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.notices import open_notices


def _signed_up(turn: Turn) -> CountQuery:
    return open_notices.held_notices_count(turn.account.labourer_id or 0, turn.now)


ITEMS = (
    MenuItem(
        20,
        "on:mine:1",
        "",
        registered,
        _signed_up,
        N_("🗓 What I signed up for ({count})"),
        group=MenuGroup.OWN,
    ),
    MenuItem(30, "on", N_("📣 What is on near me"), registered, group=MenuGroup.OWN),
    MenuItem(120, "notices", N_("📣 Notices"), staff, group=MenuGroup.WORK),
)
REQUESTS = {"training": "on", "notices": "on", "signed_up": "on:mine:1"}
