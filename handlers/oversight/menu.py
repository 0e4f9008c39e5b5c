"""What oversight puts into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, staff

ITEMS = (
    MenuItem(190, "oversight", N_("🧾 What an auditor asks for"), staff, group=MenuGroup.OFFICE),
)
