"""The rights of the forms about entries: one's own, and those of people beside a broker."""

from models.accounts.draft_rights import DraftHolder, Right, is_staff
from models.accounts.drafts import CHANGE, CHANGE_WORK
from models.labourers import care
from models.labourers.labourer import Labourer


async def _registers_oneself(holder: DraftHolder) -> bool:
    return holder.account.consented_at is not None and holder.account.labourer_id is None


async def _owns_entry(holder: DraftHolder) -> bool:
    return holder.is_person(holder.draft.labourer_id)


async def _has_no_entry(holder: DraftHolder) -> bool:
    return holder.account.labourer_id is None


async def may_register_others(holder: DraftHolder) -> bool:
    """In an area of the role: the village where that was given."""
    village = holder.draft.answers.get("village")
    return bool(holder.roles) and (village is None or holder.roles.may_register_in(village))


async def _cares_for_person(holder: DraftHolder) -> bool:
    number = holder.draft.labourer_id or 0
    found = await care.get_person_in_care(holder.session, holder.account, holder.roles, number)
    return found is not None


async def _finds_entry(holder: DraftHolder) -> bool:
    """Staff of the county of the entry that is compared."""
    labourer = await holder.session.get(Labourer, holder.about)
    counties = holder.roles.counties()
    return labourer is not None and bool(counties) and labourer.village_code.startswith(counties)


RIGHTS: dict[str, Right] = {
    "intake": _registers_oneself,
    CHANGE: _owns_entry,
    CHANGE_WORK: _owns_entry,
    "more": _owns_entry,
    **{f"piece {number}": _owns_entry for number in (1, 2, 3)},
    "more for them": _cares_for_person,
    "claim": _has_no_entry,
    "find entry": is_staff,
    "compare entry": _finds_entry,
    "assisted": may_register_others,
    "change for them": _cares_for_person,
}
