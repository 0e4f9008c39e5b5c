"""Confirming: the labourer is asked whether what the broker reported is so, and answers."""

import datetime as dt
from typing import Any

from sqlalchemy import literal
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.core.age import too_young
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.row import OutboxRow
from models.placements import follow_up, four_eyes, permission, present_work
from models.placements.messages import PLACEMENT_REPORTED, ROUNDS
from models.placements.moves import move_placement, record_added_words
from models.placements.overlapping import get_overlapping_placement
from models.placements.placement import Placement, StatementChannel
from models.placements.statement import (
    Statement,
    as_words,
    get_first_word_at,
    get_last_verdict,
    get_move,
    keep_late_words,
    list_effective_facts,
    list_facts_asked_about,
    list_words_so_far,
    with_own_answers,
)
from models.placements.states import (
    ANSWERED,
    ASKED,
    HOLDING,
    Move,
    Party,
    PlacementState,
    next_state,
)

# Once, and three reminders; then somebody calls.
MOST_ASKED = 4
ASKS_AGAIN = dt.timedelta(days=2)
EACH_TICK = 500


def is_asked_in(placement: Placement, version: str) -> bool:
    """Whether a question of this version is about what holds now.

    That the office waited no more changed none of it.
    """
    waited = placement.state is PlacementState.UNANSWERED
    return version in (str(placement.version), str(placement.version - 1) if waited else "")


async def is_of_present_terms(session: Session, placement: Placement, version: str) -> bool:
    """Whether a question of this version was put after it was last reported."""
    asked = select(OutboxRow.round).where(
        OutboxRow.topic == PLACEMENT_REPORTED.name, OutboxRow.about == placement.id
    )
    last = (await session.exec(asked.order_by(col(OutboxRow.round).desc()).limit(1))).first()
    return last is not None and version.isdecimal() and int(version[:9]) >= last // ROUNDS


def may_be_answered(placement: Placement) -> bool:
    """Whether a word still moves it: until the office has decided, a person may change theirs."""
    return placement.state in (*ASKED, *ANSWERED, PlacementState.DISPUTED)


async def ask_labourer(session: Session, placement: Placement, now: dt.datetime) -> None:
    """Ask, or ask once more; a person without an account is the office's to call at once."""
    account = await accounts.get_account_id_of_labourer(session, placement.labourer_id)
    placement.asked, placement.asked_at = placement.asked + 1, now
    await session.flush()
    if account is None:
        await move_placement(session, placement, Move.WAIT_NO_MORE, Party.CLOCK, now, by=None)
        return
    row = outbox.new_row(
        PLACEMENT_REPORTED,
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
    actor: Actor,
    placement: Placement,
    statement: Statement,
    channel: StatementChannel,
    *,
    asked_at: dt.datetime | None = None,
) -> Refusal | None:
    """Confirm, correct or dispute a report, as the labourer says.

    From their own phone a person may change their word until the office has decided; what they said
    before is kept. Where the report was taken back, decided, or reported anew since `asked_at`, or
    the person has confirmed work elsewhere, the words move nothing and are kept for the office.
    Refusals: not_yours; words_kept, then; placement_moved, where the same was said before;
    own_placement, where the statement is that of who reported it; no_phone, where a call is told to
    a number that nobody knows; those of `age.too_young`.
    """
    if refused := await _refuse_speaker(session, actor, placement, statement, channel):
        return refused
    asked = list_facts_asked_about(placement, asked_at)
    statement = with_own_answers(placement, statement, asked_at)
    party = Party.LABOURER if channel is StatementChannel.SELF else Party.STAFF
    is_late = not next_state(placement.state, get_move(statement, asked), party)
    is_late = is_late or _is_of_other_terms(placement, asked_at)
    if is_late or (statement.started and await _is_placed_elsewhere(session, placement)):
        return await _keep_words(session, actor, placement, statement, channel)
    starts_on = list_effective_facts(statement, asked)["starts_on"]
    if statement.started and (refused := await _too_young(session, placement, starts_on)):
        return refused
    word = {"said_how": channel, "said_at": actor.now, "said_by": actor.id}
    return await _move(session, actor, placement, statement, asked, party, word)


