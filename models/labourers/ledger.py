"""The ledger 台账: registering a labourer, changing an entry, and the history of both."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import delete, update
from sqlmodel import col, or_, select

from models.accounts import draft_rights, drafts
from models.core import age, audit
from models.core.audit import Act
from models.core.person_names import name_key
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import NoticeKind
from models.labourers import history, household, likeness, preferences, registering
from models.labourers.facts import (
    BIRTH,
    PRESENT_WORK,
    RIGHTS_REST_ON,
    Facts,
    as_answer_columns,
    as_columns,
    read_answer,
    read_facts,
)
from models.labourers.household import Household
from models.labourers.labourer import Labourer, LedgerChange
from models.labourers.preferences import Wanted
from models.labourers.registering import Registration as Registration

EntryHook: TypeAlias = Callable[[Session, Labourer], Awaitable[None]]
# What other domains do when an entry's ID number has changed: see bot/hooks.py.
ON_ID_NUMBER_CHANGED: list[EntryHook] = []


async def register_labourer(session: Session, facts: Facts, by: Registration) -> Labourer | Refusal:
    """Open an entry with its first history, and tell the trail.

    An entry that looks like another one is opened all the same: the office is shown both.
    Refusals: id_wait, whether the number is known or not; too_young_to_work {youngest},
    birth_day_needed {youngest}.
    """
    if refusal := age.unfit(facts, by.now):
        return refusal
    seen = await likeness.compare_new_entry(session, facts, by.account_id, by.now, own=by.own)
    if isinstance(seen, Refusal):
        return seen
    return await registering.open_entry(session, facts, by, seen)


async def change_entry(
    session: Session, labourer: Labourer, facts: Facts, now: datetime, account_id: int | None
) -> list[str] | Refusal:
    """Bring an entry to these facts; gives the facts that changed.

    Refusals: as of `register`.
    """
    before = await get_facts(session, labourer)
    born = any(facts.get(key) != before[key] for key in BIRTH)
    if born and (refusal := age.unfit(facts, now)):
        return refusal
    seen = await likeness.compare_changed_entry(session, labourer, before, facts, now, account_id)
    if isinstance(seen, Refusal):
        return seen
    changed = await set_facts(session, labourer, facts, now, account_id)
    if "id_number" in changed and before["id_number"]:
        await likeness.release_number(session, labourer.key(), before["id_number"], now, account_id)
    if seen is not None:
        await likeness.open_doubles(session, labourer, seen, now, new=False)
    return changed


async def set_facts(
    session: Session, labourer: Labourer, facts: Facts, now: datetime, account_id: int | None
) -> list[str]:
    """As `change`, for who has seen the person's card: nothing is compared or counted."""
    before, left = await get_facts(session, labourer), labourer.household_id
    if labourer.seen_by_brokers is False and facts.get("seen_by_brokers") is None:
        # Who is not asked any more, as they look for no work, has not taken the No back.
        facts = {**facts, "seen_by_brokers": False}
    labourer.sqlmodel_update(as_columns(facts))
    await household.follow_household(session, labourer, before, facts)
    _mark_asked(labourer, facts)
    if labourer.household_id != left and not household.is_head_named_first(before, facts):
        # What the office confirmed was another household, or none.
        labourer.poor_confirmed_at = labourer.poor_confirmed_by = None
    await preferences.set_welcome_kinds(session, labourer.key(), facts.get("notices") or [], now)
    changed = await _settle(session, labourer, before, now, account_id)
    if not labourer.health_agreed:
        await _forget_note(session, labourer)
    await household.close_empty_household(session, left)
    return changed


async def record_later_answer(
    session: Session, labourer: Labourer, answers: Facts, now: datetime, account_id: int
) -> None:
    """Keep answers on which no rights, placements or households rest, with few statements.

    `answers` are one that was given, and None for what rested on another answer to it.
    """
    before = {key: read_answer(labourer, key) for key in answers}
    asked = answers.keys() - set(labourer.not_asked or ())
    labourer.sqlmodel_update(as_answer_columns(answers))
    if not labourer.health_agreed:
        labourer.limits = None
    mark_asked(labourer, answers.keys())
    after = {key: read_answer(labourer, key) for key in answers}
    changes = history.list_changes(labourer, before, after, now, account_id)
    session.insert_at_flush(LedgerChange, changes)
    if "health_agreed" in asked and not labourer.health_agreed:
        # Who was never asked before has no note.
        await session.flush()
        await _forget_note(session, labourer)
    if not changes:
        return
    changed = {change["fact"]: change["after"] for change in changes}
    if PRESENT_WORK & changed.keys():
        labourer.status_told_at, labourer.change_told_at = now, None
    labourer.changed_at = now
    await history.record_acts(session, labourer, (Act.CHANGED,), now, account_id)
    await drafts.update_drafts_about_entry(session, labourer.key(), changed)


