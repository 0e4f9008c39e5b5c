"""The rights of the forms about employers, which staff of their counties fill."""

from models.accounts.draft_rights import DraftHolder, Right, is_staff
from models.employers import directory


async def _decides_employer(holder: DraftHolder) -> bool:
    if holder.draft.about is None:
        return await is_staff(holder)
    counties = holder.roles.counties()
    found = await directory.get_employer(holder.session, holder.about, counties)
    return found is not None and found.is_decided_by(counties)


RIGHTS: dict[str, Right] = {
    "employer": _decides_employer,
    "find employer": is_staff,
    "merge employer": _decides_employer,
    "blacklist employer": _decides_employer,
}
