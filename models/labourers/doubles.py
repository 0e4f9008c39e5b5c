"""Doubles as the office sees them: what waits, both entries, and whose the ID number is."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, literal, update
from sqlmodel import col, or_, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.accounts.roles import list_staff_of_county
from models.core import audit, bulk_writes, once, paging
from models.core.audit import Act, Subject
from models.core.encryption import LABOURER_ID, keyring
from models.core.gazetteer import COUNTY
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import ledger, likeness
from models.labourers.double import Double, DoubleOutcome, Likeness
from models.labourers.labourer import Labourer
from models.labourers.messages import DOUBLES_WAITING, ID_NUMBER_LOST
from models.labourers.waiting_doubles import (
    First,
    Second,
    is_undecided,
    join_entries,
    select_waiting,
)
from models.outbox import outbox

HOUR = dt.timedelta(hours=1)
# Some come together, and some are decided before anybody is told.
GATHERED_FOR = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class DoublePair:
    """A double with its two entries, the older first."""

    double: Double
    first: Labourer
    second: Labourer

    def both(self) -> tuple[Labourer, Labourer]:
        """The two entries."""
        return self.first, self.second

    def other(self, labourer: Labourer) -> Labourer:
        return self.second if labourer.id == self.first.id else self.first

    @property
    def contest(self) -> bool:
        """Whether it is about a number that both have."""
        return self.double.why is Likeness.NUMBER


async def list_waiting_doubles(
    session: Session, counties: tuple[str, ...], page: int
) -> Page[DoublePair]:
    """A page of those that wait, the longest first."""
    if not counties:
        return Page([])
    query = select_waiting(counties, Double, First, Second).order_by(col(Double.id))
    return (await paging.rows(session, query, page)).of(lambda row: DoublePair(*row))


async def get_waiting_double(
    session: Session, number: int, counties: tuple[str, ...]
) -> DoublePair | None:
    if not counties:
        return None
    query = select_waiting(counties, Double, First, Second).where(Double.id == number)
    found = (await session.exec(query)).first()
    return DoublePair(*found) if found else None


async def list_doubles_of_entry(session: Session, labourer_id: int) -> list[int]:
    """The numbers of the doubles that one entry is in and that wait."""
    its = (col(Double.first_id) == labourer_id) | (col(Double.second_id) == labourer_id)
    return [
        one
        for one in await session.exec(select(Double.id).where(is_undecided(), its))
        if one is not None
    ]


async def list_others_of_doubles(session: Session, labourer_id: int) -> list[Labourer]:
    """The entries that may be the same person's, which the office has not decided."""
    first, second = col(Double.first_id), col(Double.second_id)
    other = or_(
        (first == labourer_id) & (Labourer.id == second),
        (second == labourer_id) & (Labourer.id == first),
    )
    query = select(Labourer).join(Double, other).where(is_undecided())
    return list(await session.exec(query.order_by(col(Labourer.id))))


async def record_view_of_double(session: Session, pair: DoublePair, by: Actor) -> None:
    """Staff looked at both entries: that goes into the trail."""
    of = (Subject.DOUBLE, pair.double.key())
    for labourer in pair.both():
        audit.record(session, by.now, Act.VIEWED, by=by.id, labourer=labourer.id, of=of)
    await session.flush()


async def note_viewed(session: Session, actor: Actor, number: int) -> None:
    """The same, where both were read beside the turns."""
    pair = await get_waiting_double(session, number, actor.roles.counties())
    if pair is not None:
        await record_view_of_double(session, pair, actor)


async def give_number(
    session: Session, pair: DoublePair, theirs: Labourer, by: Actor
) -> Refusal | None:
    """The card of one was seen: the number is theirs. Whoever else has it loses it, and is told.

    Refusals: not_yours, double_own, double_settled.
    """
    if not pair.contest:
        return Refusal("double_settled")
    first = theirs.id == pair.first.id
    outcome = DoubleOutcome.FIRST if first else DoubleOutcome.SECOND
    if refusal := await settle_double(session, pair, outcome, by):
        return refusal
    has_it = col(Labourer.id_index).in_(keyring.indexes(theirs.id_number or "", LABOURER_ID))
    same = select(Labourer).where(has_it, Labourer.id != theirs.id)
    for loser in (await session.exec(same.order_by(col(Labourer.id)))).all():
        await _lose_number(session, loser, pair.double, by)
        await _settle_all(session, loser.key(), theirs.key(), by)
    return None


