"""What a person adds to a word that counts already: recorded piece by piece, when it is said.

The first answer to a question stands by itself. Whatever is asked after it may be left open, so
each of these takes one more fact, and none waits for the others.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Literal

from models.accounts.actor import Actor
from models.core.age import too_young
from models.core.pay import Yuan
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import UNKNOWN, Leaving
from models.labourers.labourer import Labourer
from models.placements import confirmation, ending, permission, present_work
from models.placements.moves import move_placement, record_added_words
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.statement import (
    FACTS,
    Statement,
    Verdict,
    as_json,
    get_last_verdict,
    get_move,
    keep_late_words,
)
from models.placements.states import ANSWERED, Move, Party, PlacementState, next_state

# The office has it behind it: what it read stays as it was.
DECIDED = (PlacementState.APPROVED, PlacementState.REJECTED, PlacementState.RETURNED)


@dataclass(frozen=True)
class MoreWords:
    """One more thing about a report; none is not said. The fields are those of Statement."""

    starts_on: dt.date | None = None
    wage: Yuan | None = None
    has_contract: bool | Literal["unknown"] | None = None
    fee: bool | None = None
    why: str | None = None

    def told(self) -> dict[str, Any]:
        """What was said."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class MoreOfWork:
    """One more thing about how it goes at work. The fields are those of CheckInAnswer."""

    paid: bool | None = None
    wage: Yuan | None = None
    left_on: dt.date | None = None
    why: Leaving | None = None


async def add_to_statement(
    session: Session, actor: Actor, placement: Placement, more: MoreWords
) -> Refusal | None:
    """The person says more of a report that they have answered.

    It changes what holds until the office has decided. After that, and where the report was taken
    back or reported anew meanwhile, it is kept with what they said before. Refusals: not_yours,
    placement_moved, where they have said nothing yet, and those of `age.too_young`.
    """
    if refused := permission.refuse_unless_labourer(placement, actor):
        return refused
    told = more.told()
    if placement.said is None:
        return await _add_to_earlier(session, actor, placement, told)
    if more.starts_on is not None and (refused := await _too_young(session, placement, more)):
        return refused
    if placement.state in DECIDED:
        await _add_late(session, actor, placement, told)
        return None
    said = {**placement.said, **as_json(told)}
    said["told"] = sorted({*said.get("told", ()), *told})
    if placement.state in ANSWERED and said["started"]:
        return await _hold(session, actor, placement, said, more)
    placement.said = said
    await record_added_words(session, placement, actor)
    return None


async def _hold(
    session: Session,
    actor: Actor,
    placement: Placement,
    said: dict[str, Any],
    more: MoreWords,
) -> Refusal | None:
    """What was told holds; where it is not as the report was, the report is corrected."""
    told = more.told()
    # A contract that they do not know of is none for the office, which reads in `said` why.
    held = {key: False if told[key] == UNKNOWN else told[key] for key in FACTS if key in told}
    facts = {key: value for key, value in held.items() if value != getattr(placement, key)}
    columns = {"said": said, **facts}
    if more.starts_on is not None:
        columns |= confirmation.follow_up_columns(placement, more.starts_on, actor)
    what = _get_move(placement, said)
    to = next_state(placement.state, what, Party.LABOURER)
    if to is not None and (facts or to is not placement.state):
        refused = await move_placement(
            session, placement, what, Party.LABOURER, actor.now, by=actor.id, **columns
        )
        if refused is not None:
            return refused
    else:
        for key, value in columns.items():
            setattr(placement, key, value)
        await record_added_words(session, placement, actor)
    if held and placement.starts_on <= actor.today:
        await present_work.set_present_work(session, placement, actor.now, actor.id)
    return None


def _get_move(placement: Placement, said: dict[str, Any]) -> Move:
    """By all that was said of the facts that were asked about, as if it were said at once."""
    asked = {**{key: getattr(placement, key) for key in FACTS}, **said.get("asked", {})}
    if isinstance(asked["starts_on"], str):
        asked["starts_on"] = dt.date.fromisoformat(asked["starts_on"])
    facts = {key: said.get(key) for key in FACTS}
    if facts["starts_on"] is not None:
        facts["starts_on"] = dt.date.fromisoformat(facts["starts_on"])
    return get_move(Statement(Verdict(said["right"]), **facts), asked)


async def _add_late(
    session: Session, actor: Actor, placement: Placement, told: dict[str, Any]
) -> None:
    """What was decided stays as it was read: more words stand beside it."""
    said, right = placement.said or {}, get_last_verdict(placement)
    if any(key in told and as_json(told)[key] != said.get(key) for key in FACTS):
        right = Verdict.DIFFERS
    words = {"started": right is not Verdict.NO, "right": right, **as_json(told)}
    keep_late_words(placement, words, StatementChannel.SELF, actor.now)
    await record_added_words(session, placement, actor)


async def _add_to_earlier(
    session: Session, actor: Actor, placement: Placement, told: dict[str, Any]
) -> Refusal | None:
    """It was reported anew meanwhile: the words belong to what was said of the report before."""
    if not placement.said_before:
        return Refusal("placement_moved")
    *before, last = placement.said_before
    placement.said_before = [*before, {**last, **as_json(told)}]
    await record_added_words(session, placement, actor)
    return None


async def add_to_check_in(
    session: Session, actor: Actor, check_in: CheckIn, more: MoreOfWork
) -> Refusal | None:
    """The person says more of how it goes, or of how it ended.

    Refusals: not_yours, placement_moved, left_before_start {day}.
    """
    placement = await session.get_one(Placement, check_in.placement_id)
    if refused := permission.refuse_unless_labourer(placement, actor):
        return refused
    if not _is_own_answer(check_in, actor):
        return Refusal("placement_moved")
    if more.left_on is not None or more.why is not None:
        leave = ending.Leave(more.left_on, more.why)
        return await ending.add_to_end(session, actor, placement, leave)
    check_in.paid = check_in.paid if more.paid is None else more.paid
    check_in.wage = check_in.wage if more.wage is None else more.wage
    await session.flush()
    return None


async def take_back_wage(session: Session, actor: Actor, check_in: CheckIn) -> Refusal | None:
    """The person would rather not have said what they got. Refusals: not_yours, placement_moved."""
    placement = await session.get_one(Placement, check_in.placement_id)
    if refused := permission.refuse_unless_labourer(placement, actor):
        return refused
    if not _is_own_answer(check_in, actor):
        return Refusal("placement_moved")
    check_in.wage = None
    await session.flush()
    return None


def _is_own_answer(check_in: CheckIn, actor: Actor) -> bool:
    return check_in.answered_by == actor.id and check_in.how is StatementChannel.SELF


async def _too_young(session: Session, placement: Placement, more: MoreWords) -> Refusal | None:
    labourer = await session.get(Labourer, placement.labourer_id or 0)
    assert more.starts_on is not None
    if labourer is None:
        return Refusal("placement_moved")
    told = labourer.id_number, labourer.born_on, labourer.birth_year
    return too_young(*told, more.starts_on)
