"""The right of the form that offers work."""

from models.accounts.draft_rights import DraftHolder, Right
from models.employers import directory


async def _offers_work(holder: DraftHolder) -> bool:
    """At an employer of a county of the role, once one is chosen."""
    chosen = (holder.draft.answers.get("employer") or {}).get("id")
    if chosen is None or not holder.roles:
        return bool(holder.roles)
    found = await directory.get_employer(holder.session, chosen, holder.roles.within())
    return found is not None


RIGHTS: dict[str, Right] = {"vacancy": _offers_work}
