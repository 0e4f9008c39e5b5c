"""What brokers put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, helpers, staff
from handlers.core.turn import Turn
from models.brokers import roster
from models.core.counting import CountQuery


def _applicants(turn: Turn) -> CountQuery:
    return roster.applications_count(turn.roles.counties())


ITEMS = (
    MenuItem(
        170,
        "brokers",
        N_("🧑‍💼 Labour brokers"),
        staff,
        _applicants,
        N_("🧑‍💼 Labour brokers ({count} wait)"),
        group=MenuGroup.PEOPLE,
    ),
    MenuItem(
        270,
        "broker",
        N_("🧑‍💼 Become a labour broker"),
        lambda turn: not helpers(turn),
        group=MenuGroup.OWN,
    ),
)
REQUESTS = {"become_broker": "broker"}
