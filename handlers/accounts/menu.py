"""What accounts put into the menu."""

from dialogue.core.i18n import N_
from handlers.core.menu_items import MenuItem, staff

ITEMS = (
    MenuItem(180, "staff", N_("🏛 The office's staff"), staff),
    MenuItem(200, "invite", N_("✉️ Invite a broker or a colleague"), staff),
)
