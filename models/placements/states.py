"""States of a placement, and who may move it from which to which. There is no other way."""

from enum import StrEnum, auto


class PlacementState(StrEnum):
    """How far the record has come. That somebody left is a fact of its own, not a state."""

    REPORTED = auto()
    UNANSWERED = auto()
    CONFIRMED = auto()
    CORRECTED = auto()
    DISPUTED = auto()
    RETURNED = auto()
    APPROVED = auto()
    WITHDRAWN = auto()
    REJECTED = auto()


class Party(StrEnum):
    """Who moves it. Staff answer for a labourer whom they called, or who signed a paper."""

    LABOURER = auto()
    BROKER = auto()
    STAFF = auto()
    CLOCK = auto()


class Move(StrEnum):
    CONFIRM = auto()
    CORRECT = auto()
    DISPUTE = auto()
    WAIT_NO_MORE = auto()
    RETURN = auto()
    REPORT_ANEW = auto()
    SEND_BACK = auto()
    APPROVE = auto()
    WITHDRAW = auto()
    REJECT = auto()
    TAKE_BACK = auto()
    REOPEN = auto()


STATE, BY = PlacementState, Party
ASKED = (STATE.REPORTED, STATE.UNANSWERED)
ANSWERED = (STATE.CONFIRMED, STATE.CORRECTED)
# What is believed of: these are placed.
HOLDING = (*ANSWERED, STATE.APPROVED)
# What nobody counts any more.
VOID = (STATE.WITHDRAWN, STATE.REJECTED)

_TABLE: tuple[tuple[Move, tuple[Party, ...], tuple[PlacementState, ...], PlacementState], ...] = (
    (Move.CONFIRM, (BY.LABOURER, BY.STAFF), ASKED, STATE.CONFIRMED),
    (Move.CORRECT, (BY.LABOURER, BY.STAFF), ASKED, STATE.CORRECTED),
    (Move.DISPUTE, (BY.LABOURER, BY.STAFF), ASKED, STATE.DISPUTED),
    # Until the office has decided, a person may change or add to their own word.
    (Move.CONFIRM, (BY.LABOURER,), (STATE.CORRECTED, STATE.DISPUTED), STATE.CONFIRMED),
    (Move.CORRECT, (BY.LABOURER,), (*ANSWERED, STATE.DISPUTED), STATE.CORRECTED),
    (Move.DISPUTE, (BY.LABOURER,), ANSWERED, STATE.DISPUTED),
    (Move.WAIT_NO_MORE, (BY.CLOCK, BY.STAFF), (STATE.REPORTED,), STATE.UNANSWERED),
    (
        Move.RETURN,
        (BY.STAFF,),
        (*ANSWERED, STATE.DISPUTED, STATE.UNANSWERED),
        STATE.RETURNED,
    ),
    # What the person denies is the office's: the broker reports anew when it was sent back.
    (Move.REPORT_ANEW, (BY.BROKER,), (STATE.RETURNED,), STATE.REPORTED),
    (Move.SEND_BACK, (BY.BROKER,), (STATE.RETURNED,), STATE.CONFIRMED),
    (Move.APPROVE, (BY.STAFF,), ANSWERED, STATE.APPROVED),
    (
        Move.WITHDRAW,
        (BY.BROKER,),
        (*ASKED, *ANSWERED, STATE.DISPUTED, STATE.RETURNED),
        STATE.WITHDRAWN,
    ),
    (
        Move.REJECT,
        (BY.STAFF,),
        (*ANSWERED, STATE.DISPUTED, STATE.UNANSWERED, STATE.RETURNED),
        STATE.REJECTED,
    ),
    # The office's own decision does not stand: of what the person confirmed, and of the rest.
    (Move.TAKE_BACK, (BY.STAFF,), (STATE.APPROVED, STATE.REJECTED), STATE.CONFIRMED),
    (Move.REOPEN, (BY.STAFF,), (STATE.APPROVED, STATE.REJECTED), STATE.UNANSWERED),
)
MOVES: dict[tuple[PlacementState, Move, Party], PlacementState] = {
    (before, move, party): after
    for move, parties, befores, after in _TABLE
    for party in parties
    for before in befores
}


def next_state(state: PlacementState, move: Move, party: Party) -> PlacementState | None:
    """The state that a move leads to; None where this party may not, or not from here."""
    return MOVES.get((state, move, party))
