"""Rights of drafts: every unfinished form rests on a right, and goes when the right is gone.

A form holds what somebody told, often about somebody else. So the right is looked at each time
before anything of it is shown, taken or saved; see `holds`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.accounts.roles import Roles, get_roles
from models.brokers import approval, roster
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.employers import directory
from models.grievances import queue
from models.grievances.grievance import Grievance
from models.labourers import care, visibility
from models.labourers.labourer import Labourer
from models.notices import writing
from models.placements import queries, review
from models.placements.placement import CheckIn, Placement


@dataclass(frozen=True)
class DraftHolder:
    """Whose form it is, what they may do now, and the form."""

    session: Session
    account: Account
    roles: Roles
    draft: Draft

    @property
    def about(self) -> int:
        """The number of the record that it is about; 0, which no record has, for none."""
        return self.draft.about or 0


Right = Callable[[DraftHolder], Awaitable[bool]]


async def _registers_oneself(holder: DraftHolder) -> bool:
    return holder.account.consented_at is not None and holder.account.labourer_id is None


async def _own_entry(holder: DraftHolder) -> bool:
    own = holder.account.labourer_id
    return own is not None and own == holder.draft.labourer_id


async def _has_no_entry(holder: DraftHolder) -> bool:
    return holder.account.labourer_id is None


async def _may_apply(holder: DraftHolder) -> bool:
    if holder.roles:
        return False
    known = await approval.get_application(holder.session, holder.account.key())
    return approval.refuse_application(known) is None


async def _own_placement(holder: DraftHolder) -> bool:
    placement = await holder.session.get(Placement, holder.about)
    return placement is not None and _is_own(holder, placement.labourer_id)


async def _own_check_in(holder: DraftHolder) -> bool:
    asked = await holder.session.get(CheckIn, holder.about)
    placement = await holder.session.get(Placement, asked.placement_id) if asked else None
    return placement is not None and _is_own(holder, placement.labourer_id)


async def _own_trouble(holder: DraftHolder) -> bool:
    if holder.account.labourer_id is None:
        return False
    return holder.draft.about is None or await _own_placement(holder)


async def _own_grievance(holder: DraftHolder) -> bool:
    grievance = await holder.session.get(Grievance, holder.about)
    return grievance is not None and _is_own(holder, grievance.labourer_id)


def _is_own(holder: DraftHolder, labourer_id: int | None) -> bool:
    return labourer_id is not None and labourer_id == holder.account.labourer_id


async def _registers_others(holder: DraftHolder) -> bool:
    """In an area of the role: the village where that was given."""
    village = holder.draft.answers.get("village")
    return bool(holder.roles) and (village is None or holder.roles.may_register_in(village))


async def _cares(holder: DraftHolder) -> bool:
    number = holder.draft.labourer_id or 0
    found = await care.get_person_in_care(holder.session, holder.account, holder.roles, number)
    return found is not None


async def _reports(holder: DraftHolder) -> bool:
    """Somebody named may still be seen; somebody new lives in an area of the role.

    Of a group, each who may not be seen any more is refused at the end.
    """
    if RoleName.BROKER not in holder.roles or not await _registers_others(holder):
        return False
    named = {one["id"] for one in holder.draft.answers.get("who") or () if one["id"] is not None}
    if not named:
        return True
    visible = visibility.is_visible(holder.account.key(), holder.roles)
    seen = select(Labourer.id).where(col(Labourer.id).in_(named), visible)
    return (await holder.session.exec(seen.limit(1))).first() is not None


async def _placed(holder: DraftHolder) -> bool:
    account, roles = holder.account.key(), holder.roles
    return await queries.get_with_labourer(holder.session, holder.about, account, roles) is not None


async def _offers(holder: DraftHolder) -> bool:
    """At an employer of a county of the role, once one is chosen."""
    chosen = (holder.draft.answers.get("employer") or {}).get("id")
    if chosen is None or not holder.roles:
        return bool(holder.roles)
    return await directory.get_employer(holder.session, chosen, holder.roles.within()) is not None


async def _is_staff(holder: DraftHolder) -> bool:
    return RoleName.STAFF in holder.roles


async def _writes_notice(holder: DraftHolder) -> bool:
    """A new one holds nothing but its writer's words; its area is looked at when it is sent."""
    counties = holder.roles.counties()
    if not counties or holder.draft.about is None:
        return bool(counties)
    return await writing.get_notice(holder.session, holder.about, counties) is not None


