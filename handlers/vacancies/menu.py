"""What vacancies put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, helpers, labourers
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.vacancies import lifecycle


def _held(turn: Turn) -> CountQuery | None:
    counties = turn.roles.counties()
    today = turn.now.astimezone(turn.zone).date()
    return lifecycle.held_vacancies_count(counties, today) if counties else None


ITEMS = (
    MenuItem(40, "work", N_("💼 Find work"), labourers, group=MenuGroup.OWN),
    MenuItem(
        140,
        "vacancies",
        N_("💼 Work on offer"),
        helpers,
        _held,
        N_("💼 Work on offer ({count} to look at)"),
        group=MenuGroup.WORK,
    ),
)
REQUESTS = {"work": "work"}
