"""The ledger 台账: registering a labourer, changing an entry, and the history of both.

Facts are a plain mapping, keyed as the intake's questions are; JSON values, dates as ISO text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import age, audit, draft, household, preference, rows
from models.account import Account
from models.audit import Act
from models.household import Household
from models.labourer import Labourer, LedgerChange
from models.preference import Wanted
from models.refusal import Refusal
from models.region import inside
from models.secrets import LABOURER_ID, LABOURER_PHONE, keyring
from models.words import NoticeKind, Sex

Facts = Mapping[str, Any]

PLAIN = (
    "name", "id_number", "born_on", "phone", "ethnicity", "schooling", "status", "work_place",
    "work_what", "wage", "has_contract", "has_insurance", "certificates", "wanted_reach",
    "wanted_wage", "limits", "left_school_recently", "seen_by_brokers",
)  # fmt: skip
SEVERAL = ("skills", "wishes", "wanted_work", "courses")
BIRTH = ("id_number", "born_on", "birth_year")
DATES = ("out_of_work_since", "available_from")
# Who gives any of these has told the present work.
PRESENT_WORK = {
    *("status", "out_of_work_since", "work_place", "work_what", "wage"),
    *("has_contract", "has_insurance"),
}


@dataclass(frozen=True)
class Registration:
    """Who takes the answers, when, and under which words of consent.

    `own` is False where a broker or staff member does it for a person without a phone.
    """

    now: datetime
    account_id: int
    own: bool
    consented_at: datetime
    consent_version: str


WITH_ID = select(Labourer.id).where(
    col(Labourer.id_index).in_(bindparam("indexes", expanding=True))
)


async def known_id_number(
    session: AsyncSession, number: str, *, other_than: int | None
) -> Refusal | None:
    """Refuse an ID number that another entry has; it is not told whose."""
    # Entries are flushed where they are made: other people's answers need not be for this.
    with session.no_autoflush:
        indexes = keyring.indexes(number, LABOURER_ID)
        found = (await session.exec(WITH_ID, params={"indexes": indexes})).first()
    return Refusal("id_known") if found is not None and found != other_than else None


async def register(session: AsyncSession, facts: Facts, by: Registration) -> Labourer | Refusal:
    """Open an entry with its first history, and tell the trail.

    Refusals: id_known, too_young_to_work {youngest}, birth_day_needed {youngest}.
    """
    if refusal := age.unfit(facts, by.now):
        return refusal
    if facts.get("id_number") and (
        refusal := await known_id_number(session, facts["id_number"], other_than=None)
    ):
        return refusal
    home = await _household(session, facts)
    labourer = Labourer(
        **_columns(facts),
        household_id=home.id if home else None,
        consented_at=by.consented_at,
        consent_version=by.consent_version,
        read_out_by=None if by.own else by.account_id,
        registered_by=by.account_id,
        registered_at=by.now,
        changed_at=by.now,
        status_told_at=by.now,
    )
    await rows.add(session, labourer)
    welcome = [kind for kind in NoticeKind if kind in (facts.get("notices") or ())]
    await preference.begin(session, labourer.key(), welcome)
    await _history(session, labourer, {}, _facts(labourer, home, welcome), by.now, by.account_id)
    audit.record(session, by.now, Act.REGISTERED, by=by.account_id, labourer=labourer.id)
    return labourer


async def change(
    session: AsyncSession, labourer: Labourer, facts: Facts, now: datetime, account_id: int | None
) -> list[str] | Refusal:
    """Bring an entry to these facts; gives the facts that changed. Refusals: as of `register`."""
    if facts.get("id_number") and (
        refusal := await known_id_number(session, facts["id_number"], other_than=labourer.id)
    ):
        return refusal
    before, left = await entry(session, labourer), labourer.household_id
    born = any(facts.get(key) != before[key] for key in BIRTH)
    if born and (refusal := age.unfit(facts, now)):
        return refusal
    labourer.sqlmodel_update(_columns(facts))
    home = await _household(session, facts)
    labourer.household_id = home.id if home else None
    if labourer.household_id != left:
        # What the office confirmed was another household, or none.
        labourer.poor_confirmed_at = labourer.poor_confirmed_by = None
    await preference.welcome(session, labourer.key(), facts.get("notices") or [], now)
    changed = await _settle(session, labourer, before, now, account_id)
    await close_empty_household(session, left)
    return changed


async def want_news(
    session: AsyncSession,
    labourer: Labourer,
    kind: NoticeKind,
    wanted: Wanted,
    now: datetime,
    account_id: int,
) -> None:
    """Send, pause or stop one kind of notice; a kind begun or stopped goes into the history."""
    before = await entry(session, labourer)
    await preference.want(session, labourer.key(), kind, wanted, now)
    await _settle(session, labourer, before, now, account_id)


async def entry(session: AsyncSession, labourer: Labourer) -> dict[str, Any]:
    """The facts of an entry, every key present; the inverse of what register and change take."""
    home = await session.get(Household, labourer.household_id) if labourer.household_id else None
    wishes = await preference.of(session, labourer.key())
    return _facts(labourer, home, [kind for kind, row in wishes.items() if row.welcome])


def _facts(labourer: Labourer, home: Household | None, welcome: list[NoticeKind]) -> dict[str, Any]:
    dates = {key: getattr(labourer, key) for key in DATES}
    return {
        **{key: getattr(labourer, key) for key in PLAIN},
        **{key: list(getattr(labourer, key)) for key in SEVERAL},
        **{key: value and value.isoformat() for key, value in dates.items()},
        "sex": labourer.sex,
        "birth_year": labourer.birth_year,
        "village": labourer.village_code,
        "registered_poor": home is not None,
        "household_head": home and home.head_name,
        "notices": welcome,
    }


async def history(session: AsyncSession, labourer: Labourer) -> list[LedgerChange]:
    """Every change of an entry, the oldest first."""
    query = select(LedgerChange).where(LedgerChange.labourer_id == labourer.id)
    return list(await session.exec(query.order_by(col(LedgerChange.id))))


async def in_care_of(session: AsyncSession, account: Account) -> list[Labourer]:
    """Those whom this account took through intake and who have no account, the latest first."""
    claimed = select(Account.labourer_id).where(col(Account.labourer_id).is_not(None))
    query = select(Labourer).where(
        Labourer.read_out_by == account.key(), col(Labourer.id).not_in(claimed)
    )
    return list(await session.exec(query.order_by(col(Labourer.id).desc())))


async def of_mine(session: AsyncSession, account: Account, labourer_id: int) -> Labourer | None:
    """One of those in the care of this account."""
    mine = await in_care_of(session, account)
    return next((labourer for labourer in mine if labourer.id == labourer_id), None)


async def named(
    session: AsyncSession, name: str, areas: Iterable[str], most: int = 20
) -> list[Labourer]:
    """Those of some areas who have this name."""
    within = or_(*(inside(col(Labourer.village_code), area) for area in areas))
    query = select(Labourer).where(Labourer.name == name, within).order_by(col(Labourer.id))
    return list(await session.exec(query.limit(most)))


async def within(session: AsyncSession, labourer_id: int, area: str) -> Labourer | None:
    """Somebody who lives in an area."""
    labourer = await session.get(Labourer, labourer_id)
    return labourer if labourer and labourer.village_code.startswith(area) else None


async def keep_status(
    session: AsyncSession, labourer: Labourer, now: datetime, account_id: int
) -> None:
    """The present work is still what it was."""
    labourer.status_told_at = now
    audit.record(session, now, Act.CHANGED, by=account_id, labourer=labourer.id)
    await session.flush()


async def viewed(
    session: AsyncSession, labourer: Labourer, now: datetime, account_id: int
) -> dict[str, Any]:
    """The facts of somebody else's entry; that it was looked at goes into the trail."""
    audit.record(session, now, Act.VIEWED, by=account_id, labourer=labourer.id)
    return await entry(session, labourer)


