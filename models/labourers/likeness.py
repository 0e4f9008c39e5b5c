"""Likeness: whether an entry that is being saved looks like another one. Nobody is told but staff.

Known or not, the same statements run, the same is refused and the same is said: else whoever types
numbers learns who is registered.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, bindparam, literal, or_, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from models.accounts import attempts
from models.accounts.account import Account
from models.accounts.attempts import OTHERS_NUMBERS, OWN_NUMBERS, Attempt, AttemptKind, Limit
from models.core import bulk_writes
from models.core.audit import Act, AuditRecord
from models.core.column_types import BIG_ID, UTCDateTime, Word
from models.core.encryption import LABOURER_ID, LABOURER_PHONE, keyring
from models.core.person_names import name_key
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.double import Double, DoubleOutcome, Likeness
from models.labourers.labourer import Labourer

# So many that look alike are shown for one entry.
MOST = 3
# The clock looks every minute; it may have stood still for a while.
LOOKS_BACK = dt.timedelta(hours=1)
# So many of the latest changes are looked at each minute: more are written at once by a list alone.
LOOKS_AT = 2_000
COUNT, SAME, ALIKE = "count", "same", "alike"
# Which facts make one entry look like another.
TELLING = ("id_number", "name", "birth_year", "village", "phone")


def _look() -> Any:
    """How many numbers this chat saved, who has this number, and who looks alike, in one."""
    number = col(Labourer.id)
    other = number != bindparam("but", type_=BIG_ID)
    # Two numbers are two people.
    numberless = bindparam("numberless", type_=Boolean)
    person = (
        other,
        Labourer.name_key == bindparam("name"),
        or_(col(Labourer.id_index).is_(None), numberless),
    )
    lives = (
        Labourer.birth_year == bindparam("year"),
        Labourer.village_code == bindparam("village"),
    )
    calls = col(Labourer.phone_index).in_(bindparam("phones", expanding=True))
    saved = select(literal(COUNT), func.count()).where(
        col(Attempt.chat_index).in_(bindparam("chat", expanding=True)),
        col(Attempt.what) == bindparam("what", type_=Word(AttemptKind)),
        col(Attempt.at) > bindparam("since", type_=UTCDateTime()),
    )
    same = select(literal(SAME), func.min(number)).where(
        other, col(Labourer.id_index).in_(bindparam("indexes", expanding=True))
    )
    alike = [
        select(
            literal(ALIKE),
            select(number).where(*person, *where).order_by(number).limit(MOST).subquery().c.id,
        )
        for where in (lives, (calls,))
    ]
    return union_all(saved, same, *alike)


LOOK = _look()


@dataclass(frozen=True)
class LikenessFound:
    """How many numbers were saved before, the oldest entry with this number, and those alike."""

    saved: int
    same: int | None
    alike: tuple[int, ...]


async def search_alike(
    session: Session,
    facts: Mapping[str, Any],
    account: Account | None,
    limit: Limit,
    now: dt.datetime,
    *,
    but: int | None = None,
) -> LikenessFound:
    """What the store has of a person with these facts; `but` is the entry they are of."""
    number, phone = facts.get("id_number"), facts.get("phone")
    given = {
        "but": but or 0,
        "numberless": number is None,
        "name": name_key(facts["name"]),
        "year": int(number[6:10]) if number else facts["birth_year"],
        "village": facts["village"],
        "phones": keyring.indexes(phone, LABOURER_PHONE) if phone else [],
        "chat": attempts.get_chat_indexes(account) if account else [],
        "what": limit.what,
        "since": now - limit.within,
        "indexes": keyring.indexes(number, LABOURER_ID) if number else [],
    }
    # Entries and attempts are flushed where they are made: other people's answers need not be.
    found = (await session.exec(LOOK, params=given)).all()
    saved = sum(count for what, count in found if what == COUNT)
    same = next((one for what, one in found if what == SAME), None)
    alike = sorted({one for what, one in found if what == ALIKE and one not in (None, same)})
    return LikenessFound(saved, same, tuple(alike[:MOST]))


async def compare_new_entry(
    session: Session, facts: Mapping[str, Any], by: int, now: dt.datetime, *, own: bool
) -> LikenessFound | Refusal:
    """Whom somebody new looks like. Refusal: id_wait."""
    account, limit = await session.get(Account, by), OWN_NUMBERS if own else OTHERS_NUMBERS
    seen = await search_alike(session, facts, account, limit, now)
    return await _count(session, seen, account, limit, now) if facts.get("id_number") else seen


async def compare_changed_entry(
    session: Session,
    labourer: Labourer,
    before: Mapping[str, Any],
    facts: Mapping[str, Any],
    now: dt.datetime,
    by: int | None,
) -> LikenessFound | Refusal | None:
    """Whom an entry would look like with these facts; none where nothing that tells has changed.

    Refusal: id_wait.
    """
    told = {key: facts.get(key) for key in TELLING}
    told["birth_year"] = told["birth_year"] or before["birth_year"]
    if all(before[key] == told[key] for key in TELLING):
        return None
    account = await session.get(Account, by) if by is not None else None
    own = account is not None and account.labourer_id == labourer.id
    limit = OWN_NUMBERS if own else OTHERS_NUMBERS
    seen = await search_alike(session, told, account, limit, now, but=labourer.key())
    if told["id_number"] in (None, before["id_number"]):
        return seen
    return await _count(session, seen, account, limit, now)


async def count_own_number(
    session: Session, account: Account, now: dt.datetime, *, known: bool
) -> Refusal | None:
    """A number of one's own outside the ledger, counted with the others. Refusal: id_wait."""
    saved = await attempts.count_attempts(session, OWN_NUMBERS, now, account=account)
    counted = await _count(
        session, LikenessFound(saved, int(known) or None, ()), account, OWN_NUMBERS, now
    )
    return counted if isinstance(counted, Refusal) else None


