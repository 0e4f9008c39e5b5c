"""What oversight puts into the menu."""

from dialogue.core.i18n import N_
from handlers.core.menu_items import MenuItem, staff

ITEMS = (MenuItem(190, "oversight", N_("🧾 What an auditor asks for"), staff),)
