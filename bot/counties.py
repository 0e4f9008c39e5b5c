"""Whether the counties that the settings name are known."""

from bot.settings import Settings, SettingsError
from bot.store.engine import Sessions
from models.core.regions import get_gazetteer


async def check_counties(settings: Settings, sessions: Sessions) -> None:
    """Before anybody is served.

    Raises:
        SettingsError: one is not known; its villages were not imported, or it is misspelt.
    """
    async with sessions() as session:
        known = await get_gazetteer(session)
    for _, area in settings.staff_ids:
        if area and area not in known:
            raise SettingsError(f"CHUNFENG_STAFF_IDS: no county with the code {area} is known yet")