async def keep_apart(session: Session, pair: DoublePair, by: Actor) -> Refusal | None:
    """They are two people who look alike. Refusals: not_yours, double_own, double_settled."""
    if pair.contest:
        return Refusal("double_number")
    return await settle_double(session, pair, DoubleOutcome.APART, by)


async def settle_double(
    session: Session, pair: DoublePair, outcome: DoubleOutcome, by: Actor
) -> Refusal | None:
    """Decided, once: of two decisions at the same moment one has its way.

    Nobody decides of their own entry. Refusals: not_yours, double_own, double_settled.
    """
    if not any(one.village_code.startswith(by.roles.counties()) for one in pair.both()):
        return Refusal("not_yours")
    if by.account.labourer_id in (pair.first.id, pair.second.id):
        return Refusal("double_own")
    await bulk_writes.read_rows(session, Labourer, (pair.first.id, pair.second.id), lock=True)
    unsettled = (col(Double.id) == pair.double.id, is_undecided())
    values = {"resolved_at": by.now, "resolved_by": by.id, "outcome": outcome}
    done = await session.exec(update(Double).where(*unsettled).values(**values))
    if done.rowcount != 1:
        return Refusal("double_settled")
    of = (Subject.DOUBLE, pair.double.key())
    audit.record(session, by.now, Act.SETTLED, by=by.id, of=of)
    return None


async def forget_doubles_of(session: Session, labourer: Labourer, now: dt.datetime) -> None:
    """An entry is erased: with whom it was compared goes too; the trail keeps that it was."""
    if labourer.id_number:
        await likeness.release_number(session, labourer.key(), labourer.id_number, now, None)
    its = or_(col(Double.first_id) == labourer.id, col(Double.second_id) == labourer.id)
    await session.exec(delete(Double).where(its))


async def tell_staff_of_doubles(session: Session, now: dt.datetime) -> int:
    """Staff hear that new ones wait: once an hour for all of a county; gives how many are told."""
    new = select(Double, First, Second).where(is_undecided(), col(Double.told_at).is_(None))
    found = (await session.exec(join_entries(new))).all()
    places = {
        double.key(): {one.village_code[:COUNTY] for one in (first, second)}
        for double, first, second in found
    }
    hour = int(now.timestamp() // HOUR.total_seconds())
    counties = sorted(set().union(*places.values()))
    told = [
        county for county in counties if await once.is_first_time(session, f"doubles{county}", hour)
    ]
    whom = sorted({one for county in told for one in await list_staff_of_county(session, county)})
    for account in whom:
        due, over = now + GATHERED_FOR, now + 24 * HOUR
        row = outbox.new_row(DOUBLES_WAITING, hour, due, account=account, expires=over)
        await outbox.plan_row(session, row)
    for double, _, _ in found:
        if places[double.key()] <= set(told):
            double.told_at = now
            # Not of the entries: their people may read what was done with those.
            audit.record(session, now, Act.DOUBLED, by=None, of=(Subject.DOUBLE, double.key()))
    await session.flush()
    return len(whom)


async def _lose_number(session: Session, loser: Labourer, double: Double, by: Actor) -> None:
    """History and trail have it; the person is asked to come with the card."""
    facts = {**await ledger.get_facts(session, loser), "id_number": None}
    await ledger.set_facts(session, loser, facts, by.now, by.id)
    account = await accounts.get_account_id_of_labourer(session, loser.id)
    if account is not None:
        row = outbox.new_row(
            ID_NUMBER_LOST,
            loser.key(),
            by.now,
            account=literal(account),
            labourer=literal(loser.key()),
            round_=double.key(),
        )
        await outbox.plan_row(session, row)


async def _settle_all(session: Session, loser: int, theirs: int, by: Actor) -> None:
    """Whatever else waits about this number with the one who lost it is decided with it."""
    its = (col(Double.first_id) == loser) | (col(Double.second_id) == loser)
    about = select(Double).where(its, is_undecided(), col(Double.why) == Likeness.NUMBER)
    outcomes = {(theirs, loser): DoubleOutcome.FIRST, (loser, theirs): DoubleOutcome.SECOND}
    for double in (await session.exec(about)).all():
        double.outcome = outcomes.get((double.first_id, double.second_id), DoubleOutcome.NEITHER)
        double.resolved_at, double.resolved_by = by.now, by.id
    await session.flush()
