"""Confirming: the labourer is asked whether what the broker reported is so, and answers."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, Literal

from sqlalchemy import literal
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.core.age import too_young
from models.core.audit import Act
from models.core.pay import Yuan
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import UNKNOWN
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.placements import follow_up, permission, present_work
from models.placements.messages import PLACEMENT_REPORTED, ROUNDS
from models.placements.moves import move_placement, record_act
from models.placements.placement import Placement, StatementChannel
from models.placements.states import ANSWERED, ASKED, Move, Party, PlacementState, next_state

# Once, and three reminders; then somebody calls.
MOST_ASKED = 4
ASKS_AGAIN = dt.timedelta(days=2)
EACH_TICK = 500


class Verdict(StrEnum):
    """The labourer's word on a report as a whole."""

    YES = auto()
    DIFFERS = auto()
    NO = auto()


@dataclass(frozen=True)
class Statement:
    """What the labourer says of a report. None leaves a fact as it was reported.

    Of who does not know of a contract none is confirmed, but the report is no less right.

    `fee` is whether money was asked for the job, `why` a kind of NotSo or the person's own words.
    """

    right: Verdict
    starts_on: dt.date | None = None
    wage: Yuan | None = None
    has_contract: bool | Literal["unknown"] | None = None
    fee: bool | None = None
    why: str | None = None

    @property
    def started(self) -> bool:
        """Whether the person works there."""
        return self.right is not Verdict.NO


def get_verdict(placement: Placement) -> Verdict | None:
    """What the person said of the report as a whole, where they have said anything."""
    said = placement.said
    if said is None:
        return None
    return Verdict(said.get("right") or (Verdict.YES if said["started"] else Verdict.NO))


def is_asked_in(placement: Placement, version: str) -> bool:
    """Whether a question of this version is about what holds now.

    That the office waited no more changed none of it.
    """
    waited = placement.state is PlacementState.UNANSWERED
    return version in (str(placement.version), str(placement.version - 1) if waited else "")


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
    before is kept. Where the report was taken back, decided, or reported anew since `asked_at`, the
    words move nothing and are kept for the office. Refusals: not_yours; words_kept, then;
    placement_moved, where the same was said before; own_placement, where the statement is that of
    who reported it; no_phone, where a call is told to a number that nobody knows; those of
    `age.too_young`.
    """
    if refused := permission.refuse_unless_speaks_for_labourer(placement, actor, channel):
        return refused
    effective = _effective_facts(placement, statement)
    party = Party.LABOURER if channel is StatementChannel.SELF else Party.STAFF
    what = _move_for(placement, statement, effective)
    if _repeats(placement, statement, channel):
        return Refusal("placement_moved")
    if _is_of_other_terms(placement, asked_at) or not next_state(placement.state, what, party):
        return await _keep_words(session, actor, placement, statement, channel)
    starts_on = effective["starts_on"]
    if refused := await _refuse_statement(session, actor, placement, statement, channel, starts_on):
        return refused
    columns: dict[str, Any] = {
        "said": _as_json(statement, effective),
        "said_before": list_words_so_far(placement),
        "said_how": channel,
        "said_at": actor.now,
        "said_by": actor.id,
    }
    if statement.started:
        columns |= {"why": None, **effective, **follow_up_columns(placement, starts_on, actor)}
    else:
        # Why is the office's to read, in `said`: the broker learns nothing of it.
        columns |= {"why": None, "next_check_at": None}
        await present_work.take_back_present_work(session, placement, actor)
    refused = await move_placement(
        session, placement, what, party, actor.now, by=actor.id, **columns
    )
    if refused is None and statement.started and placement.starts_on <= actor.today:
        await present_work.set_present_work(session, placement, actor.now, actor.id)
    return refused


async def _refuse_statement(
    session: Session,
    actor: Actor,
    placement: Placement,
    statement: Statement,
    channel: StatementChannel,
    starts_on: dt.date,
) -> Refusal | None:
    """Why the statement does not count; a dispute always may be said."""
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    if labourer is None:
        return Refusal("placement_moved")
    on_own_phone = channel is StatementChannel.SELF
    if actor.id == placement.broker_id and (statement.started or not on_own_phone):
        return Refusal("own_placement")
    if channel is StatementChannel.PHONE and not labourer.phone:
        return Refusal("no_phone")
    if not statement.started:
        return None
    return too_young(labourer.id_number, labourer.born_on, labourer.birth_year, starts_on)


def _repeats(placement: Placement, statement: Statement, channel: StatementChannel) -> bool:
    """Whether the person's own word is there already: a tap that came twice."""
    told = (statement.starts_on, statement.wage, statement.has_contract, statement.fee)
    same = get_verdict(placement) is statement.right and not any(one is not None for one in told)
    own = placement.said_how is channel is StatementChannel.SELF
    return same and own and statement.why is None


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
    words = _as_json(statement, {}) | {"late": True}
    if placement.is_void and placement.said is None:
        placement.said, placement.said_how = words, channel
        placement.said_at, placement.said_by = actor.now, actor.id
    else:
        told = {**words, "how": channel, "at": actor.now.isoformat()}
        placement.said_before = [*(placement.said_before or []), told]
    await session.flush()
    record_act(session, placement, Act.ADDED, actor.now, actor.id)
    return Refusal("words_kept")


def list_words_so_far(placement: Placement) -> list[dict[str, Any]] | None:
    """The labourer's words on this and every earlier report: the office goes on reading them."""
    before = placement.said_before
    if placement.said is None or placement.said_at is None:
        return before
    at, how = placement.said_at.isoformat(), placement.said_how
    return [*(before or []), {**placement.said, "how": how, "at": at}]


def follow_up_columns(placement: Placement, starts_on: dt.date, actor: Actor) -> dict[str, Any]:
    """From now on the work is followed up."""
    today = actor.today
    first = follow_up.first_due_at(placement.destination, starts_on, today, actor.zone)
    return {"seen_on": today if starts_on <= today else None, "next_check_at": first}


def _effective_facts(placement: Placement, statement: Statement) -> dict[str, Any]:
    """The reported facts, with the labourer's in their place."""
    told = {
        "starts_on": statement.starts_on,
        "wage": statement.wage,
        "has_contract": False if statement.has_contract == UNKNOWN else statement.has_contract,
    }
    return {key: getattr(placement, key) if v is None else v for key, v in told.items()}


def _move_for(placement: Placement, statement: Statement, effective: dict[str, Any]) -> Move:
    if not statement.started:
        return Move.DISPUTE
    if statement.right is Verdict.DIFFERS:
        return Move.CORRECT
    unsure = {"has_contract"} if statement.has_contract == UNKNOWN else set()
    compared = effective.keys() - unsure
    same = all(getattr(placement, key) == effective[key] for key in compared)
    return Move.CONFIRM if same else Move.CORRECT


def _as_json(statement: Statement, effective: dict[str, Any]) -> dict[str, Any]:
    """ "All of it" says the reported facts too; who says less has said no more than that."""
    own = {"wage": statement.wage, "has_contract": statement.has_contract}
    told = {"starts_on": statement.starts_on, **own}
    told = {**told, **effective} if statement.right is Verdict.YES else told
    day = told["starts_on"]
    return {
        **told,
        **({"has_contract": UNKNOWN} if statement.has_contract == UNKNOWN else {}),
        "starts_on": day.isoformat() if isinstance(day, dt.date) else None,
        "right": statement.right,
        "started": statement.started,
        "fee": statement.fee,
        "why": statement.why,
    }


def is_awaiting_statement(placement: Placement) -> bool:
    """Whether an answer is waited for."""
    return placement.state in ASKED
