"""Merging: two entries of the ledger become one. All that hung on the one hangs on the other."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, literal, or_, tuple_, update
from sqlmodel import SQLModel, col, select

from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.core import audit
from models.core.audit import Act, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import LegalGround
from models.enquiries.enquiry import Enquiry
from models.grievances.grievance import Grievance
from models.labourers import account_move, doubles, ledger, legal_ground
from models.labourers.calls import Call
from models.labourers.double import Double, DoubleOutcome
from models.labourers.doubles import DoublePair
from models.labourers.facts import PRESENT_WORK
from models.labourers.household import HEAD, Household, close_empty_household
from models.labourers.imports.tables import LedgerImportRow
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference
from models.labourers.ledger_checks.finding import Finding
from models.labourers.messages import ENTRIES_MERGED
from models.labourers.monthly_snapshot import MonthlySnapshot
from models.labourers.visit import Visit
from models.notices import cancellation, named_people, reminders
from models.notices.notice import Notice
from models.notices.sign_ups import HOLDING, SignUp, SignUpState
from models.outbox import outbox
from models.outbox.row import OutboxRow, RowState
from models.placements.placement import Placement, worker_index
from models.privacy.erasure_request import ErasureRequest
from models.vacancies.messages import VACANCY_INTEREST
from models.vacancies.vacancy import Interest

# What moves as it is.
MOVING: tuple[type[SQLModel], ...] = (
    Placement,
    Grievance,
    Enquiry,
    LedgerChange,
    LedgerImportRow,
    ErasureRequest,
    Visit,
)
# One a person: by these columns both may have the same, and then one stays.
ONCE: tuple[tuple[type[SQLModel], tuple[str, ...]], ...] = (
    (Interest, ("vacancy_id",)),
    (Call, ("month",)),
    (MonthlySnapshot, ("month",)),
    (SignUp, ("notice_id",)),
    (OutboxRow, ("topic", "about", "round")),
)
# The better of two answers to one notice: who came, then who has a seat, and so on.
BETTER = (
    SignUpState.SEATED,
    SignUpState.WALKED_IN,
    SignUpState.QUEUED,
    SignUpState.WITHDRAWN,
    SignUpState.DECLINED,
)


async def merge_entries(
    session: Session,
    pair: DoublePair,
    into: Labourer,
    by: Actor,
    *,
    with_other_account: bool = False,
) -> Refusal | None:
    """Make the two one: `into` stays, with its account where both have one.

    Or `with_other_account`: somebody who lost their phone has registered anew.

    What it does not tell is taken over from the other, but nothing of present work: that is told as
    one. A No to brokers on either side stays a No. Codes given out for the other are void.

    Refusals: not_yours, double_own, double_settled, numbers_differ.
    """
    double = pair.other(into)
    if double.id_number and into.id_number and double.id_number != into.id_number:
        return Refusal("numbers_differ")
    if refusal := await doubles.settle_double(session, pair, DoubleOutcome.MERGED, by):
        return refusal
    for one in (double, into):
        of = (Subject.DOUBLE, pair.double.key())
        audit.record(session, by.now, Act.MERGED, by=by.id, labourer=one.key(), of=of)
    facts = _together(
        await ledger.get_facts(session, double), await ledger.get_facts(session, into)
    )
    await _keep_better(session, double, into, by.now, by.zone)
    if with_other_account:
        await _swap_accounts(session, double, into)
    await _hand_over(session, double, into, by.now)
    await cancellation.withhold_from(session, double.key(), by.now)
    await _move(session, double.key(), into.key(), by)
    home, confirmed = double.household_id, (double.poor_confirmed_at, double.poor_confirmed_by)
    headed = update(Household).where(col(Household.head_id) == double.key())
    await session.exec(headed.values(head_id=into.key()))
    if double.consented_at is not None and double.ground is LegalGround.CONSENT:
        legal_ground.take_consent_of(double, into)
    await session.delete(double)
    await session.flush()
    was_poor = into.household_id is not None
    await ledger.set_facts(session, into, facts, by.now, by.id)
    if not was_poor and home is not None:
        # The household is the other's own, whatever others have the name of its head.
        into.household_id, opened = home, into.household_id
        into.poor_confirmed_at, into.poor_confirmed_by = confirmed
        await session.flush()
        await close_empty_household(session, opened)
    theirs = update(Placement).where(col(Placement.labourer_id) == into.id)
    await session.exec(theirs.values(worker_index=worker_index(into.id_number)))
    await close_empty_household(session, home)
    return None


def _together(double: dict[str, Any], into: dict[str, Any]) -> dict[str, Any]:
    """What the one that stays tells, and what only the other told."""
    told = {key: value for key, value in into.items() if value not in (None, [])}
    facts = {**double, **told}
    # Nobody asked for news by leaving it out elsewhere; present work is told as one.
    facts |= {key: into.get(key) for key in ("notices", *PRESENT_WORK)}
    if False in (double.get("seen_by_brokers"), into.get("seen_by_brokers")):
        facts["seen_by_brokers"] = False
    poor = into if into["registered_poor"] or not double["registered_poor"] else double
    return {**facts, **{key: poor.get(key) for key in ("registered_poor", *HEAD)}}


async def _keep_better(
    session: Session, double: Labourer, into: Labourer, now: dt.datetime, zone: ZoneInfo
) -> None:
    """Of two answers to one notice the better stays; a seat held twice goes to who waits."""
    theirs = col(SignUp.labourer_id).in_((double.key(), into.key()))
    query = select(SignUp).where(theirs).order_by(col(SignUp.id))
    found: dict[int, dict[int, SignUp]] = {}
    for mine in (await session.exec(query)).all():
        found.setdefault(mine.notice_id, {})[mine.labourer_id] = mine
    for notice_id, both in found.items():
        if len(both) < 2:
            continue
        worst = max(both.values(), key=_rank)
        if worst.state in HOLDING:
            loser = double if worst.labourer_id == double.id else into
            notice = await session.get_one(Notice, notice_id)
            await reminders.leave_seat(session, notice, loser, now, zone)
        await session.delete(worst)
    await session.flush()


def _rank(mine: SignUp) -> tuple[bool, int, int]:
    return mine.attended_at is None, BETTER.index(mine.state), mine.id or 0


async def has_two_accounts(session: Session, pair: DoublePair) -> bool:
    """Whether each of the two has an account of its own: one of them will have no entry."""
    owned = select(Account.id).where(col(Account.labourer_id).in_([one.id for one in pair.both()]))
    return len((await session.exec(owned)).all()) > 1


async def _swap_accounts(session: Session, double: Labourer, into: Labourer) -> None:
    """Each has the other's account, where both have one."""
    theirs = await accounts.get_account_of_labourer(session, double.key())
    own = await accounts.get_account_of_labourer(session, into.key())
    if theirs is None or own is None:
        return
    theirs.labourer_id = own.labourer_id = None
    await session.flush()
    theirs.labourer_id, own.labourer_id = into.key(), double.key()
    await session.flush()