async def _decides_employer(holder: DraftHolder) -> bool:
    if holder.draft.about is None:
        return await _is_staff(holder)
    counties = holder.roles.counties()
    found = await directory.get_employer(holder.session, holder.about, counties)
    return found is not None and found.is_decided_by(counties)


async def _decides_broker(holder: DraftHolder) -> bool:
    counties = holder.roles.counties()
    if not counties:
        return False
    return await roster.get_listed_broker(holder.session, holder.about, counties) is not None


async def _reviews(holder: DraftHolder) -> bool:
    counties = holder.roles.counties()
    return await review.get_reviewed_placement(holder.session, holder.about, counties) is not None


async def _looks_after(holder: DraftHolder) -> bool:
    counties = holder.roles.counties()
    if not counties:
        return False
    return await queue.get_grievance_of_county(holder.session, holder.about, counties) is not None


# By the name of the form. A form that stands here in no line can't be begun: a test holds that.
RIGHTS: dict[str, Right] = {
    "intake": _registers_oneself,
    "change": _own_entry,
    "claim": _has_no_entry,
    "broker": _may_apply,
    "confirmation": _own_placement,
    "check-in": _own_check_in,
    "grievance": _own_trouble,
    "grievance more": _own_grievance,
    "assisted": _registers_others,
    "change for them": _cares,
    "placement": _reports,
    "placement again": _placed,
    "leave": _placed,
    "paper": _placed,
    "vacancy": _offers,
    "notice": _writes_notice,
    "who is here": _writes_notice,
    "invitation": _is_staff,
    "my name": _is_staff,
    "whose looks": _is_staff,
    "record number": _is_staff,
    "employer": _decides_employer,
    "find employer": _is_staff,
    "merge employer": _decides_employer,
    "blacklist employer": _decides_employer,
    "no broker": _decides_broker,
    "pause broker": _decides_broker,
    "confirmation on call": _reviews,
    "confirmation on paper": _reviews,
    "check-in on call": _reviews,
    "paper on file": _reviews,
    "send back": _reviews,
    "reject": _reviews,
    "grievance note": _looks_after,
    "grievance end": _looks_after,
}


async def may_hold_draft(session: Session, account: Account, roles: Roles, draft: Draft) -> bool:
    """Whether the right that a form rests on is still there."""
    return await RIGHTS[draft.form](DraftHolder(session, account, roles, draft))


async def drop_lost_drafts(session: Session, account: Account) -> int:
    """After a role went: forms of this account that rested on it go; gives how many.

    That one of them lay before the person stays noted, so that they hear of it.
    """
    roles = await get_roles(session, account)
    theirs = select(Draft).where(Draft.account_id == account.key())
    lost = [
        draft
        for draft in (await session.exec(theirs)).all()
        if not await may_hold_draft(session, account, roles, draft)
    ]
    for draft in lost:
        await session.delete(draft)
    await session.flush()
    return len(lost)


async def drop_drafts_about_entry(session: Session, labourer: Labourer) -> None:
    """Others' changes of an entry go where they may not make them any more."""
    about = select(Draft, Account).where(
        Draft.labourer_id == labourer.id, col(Account.id) == Draft.account_id
    )
    for draft, account in (await session.exec(about)).all():
        if not await may_hold_draft(session, account, await get_roles(session, account), draft):
            await session.delete(draft)
    await session.flush()
