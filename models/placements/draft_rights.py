"""The rights of the forms about placements: the labourer's, the broker's and the office's."""

from sqlmodel import col, select

from models.accounts.draft_rights import DraftHolder, Right
from models.core.vocabulary import RoleName
from models.labourers import visibility
from models.labourers.draft_rights import may_register_others
from models.labourers.labourer import Labourer
from models.placements import queries, review
from models.placements.placement import CheckIn, Placement


def is_in_hand(holder: DraftHolder) -> bool:
    """Whether the form lies before its person; what only adds to an answer goes when left."""
    return holder.account.draft_id == holder.draft.id


async def is_placed_person(holder: DraftHolder) -> bool:
    """Whether the form is about a placement of the holder's own person."""
    placement = await holder.session.get(Placement, holder.about)
    return placement is not None and holder.is_person(placement.labourer_id)


async def _is_person_answering(holder: DraftHolder) -> bool:
    return is_in_hand(holder) and await is_placed_person(holder)


async def _is_person_asked(holder: DraftHolder) -> bool:
    if not is_in_hand(holder):
        return False
    asked = await holder.session.get(CheckIn, holder.about)
    placement = await holder.session.get(Placement, asked.placement_id) if asked else None
    return placement is not None and holder.is_person(placement.labourer_id)


async def _reports(holder: DraftHolder) -> bool:
    """Somebody named may still be seen; somebody new lives in an area of the role.

    Of a group, each who may not be seen any more is refused at the end.
    """
    if RoleName.BROKER not in holder.roles or not await may_register_others(holder):
        return False
    named = {one["id"] for one in holder.draft.answers.get("who") or () if one["id"] is not None}
    if not named:
        return True
    visible = visibility.is_visible(holder.account.key(), holder.roles)
    seen = select(Labourer.id).where(col(Labourer.id).in_(named), visible)
    return (await holder.session.exec(seen.limit(1))).first() is not None


async def _placed_them(holder: DraftHolder) -> bool:
    account, roles = holder.account.key(), holder.roles
    found = await queries.get_with_labourer(holder.session, holder.about, account, roles)
    return found is not None


async def _reviews(holder: DraftHolder) -> bool:
    counties = holder.roles.counties()
    return await review.get_reviewed_placement(holder.session, holder.about, counties) is not None


RIGHTS: dict[str, Right] = {
    "confirmation": _is_person_answering,
    "check-in": _is_person_asked,
    "placement": _reports,
    "placement again": _placed_them,
    "leave": _placed_them,
    "paper": _placed_them,
    "confirmation on call": _reviews,
    "confirmation on paper": _reviews,
    "check-in on call": _reviews,
    "paper on file": _reviews,
    "send back": _reviews,
    "reject": _reviews,
    "take back": _reviews,
}