async def _move(
    session: Session,
    actor: Actor,
    placement: Placement,
    statement: Statement,
    asked: dict[str, Any],
    party: Party,
    word: dict[str, Any],
) -> Refusal | None:
    """What holds from now on, and the entry with it."""
    # Of a No the facts stay, with what staff wrote to the broker, who would else know by it.
    columns: dict[str, Any] = {"next_check_at": None}
    if statement.started:
        effective = list_effective_facts(statement, asked)
        columns = {"why": None, **effective}
        columns |= follow_up_columns(placement, effective["starts_on"], actor)
    columns |= {"said": as_words(statement, asked), "said_before": list_words_so_far(placement)}
    what, since = get_move(statement, asked), get_first_word_at(placement)
    refused = await move_placement(
        session, placement, what, party, actor.now, by=actor.id, **columns, **word
    )
    if refused is not None:
        return refused
    if not statement.started:
        await present_work.take_back_present_work(session, placement, since, actor)
    elif placement.starts_on <= actor.today:
        await present_work.set_present_work(session, placement, actor.now, actor.id)
    return None


async def _refuse_speaker(
    session: Session,
    actor: Actor,
    placement: Placement,
    statement: Statement,
    channel: StatementChannel,
) -> Refusal | None:
    """Why it is not heard, be it too late to move anything; a person may always deny it."""
    if refused := permission.refuse_unless_speaks_for_labourer(placement, actor, channel):
        return refused
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None or _repeats(placement, statement, channel):
        return Refusal("placement_moved")
    on_own_phone = channel is StatementChannel.SELF
    if actor.id == placement.broker_id and (statement.started or not on_own_phone):
        return Refusal("own_placement")
    if channel is StatementChannel.PHONE and not labourer.phone:
        return Refusal("no_phone")
    if on_own_phone:
        return None
    return await four_eyes.refuse_own_placement(session, placement, actor.id)


async def _too_young(session: Session, placement: Placement, starts_on: dt.date) -> Refusal | None:
    labourer = await session.get_one(Labourer, placement.labourer_id)
    return too_young(labourer.id_number, labourer.born_on, labourer.birth_year, starts_on)


async def _is_placed_elsewhere(session: Session, placement: Placement) -> bool:
    """Whether the person works elsewhere by their own word: two at once are the office's matter."""
    other = await get_overlapping_placement(
        session,
        placement.labourer_id or 0,
        placement.starts_on,
        but=placement.id,
        among=HOLDING,
    )
    return other is not None


def _repeats(placement: Placement, statement: Statement, channel: StatementChannel) -> bool:
    """Whether the person's own word is there already: a tap that came twice."""
    same = get_last_verdict(placement) is statement.right and not statement.told
    own = placement.said_how is channel is StatementChannel.SELF
    return same and own and placement.state not in ASKED


def _is_of_other_terms(placement: Placement, asked_at: dt.datetime | None) -> bool:
    """Whether it was reported anew since the person was asked."""
    told = placement.reported_at
    return asked_at is not None and told is not None and asked_at < told


async def _keep_words(
    session: Session,
    actor: Actor,
    placement: Placement,
    statement: Statement,
    channel: StatementChannel,
) -> Refusal:
    """Words that came too late to move anything: the office reads them with the report."""
    words = as_words(statement, {}) | {"late": True}
    if placement.is_void and placement.said is None:
        placement.said, placement.said_how = words, channel
        placement.said_at, placement.said_by = actor.now, actor.id
    else:
        keep_late_words(placement, words, channel, actor.now)
    await record_added_words(session, placement, actor)
    return Refusal("words_kept")


def follow_up_columns(placement: Placement, starts_on: dt.date, actor: Actor) -> dict[str, Any]:
    """From now on the work is followed up, unless it is over."""
    if placement.ended_on is not None:
        return {}
    today = actor.today
    first = follow_up.first_due_at(placement.destination, starts_on, today, actor.zone)
    return {"seen_on": today if starts_on <= today else None, "next_check_at": first}


def is_awaiting_statement(placement: Placement) -> bool:
    """Whether an answer is waited for."""
    return placement.state in ASKED