async def _count(
    session: Session, seen: LikenessFound, account: Account | None, limit: Limit, now: dt.datetime
) -> LikenessFound | Refusal:
    """One more number of this chat, known or not; that it was known only feeds the alarm."""
    if seen.saved >= limit.most:
        if account is not None:
            await attempts.record_attempt(session, AttemptKind.NUMBER_REFUSED, account, now)
        return Refusal("id_wait")
    if account is not None:
        known = [AttemptKind.NUMBER_KNOWN] if seen.same is not None else []
        await attempts.record_attempts(session, [limit.what, *known], account, now)
    return seen


async def open_doubles(
    session: Session, labourer: Labourer, seen: LikenessFound, now: dt.datetime, *, new: bool
) -> None:
    """Show the office each entry that this one looks like; with a new one nothing was decided."""
    others = [(one, Likeness.NUMBER) for one in (seen.same,) if one is not None]
    others += [(one, Likeness.ALIKE) for one in seen.alike]
    await open_double_pairs(session, labourer.key(), others, now, new=new)


async def open_doubles_with(
    session: Session, labourer: Labourer, others: Sequence[Labourer], now: dt.datetime
) -> None:
    """Show the office each of whom it was said that this is somebody else; two numbers tell it."""
    number = labourer.id_number
    pairs = [
        (one.key(), Likeness.NUMBER if number and one.id_number == number else Likeness.ALIKE)
        for one in others
        if not (number and one.id_number) or one.id_number == number
    ]
    await open_double_pairs(session, labourer.key(), pairs, now)


async def open_double_pairs(
    session: Session,
    number: int,
    others: Sequence[tuple[int, Likeness]],
    now: dt.datetime,
    *,
    new: bool = False,
) -> int:
    """Open doubles unless the office has decided or is to decide; gives how many.

    The clock writes them into the trail: in the turn they would take time.
    """
    known = {} if new or not others else await _known(session, number, [one for one, _ in others])
    opened = 0
    for other, why in others:
        double = known.get(other)
        if double is None or (double.resolved_at and why is Likeness.NUMBER):
            first, second = sorted((number, other))
            double = Double(first_id=first, second_id=second, why=why, opened_at=now)
            await bulk_writes.insert_row(session, double)
            opened += 1
        elif double.resolved_at is None and why is Likeness.NUMBER:
            # That they look alike is said no more: the number is the weightier.
            double.why = why
    return opened


async def release_number(
    session: Session, labourer_id: int, number: str, now: dt.datetime, by: int | None
) -> None:
    """An entry has this number no more: of the others that have it each is still shown."""
    waits = select(Double).where(
        (col(Double.first_id) == labourer_id) | (col(Double.second_id) == labourer_id),
        col(Double.why) == Likeness.NUMBER,
        col(Double.resolved_at).is_(None),
    )
    contested = (await session.exec(waits)).all()
    for double in contested:
        double.resolved_at, double.resolved_by, double.outcome = now, by, DoubleOutcome.NEITHER
    if not contested:
        return
    await session.flush()
    has_it = col(Labourer.id_index).in_(keyring.indexes(number, LABOURER_ID))
    others = select(Labourer.id).where(has_it, Labourer.id != labourer_id)
    left = [one for one in await session.exec(others.order_by(col(Labourer.id))) if one is not None]
    for other in left[1:]:
        await open_double_pairs(session, other, [(left[0], Likeness.NUMBER)], now)


async def find_missed_doubles(session: Session, now: dt.datetime) -> int:
    """Of two who saved one number at the same moment neither saw the other; gives how many."""
    mine, other = aliased(Labourer), aliased(Labourer)
    lately = (
        col(AuditRecord.at) > now - LOOKS_BACK,
        col(AuditRecord.act).in_((Act.REGISTERED, Act.CHANGED)),
    )
    latest = select(AuditRecord.labourer_id).where(*lately)
    changed = await session.exec(latest.order_by(col(AuditRecord.id).desc()).limit(LOOKS_AT))
    same = (col(other.id_index) == mine.id_index) & (col(other.id) != mine.id)
    query = (
        select(mine.id, func.min(other.id))
        .join(other, same)
        # As a list: joined in one statement, SQLite compares each of them with every entry.
        .where(col(mine.id).in_(set(changed)))
        .group_by(col(mine.id))
    )
    opened = 0
    for one, first in (await session.exec(query)).all():
        assert one is not None
        assert first is not None
        opened += await open_double_pairs(session, one, [(first, Likeness.NUMBER)], now)
    return opened


async def _known(session: Session, number: int, others: Sequence[int]) -> dict[int, Double]:
    """By the other: the double that waits already; or that they are two people who look alike."""
    first, second = col(Double.first_id), col(Double.second_id)
    both = ((first == number) & second.in_(others)) | ((second == number) & first.in_(others))
    # Those opened in this batch are there: they are inserted at once.
    found = (await session.exec(select(Double).where(both).order_by(col(Double.id)))).all()
    two_people = [one for one in found if one.outcome is DoubleOutcome.APART]
    waits = [one for one in found if one.resolved_at is None]
    return {one.first_id + one.second_id - number: one for one in (*two_people, *waits)}
