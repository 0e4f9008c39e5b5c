"""What privacy puts into the menu."""

from dialogue.core.i18n import N_
from handlers.core.menu_items import MenuItem, staff
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.privacy import erasure
from models.privacy.consent import has_older_consent


def _has_older_consent(turn: Turn) -> bool:
    return turn.account is not None and has_older_consent(turn.account)


def _erasures(turn: Turn) -> CountQuery:
    return erasure.erasure_requests_count(turn.roles.counties())


ITEMS = (
    MenuItem(10, "consent:again", N_("📄 New: what we keep, and who sees it"), _has_older_consent),
    MenuItem(100, "erasures", "", staff, _erasures, N_("🗑 Asked to be deleted ({count})")),
)