async def close_empty_household(session: AsyncSession, household_id: int | None) -> None:
    """Drop a household that no labourer belongs to any more."""
    count = select(func.count()).where(Labourer.household_id == household_id)
    home = await session.get(Household, household_id) if household_id else None
    if home is not None and not (await session.exec(count)).one():
        await session.delete(home)
        await session.flush()


def _columns(facts: Facts) -> dict[str, Any]:
    number, phone = facts.get("id_number"), facts.get("phone")
    days = {key: facts.get(key) for key in DATES}
    return {
        **{key: facts.get(key) for key in PLAIN},
        **{key: list(facts.get(key) or []) for key in SEVERAL},
        **{key: date.fromisoformat(day) if day else None for key, day in days.items()},
        "id_index": keyring.index(number, LABOURER_ID) if number else None,
        "phone_index": keyring.index(phone, LABOURER_PHONE) if phone else None,
        "sex": _sex(number) if number else facts["sex"],
        "birth_year": _birth_year(facts),
        "village_code": facts["village"],
    }


def _birth_year(facts: Facts) -> int:
    """As the ID number or the day of birth tells it."""
    number, day = facts.get("id_number"), facts.get("born_on")
    told = number[6:10] if number else day[:4] if day else facts["birth_year"]
    return int(told)


def _sex(id_number: str) -> Sex:
    """GB 11643: the 17th digit is odd for men."""
    return Sex.MALE if int(id_number[16]) % 2 else Sex.FEMALE


async def _household(session: AsyncSession, facts: Facts) -> Household | None:
    if not facts.get("registered_poor"):
        return None
    return await household.of(session, facts["village"], facts["household_head"])


def _known(value: Any) -> Any:
    """None for nothing chosen, as for not asked; a No is an answer."""
    return None if value == [] else value


async def _settle(
    session: AsyncSession, labourer: Labourer, before: Facts, now: datetime, by: int | None
) -> list[str]:
    """History and trail of what changed; changes of the entry begun elsewhere follow it."""
    after = await entry(session, labourer)
    changed = await _history(session, labourer, before, after, now, by)
    if PRESENT_WORK & set(changed):
        labourer.status_told_at = now
    if changed:
        labourer.changed_at = now
        audit.record(session, now, Act.CHANGED, by=by, labourer=labourer.id)
        await draft.follow(session, labourer.key(), {key: after[key] for key in changed})
    await session.flush()
    return changed


async def _history(
    session: AsyncSession,
    labourer: Labourer,
    before: Facts,
    after: Facts,
    now: datetime,
    by: int | None,
) -> list[str]:
    changed = [key for key, value in after.items() if _known(before.get(key)) != _known(value)]
    told = {"labourer_id": labourer.key(), "at": now, "account_id": by}
    facts = [
        {**told, "fact": key, "before": before.get(key), "after": after[key]} for key in changed
    ]
    await rows.put(session, LedgerChange, facts)
    return changed
