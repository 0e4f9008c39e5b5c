"""What grievances put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, labourers, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.grievances import queue


def _open(turn: Turn) -> CountQuery:
    return queue.open_count(turn.roles.counties())


ITEMS = (
    MenuItem(90, "grievances", "", staff, _open, N_("🆘 Grievances ({count})")),
    MenuItem(210, "trouble", N_("🆘 Something is wrong at work"), labourers, group=MenuGroup.OWN),
)
REQUESTS = dict.fromkeys(("unpaid", "fee", "papers", "danger", "trouble"), "trouble")
