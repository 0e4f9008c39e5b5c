"""The rights of the forms about notices, which staff of their area fill."""

from models.accounts.draft_rights import DraftHolder, Right
from models.notices import lifecycle


async def _writes_notice(holder: DraftHolder) -> bool:
    """A new one holds nothing but its writer's words; its area is checked when it is sent."""
    counties = holder.roles.counties()
    if not counties or holder.draft.about is None:
        return bool(counties)
    return await lifecycle.get_notice(holder.session, holder.about, counties) is not None


RIGHTS: dict[str, Right] = {
    "notice": _writes_notice,
    "who is here": _writes_notice,
}
