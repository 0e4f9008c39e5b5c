"""What accounts put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, staff

ITEMS = (
    MenuItem(175, "console", N_("💻 The console at the PC"), staff, group=MenuGroup.OFFICE),
    MenuItem(180, "staff", N_("🏛 The office's staff"), staff, group=MenuGroup.OFFICE),
    MenuItem(200, "invite", N_("✉️ Invite a broker or a colleague"), staff, group=MenuGroup.OFFICE),
)