async def _hand_over(session: Session, double: Labourer, into: Labourer, now: dt.datetime) -> None:
    """The account that the other had is theirs now; where both have one, it keeps no entry."""
    lost = await accounts.get_account_of_labourer(session, double.key())
    kept = await accounts.get_account_of_labourer(session, into.key())
    if lost is not None:
        lost.labourer_id = into.id if kept is None else None
        await session.flush()
        if kept is not None:
            await _leave_account(session, lost, kept, into, now)
        kept = kept or lost
    waits = (col(OutboxRow.labourer_id) == double.id, col(OutboxRow.state) == RowState.WAITING)
    if kept is not None:
        await session.exec(update(OutboxRow).where(*waits).values(account_id=kept.id))
    await _drop_forms(session, double.key())


async def _leave_account(
    session: Session, lost: Account, kept: Account, into: Labourer, now: dt.datetime
) -> None:
    """What the person asked goes along, but from an account with a role; it is told of its end."""
    if not await roles.get_roles(session, lost):
        await account_move.follow_person(session, lost, kept)
    row = outbox.new_row(ENTRIES_MERGED, into.key(), now, account=literal(lost.key()))
    await outbox.plan_row(session, row)


async def _drop_forms(session: Session, double: int) -> None:
    """Nobody goes on changing what is not there; a code for it opens nothing any more."""
    forms = select(Draft.id).where(Draft.labourer_id == double)
    open_now = col(Account.draft_id).in_(forms)
    await session.exec(update(Account).where(open_now).values(draft_id=None))
    # What was found about the one is looked for anew in the other.
    for table in (Draft, OneTimeCode, NoticePreference, Finding):
        await session.exec(delete(table).where(col(table.labourer_id) == double))


async def _move(session: Session, double: int, into: int, by: Actor) -> None:
    for table in MOVING:
        await session.exec(_moving(table, double, into))
    for table, columns in ONCE:
        await session.exec(_doubled(table, columns, double, into))
        await session.exec(_moving(table, double, into))
    await _tell_of_interest(session, double, into)
    await named_people.replace_named_person(session, double, into)
    await _move_doubles(session, double, into, by)


def _moving(table: Any, double: int, into: int) -> Any:
    return update(table).where(col(table.labourer_id) == double).values(labourer_id=into)


def _doubled(table: Any, columns: tuple[str, ...], double: int, into: int) -> Any:
    """What the one that stays has too."""
    known = select(*(getattr(table, column) for column in columns)).where(table.labourer_id == into)
    wanted = [getattr(table, column) for column in columns]
    rows = (tuple_(*wanted) if len(wanted) > 1 else wanted[0]).in_(known)
    return delete(table).where(col(table.labourer_id) == double, rows)


async def _tell_of_interest(session: Session, double: int, into: int) -> None:
    """Whoever is to hear that somebody would like work hears it of the one that stays, once."""
    for row in (await session.exec(_of_interest(double))).all():
        same = _of_interest(into).where(
            OutboxRow.about == row.about, OutboxRow.account_id == row.account_id
        )
        if (await session.exec(same)).first() is None:
            row.round = into
        else:
            await session.delete(row)
        await session.flush()


def _of_interest(labourer: int) -> Any:
    return select(OutboxRow).where(
        OutboxRow.topic == VACANCY_INTEREST.name, OutboxRow.round == labourer
    )


async def _move_doubles(session: Session, double: int, into: int, by: Actor) -> None:
    """What else waits with the one that is gone waits with the one that stays, once."""
    either = (double, into)
    its = or_(col(Double.first_id).in_(either), col(Double.second_id).in_(either))
    known = set()
    for one in (
        await session.exec(select(Double).where(its, col(Double.resolved_at).is_(None)))
    ).all():
        first, second = sorted(into if n == double else n for n in (one.first_id, one.second_id))
        if first == second:
            one.resolved_at, one.resolved_by = by.now, by.id
            one.outcome = DoubleOutcome.MERGED
        elif (first, second, one.why) in known:
            # Nothing was decided of it: the same waits already.
            await session.delete(one)
        else:
            one.first_id, one.second_id = first, second
        known.add((first, second, one.why))
    await session.flush()
