"""The labourer's word on a report: what it says, how it is kept, and which of several holds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import Any, Literal

from models.core.pay import Yuan
from models.core.vocabulary import UNKNOWN
from models.placements.placement import Placement, StatementChannel
from models.placements.states import Move

# What a person can say otherwise than it was reported.
FACTS = ("starts_on", "wage", "has_contract")
# What was answered to a question of its own counts also where the word on the whole changes.
OWN_QUESTIONS = {True: ("has_contract", "fee"), False: ("fee",)}
# Kept beside the words: which were answers of their own, and what was asked about.
NOTES = ("told", "asked")


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

    @property
    def told(self) -> dict[str, Any]:
        """What was said beside the word on the whole."""
        every = {key: getattr(self, key) for key in (*FACTS, "fee", "why")}
        return {key: value for key, value in every.items() if value is not None}


def get_verdict(placement: Placement) -> Verdict | None:
    """What the person said of the report as a whole, where they have said anything."""
    return None if placement.said is None else _verdict(placement.said)


def _verdict(said: Mapping[str, Any]) -> Verdict:
    return Verdict(said.get("right") or (Verdict.YES if said["started"] else Verdict.NO))


def stands_confirmed(placement: Placement) -> bool:
    """Whether the person confirmed the report, and has said nothing else of it since.

    A word that came too late to move anything takes an earlier one back all the same.
    """
    said, late = placement.said, _late_words(placement)
    if said is None or said.get("late") or not said["started"]:
        return False
    return not late or _verdict(late[-1]) is Verdict.YES


def get_last_verdict(placement: Placement) -> Verdict | None:
    """The newest word on the report, also where it came too late to move anything."""
    late = _late_words(placement)
    return _verdict(late[-1]) if late else get_verdict(placement)


def _late_words(placement: Placement) -> list[dict[str, Any]]:
    """What was said of this very report after the word that counts, the oldest first."""
    since = placement.said_at
    return [
        one
        for one in placement.said_before or ()
        if one.get("late") and since is not None and dt.datetime.fromisoformat(one["at"]) >= since
    ]


def is_said_in(placement: Placement, asked_at: dt.datetime | None) -> bool:
    """Whether the present word was given to the question that was asked then."""
    return None not in (asked_at, placement.said_at) and placement.said_at >= asked_at  # type: ignore[operator]


def list_facts_asked_about(placement: Placement, asked_at: dt.datetime | None) -> dict[str, Any]:
    """What the person had before them: as it was before the words of this very question."""
    asked = (placement.said or {}).get("asked") if is_said_in(placement, asked_at) else None
    if asked is None:
        return {key: getattr(placement, key) for key in FACTS}
    return {**asked, "starts_on": dt.date.fromisoformat(asked["starts_on"])}


def with_own_answers(
    placement: Placement, statement: Statement, asked_at: dt.datetime | None
) -> Statement:
    """The statement with what the same question was answered with before, beside its first."""
    said = placement.said or {}
    told = said.get("told", ()) if is_said_in(placement, asked_at) else ()
    own = OWN_QUESTIONS[statement.started]
    kept = {key: said[key] for key in own if key in told and getattr(statement, key) is None}
    return replace(statement, **kept)


def list_effective_facts(statement: Statement, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that were asked about, with the labourer's in their place."""
    told = {key: getattr(statement, key) for key in FACTS}
    told["has_contract"] = False if told["has_contract"] == UNKNOWN else told["has_contract"]
    return {key: asked[key] if value is None else value for key, value in told.items()}


def get_move(statement: Statement, asked: Mapping[str, Any]) -> Move:
    """What the statement does to a report of these facts."""
    if not statement.started:
        return Move.DISPUTE
    if statement.right is Verdict.DIFFERS:
        return Move.CORRECT
    unsure = {"has_contract"} if statement.has_contract == UNKNOWN else set()
    effective = list_effective_facts(statement, asked)
    same = all(effective[key] == asked[key] for key in asked.keys() - unsure)
    return Move.CONFIRM if same else Move.CORRECT


def as_words(statement: Statement, asked: Mapping[str, Any]) -> dict[str, Any]:
    """As it is kept. "All of it" says the facts asked about too; who says less has said no more.

    `told` are the answers to questions of their own, `asked` the facts asked about.
    """
    own = {key: getattr(statement, key) for key in FACTS}
    if statement.right is Verdict.YES and asked:
        own = list_effective_facts(statement, asked)
    if statement.has_contract == UNKNOWN:
        own["has_contract"] = UNKNOWN
    return {
        **as_json(own),
        "right": statement.right,
        "started": statement.started,
        "fee": statement.fee,
        "why": statement.why,
        "told": sorted(statement.told),
        **({"asked": as_json(asked)} if asked else {}),
    }


def as_json(told: Mapping[str, Any]) -> dict[str, Any]:
    """Days as ISO text."""
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in told.items()}


def list_words_so_far(placement: Placement) -> list[dict[str, Any]] | None:
    """The labourer's words on this and every earlier report: the office goes on reading them."""
    before = placement.said_before
    if placement.said is None or placement.said_at is None:
        return before
    at, how = placement.said_at.isoformat(), placement.said_how
    return [*(before or []), {**placement.said, "how": how, "at": at}]


def keep_late_words(
    placement: Placement, words: Mapping[str, Any], channel: StatementChannel, now: dt.datetime
) -> None:
    """Words that change nothing of what was decided stand beside it."""
    told = {**words, "late": True, "how": channel, "at": now.isoformat()}
    placement.said_before = [*(placement.said_before or []), told]


def get_first_word_at(placement: Placement) -> dt.datetime | None:
    """When the person first said anything of it, on this report or one before."""
    before = [dt.datetime.fromisoformat(one["at"]) for one in placement.said_before or ()]
    return min([*before, *([placement.said_at] if placement.said_at else [])], default=None)
