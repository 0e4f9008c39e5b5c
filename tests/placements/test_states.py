"""The states of a placement: who may move it where, and that there is no other way."""

from collections.abc import Awaitable, Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.refusal import Refusal
from models.core.session import Session
from models.placements.moves import move_placement
from models.placements.placement import Placement
from models.placements.states import HOLDING, MOVES, VOID, Move, Party, PlacementState, next_state
from tests.support.placements.factory import reported_placement
from tests.support.store import NOON, Store

# As the office would draw it: from which state, who, with what, to which.
DRAWN = """
reported   labourer staff  confirm      confirmed
reported   labourer staff  correct      corrected
reported   labourer staff  dispute      disputed
reported   clock staff     wait_no_more unanswered
reported   broker          withdraw     withdrawn
unanswered labourer staff  confirm      confirmed
unanswered labourer staff  correct      corrected
unanswered labourer staff  dispute      disputed
unanswered staff           return       returned
unanswered broker          withdraw     withdrawn
unanswered staff           reject       rejected
confirmed  labourer        correct      corrected
confirmed  labourer        dispute      disputed
confirmed  staff           approve      approved
confirmed  staff           return       returned
confirmed  staff           reject       rejected
confirmed  broker          withdraw     withdrawn
corrected  labourer        confirm      confirmed
corrected  labourer        correct      corrected
corrected  labourer        dispute      disputed
corrected  staff           approve      approved
corrected  staff           return       returned
corrected  staff           reject       rejected
corrected  broker          withdraw     withdrawn
disputed   labourer        confirm      confirmed
disputed   labourer        correct      corrected
disputed   staff           return       returned
disputed   staff           reject       rejected
disputed   broker          withdraw     withdrawn
returned   broker          report_anew  reported
returned   broker          send_back    confirmed
returned   broker          withdraw     withdrawn
returned   staff           reject       rejected
approved   staff           take_back    confirmed
approved   staff           reopen       unanswered
rejected   staff           take_back    confirmed
rejected   staff           reopen       unanswered
"""


def drawn() -> dict[tuple[PlacementState, Move, Party], PlacementState]:
    """The drawing as a table."""
    table = {}
    for line in DRAWN.strip().splitlines():
        before, *parties, what, to = line.split()
        for party in parties:
            key = (PlacementState(before), Move(what), Party(party))
            table[key] = PlacementState(to)
    return table


def test_the_table_is_what_was_drawn_and_nothing_else() -> None:
    assert drawn() == MOVES


def test_what_is_approved_or_void_stays_so_unless_the_office_takes_its_decision_back() -> None:
    ends = {PlacementState.APPROVED, *VOID}
    ways = {(state, what, by) for state, what, by in MOVES if state in ends}
    assert {by for _, _, by in ways} == {Party.STAFF}
    assert {what for _, what, _ in ways} == {Move.TAKE_BACK, Move.REOPEN}
    assert PlacementState.WITHDRAWN not in {state for state, _, _ in ways}


def test_only_staff_approve() -> None:
    ways = {party for (_, _, party), to in MOVES.items() if to is PlacementState.APPROVED}
    assert ways == {Party.STAFF}


def test_nobody_holds_a_placement_that_its_person_has_not_answered() -> None:
    answering = (Move.CONFIRM, Move.CORRECT, Move.SEND_BACK, Move.APPROVE, Move.TAKE_BACK)
    assert {what for (_, what, _), to in MOVES.items() if to in HOLDING} == set(answering)


anything = st.tuples(st.sampled_from(Move), st.sampled_from(Party))


@given(tries=st.lists(anything, max_size=6))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_whatever_anybody_tries_it_moves_as_the_table_says(
    session: Session, tries: list[tuple[Move, Party]]
) -> None:
    async with session.begin_nested() as here:
        placement = await reported_placement(session)
        for what, party in tries:
            before, version = placement.state, placement.version
            refused = await move_placement(session, placement, what, party, NOON, by=1)
            to = drawn().get((before, what, party))
            assert (refused is None) == (to is not None)
            assert placement.state is (to or before)
            assert placement.version == version + (to is not None)
        await here.rollback()


async def test_two_answers_at_the_same_moment_end_with_one(store: Store) -> None:
    number = (await store.turn(reported_placement)).key()

    def tries(what: Move, party: Party) -> Callable[[Session], Awaitable[Refusal | None]]:
        async def turn(session: Session) -> Refusal | None:
            placement = await session.get_one(Placement, number)
            return await move_placement(session, placement, what, party, NOON, by=1)

        return turn

    ends = await store.at_once(
        tries(Move.CONFIRM, Party.LABOURER), tries(Move.CONFIRM, Party.STAFF)
    )
    assert sorted(map(str, ends)) == sorted(map(str, [None, Refusal("placement_moved")]))


def test_a_move_that_is_not_in_the_table_leads_nowhere() -> None:
    assert next_state(PlacementState.APPROVED, Move.REJECT, Party.STAFF) is None
