"""Confirming: the labourer is asked whether what the broker reported is so, and answers."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal
from sqlmodel import col, select

from models.accounts import account as accounts
from models.core.age import too_young
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import NotSo
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.message_type import Topic
from models.placements import follow_up, present_work
from models.placements.moves import move_placement
from models.placements.placement import Placement, StatementChannel
from models.placements.states import ASKED, Move, Party, PlacementState

# Once, and three reminders; then somebody calls.
MOST_ASKED = 4
ASKS_AGAIN = dt.timedelta(days=2)
# A report that was changed is another question: its version stands before the count.
ROUNDS = 10
EACH_TICK = 500


@dataclass(frozen=True)
class Statement:
    """The labourer's word on a report. None leaves it as it was reported."""

    started: bool
    starts_on: dt.date | None = None
    wage: int | None = None
    has_contract: bool | None = None
    fee: bool | None = None
    why: str | None = None


async def ask_labourer(session: Session, placement: Placement, now: dt.datetime) -> None:
    """Ask, or ask once more; a person without an account is the office's to call at once."""
    account = await accounts.get_account_id_of_labourer(session, placement.labourer_id)
    placement.asked, placement.asked_at = placement.asked + 1, now
    await session.flush()
    if account is None:
        await move_placement(session, placement, Move.WAIT_NO_MORE, Party.CLOCK, now, by=None)
        return
    row = outbox.new_row(
        Topic.PLACED,
        placement.key(),
        now,
        account=literal(account),
        labourer=literal(placement.labourer_id),
        round_=placement.version * ROUNDS + placement.asked,
    )
    await outbox.plan_row(session, row)


async def remind_silent(session: Session, now: dt.datetime) -> int:
    """Who has not answered for two days is asked again, in the end called; gives how many."""
    silent = select(Placement).where(
        Placement.state == PlacementState.REPORTED,
        col(Placement.asked_at) <= now - ASKS_AGAIN,
        col(Placement.labourer_id).is_not(None),
    )
    found = (await session.exec(silent.order_by(col(Placement.id)).limit(EACH_TICK))).all()
    for placement in found:
        if placement.asked < MOST_ASKED:
            await ask_labourer(session, placement, now)
        else:
            await move_placement(session, placement, Move.WAIT_NO_MORE, Party.CLOCK, now, by=None)
    return len(found)


async def record_statement(
    session: Session,
    placement: Placement,
    word: Statement,
    how: StatementChannel,
    now: dt.datetime,
    zone: ZoneInfo,
    by: int,
) -> Refusal | None:
    """Confirm, correct or dispute, as the word is.

    Refusals: placement_moved; own_placement, where the word is that of who reported it; no_phone,
    where a call is told to a number that nobody knows; those of `age.too_young`.
    """
    today = now.astimezone(zone).date()
    held = _held(placement, word)
    if refused := await _stands_against(session, placement, word, how, held["starts_on"], by):
        return refused
    columns: dict[str, Any] = {
        "said": _as_json(word, held),
        "said_how": how,
        "said_at": now,
        "said_by": by,
    }
    if word.started:
        columns |= {**held, **_followed(placement, held["starts_on"], today, zone)}
    else:
        # What they typed is the office's to read, in `said`: the broker gets the kind.
        columns["why"] = word.why if word.why in tuple(NotSo) else None
    party = Party.LABOURER if how is StatementChannel.SELF else Party.STAFF
    what = _move(placement, word, held)
    refused = await move_placement(session, placement, what, party, now, by=by, **columns)
    if refused is None and word.started and placement.starts_on <= today:
        await present_work.set_present_work(session, placement, now, by)
    return refused


async def _stands_against(
    session: Session,
    placement: Placement,
    word: Statement,
    how: StatementChannel,
    starts_on: dt.date,
    by: int,
) -> Refusal | None:
    """Why the word does not hold, whatever it is; a dispute always may be said."""
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None:
        return Refusal("placement_moved")
    if by == placement.broker_id and (word.started or how is not StatementChannel.SELF):
        return Refusal("own_placement")
    if how is StatementChannel.PHONE and not labourer.phone:
        return Refusal("no_phone")
    if not word.started:
        return None
    return too_young(labourer.id_number, labourer.born_on, labourer.birth_year, starts_on)


def _followed(
    placement: Placement, starts_on: dt.date, today: dt.date, zone: ZoneInfo
) -> dict[str, Any]:
    """From now on the work is followed."""
    first = follow_up.first_due_at(placement.destination, starts_on, today, zone)
    return {"seen_on": today if starts_on <= today else None, "next_check_at": first}


def _held(placement: Placement, word: Statement) -> dict[str, Any]:
    """What holds after the word."""
    said = {"starts_on": word.starts_on, "wage": word.wage, "has_contract": word.has_contract}
    return {key: getattr(placement, key) if v is None else v for key, v in said.items()}


def _move(placement: Placement, word: Statement, held: dict[str, Any]) -> Move:
    if not word.started:
        return Move.DISPUTE
    same = all(getattr(placement, key) == value for key, value in held.items())
    return Move.CONFIRM if same else Move.CORRECT


def _as_json(word: Statement, held: dict[str, Any]) -> dict[str, Any]:
    day = held["starts_on"].isoformat()
    return {**held, "starts_on": day, "started": word.started, "fee": word.fee, "why": word.why}


def is_awaiting_statement(placement: Placement) -> bool:
    """Whether an answer is waited for."""
    return placement.state in ASKED
