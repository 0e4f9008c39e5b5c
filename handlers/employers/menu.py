"""What employers put into the menu."""

from dialogue.core.i18n import N_
from dialogue.core.menu import MenuGroup
from handlers.core.menu_items import MenuItem, staff

ITEMS = (MenuItem(130, "employers", N_("🏭 Employers"), staff, group=MenuGroup.WORK),)