async def set_news_preference(
    session: Session,
    labourer: Labourer,
    kind: NoticeKind,
    wanted: Wanted,
    now: datetime,
    account_id: int,
) -> None:
    """Send, pause or stop one kind of notice; a kind begun or stopped goes into the history."""
    before = await get_facts(session, labourer)
    await preferences.set_preference(session, labourer.key(), kind, wanted, now)
    await _settle(session, labourer, before, now, account_id)


async def get_facts(session: Session, labourer: Labourer) -> dict[str, Any]:
    """The facts of an entry, but for what was not asked yet; what register and change take."""
    wishes = await preferences.get_preferences(session, labourer.key())
    welcome = [kind for kind, row in wishes.items() if row.welcome]
    return {**await get_facts_but_news(session, labourer), "notices": welcome}


async def get_facts_but_news(session: Session, labourer: Labourer) -> dict[str, Any]:
    """The same without `notices`, the news that are welcome: those are rows of their own."""
    home = await session.get(Household, labourer.household_id) if labourer.household_id else None
    facts = read_facts(labourer, home, [])
    del facts["notices"]
    return facts


async def list_changes(session: Session, labourer: Labourer) -> list[LedgerChange]:
    """Every change of an entry, the oldest first."""
    query = select(LedgerChange).where(LedgerChange.labourer_id == labourer.id)
    return list(await session.exec(query.order_by(col(LedgerChange.id))))


async def list_labourers_named(
    session: Session, name: str, areas: Iterable[str], most: int = 20
) -> list[Labourer]:
    """Those of this name, however it is written."""
    within = or_(*(inside(col(Labourer.village_code), area) for area in areas))
    same = Labourer.name_key == name_key(name)
    query = select(Labourer).where(same, within).order_by(col(Labourer.id))
    return list(await session.exec(query.limit(most)))


async def get_labourer_of_area(session: Session, labourer_id: int, area: str) -> Labourer | None:
    """Somebody who lives in an area."""
    labourer = await session.get(Labourer, labourer_id)
    return labourer if labourer and labourer.village_code.startswith(area) else None


async def confirm_status(
    session: Session, labourer: Labourer, now: datetime, account_id: int
) -> None:
    """The present work is still what it was."""
    labourer.status_told_at, labourer.change_told_at = now, None
    audit.record(session, now, Act.CHANGED, by=account_id, labourer=labourer.id)
    await session.flush()


async def view_entry(
    session: Session, labourer: Labourer, now: datetime, account_id: int
) -> dict[str, Any]:
    """The facts of somebody else's entry; that it was looked at goes into the trail."""
    audit.record(session, now, Act.VIEWED, by=account_id, labourer=labourer.id)
    await session.flush()
    return await get_facts(session, labourer)


async def delete_entry(session: Session, labourer: Labourer) -> None:
    """An entry that nothing refers to any more goes, and a household that is empty without it."""
    await delete_entries(session, [labourer])


async def delete_entries(session: Session, labourers: Sequence[Labourer]) -> None:
    """As `delete_entry`, for several."""
    homes = {one.household_id for one in labourers if one.household_id is not None}
    keys = [one.key() for one in labourers]
    headed = update(Household).where(col(Household.head_id).in_(keys))
    await session.exec(headed.values(head_id=None))
    for one in labourers:
        await session.delete(one)
    await session.flush()
    for home in sorted(homes):
        await household.close_empty_household(session, home)


def mark_asked(labourer: Labourer, keys: Collection[str]) -> None:
    """These were asked, whatever was said: they are not asked again."""
    left = [key for key in labourer.not_asked or () if key not in keys]
    labourer.not_asked = left or None


def _mark_asked(labourer: Labourer, facts: Facts) -> None:
    mark_asked(labourer, [key for key, value in facts.items() if value is not None])


async def _forget_note(session: Session, labourer: Labourer) -> None:
    """A note that may not be kept is not kept in the history either."""
    noted = (col(LedgerChange.labourer_id) == labourer.id, col(LedgerChange.fact) == "limits")
    await session.exec(delete(LedgerChange).where(*noted))


async def _settle(
    session: Session, labourer: Labourer, before: Facts, now: datetime, by: int | None
) -> list[str]:
    """History and trail of what changed; changes of the entry begun elsewhere follow it."""
    after = await get_facts(session, labourer)
    changed = await history.write_history(session, labourer, before, after, now, by)
    if PRESENT_WORK & set(changed):
        labourer.status_told_at, labourer.change_told_at = now, None
    if "id_number" in changed:
        for follows in ON_ID_NUMBER_CHANGED:
            await follows(session, labourer)
    if changed:
        labourer.changed_at = now
        acts = (Act.CHANGED, *household.list_household_acts(before, after))
        await history.record_acts(session, labourer, acts, now, by)
        await drafts.update_drafts_about_entry(
            session, labourer.key(), {key: after[key] for key in changed}
        )
    if RIGHTS_REST_ON & set(changed):
        await session.flush()
        await draft_rights.drop_drafts_about_entry(session, labourer.key())
    await session.flush()
    return changed
