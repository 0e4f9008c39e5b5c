"""The rights of the forms about grievances: the labourer's and the office's."""

from models.accounts.draft_rights import DraftHolder, Right
from models.grievances import permission, queue
from models.grievances.grievance import Grievance
from models.placements.draft_rights import is_placed_person


async def _may_complain(holder: DraftHolder) -> bool:
    if holder.account.labourer_id is None:
        return False
    return holder.draft.about is None or await is_placed_person(holder)


async def _may_tell(holder: DraftHolder) -> bool:
    return permission.may_tell(holder.account)


async def _owns_grievance(holder: DraftHolder) -> bool:
    grievance = await holder.session.get(Grievance, holder.about)
    return grievance is not None and permission.is_own(grievance, holder.account)


async def _handles_grievance(holder: DraftHolder) -> bool:
    counties = holder.roles.counties()
    if not counties:
        return False
    found = await queue.get_grievance_of_county(holder.session, holder.about, counties)
    return found is not None


RIGHTS: dict[str, Right] = {
    "grievance": _may_complain,
    "grievance first": _may_tell,
    "grievance more": _owns_grievance,
    "grievance add": _owns_grievance,
    "grievance note": _handles_grievance,
    "grievance end": _handles_grievance,
}
