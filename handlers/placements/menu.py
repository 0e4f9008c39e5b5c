"""What placements put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, brokers, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.placements import review


def _to_review(turn: Turn) -> CountQuery:
    return review.pressing_count(turn.roles.counties(), turn.now)


ITEMS = (
    MenuItem(60, "report", N_("➕ Report a placement"), brokers, group=MenuGroup.PEOPLE),
    MenuItem(70, "placements", N_("📒 My placements"), brokers, group=MenuGroup.PEOPLE),
    MenuItem(
        80,
        "review",
        "",
        staff,
        _to_review,
        N_("🔎 Placements to look at ({count})"),
        group=MenuGroup.WAITING,
    ),
)
REQUESTS = {"placements": "placements", "report": "report"}
