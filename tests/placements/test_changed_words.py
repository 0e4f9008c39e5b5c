"""The person's last word counts, whatever they said before and whenever it comes."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import WorkStatus
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.placements import (
    approving,
    confirmation,
    ending,
    follow_up,
    more_words,
    reporting,
    review,
)
from models.placements.ending import Leave
from models.placements.more_words import MoreWords
from models.placements.placement import Placement, StatementChannel
from models.placements.review import Reason
from models.placements.statement import Statement, Verdict
from models.placements.states import PlacementState
from tests.support.notices.factory import ZONE
from tests.support.placements.actors import broker_of, county_clerk, labourer_of
from tests.support.placements.factory import (
    TODAY,
    XU,
    add_factory,
    confirm_placement,
    confirmed_placement,
    report_placement,
    reported_placement,
)
from tests.support.store import NOON, broker_account

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
NOTHING_ELSE = {"has_contract": None, "fee": None}


async def says(
    session: Session, placement: Placement, right: Verdict, now: datetime, **told: object
) -> Refusal | None:
    """A tap on their own phone; `told` beside it."""
    given: dict[str, Any] = {**NOTHING_ELSE, **told, "right": right}
    return await confirm_placement(session, placement, now, **given)


async def adds(session: Session, placement: Placement, now: datetime, **told: object) -> None:
    actor = await labourer_of(session, placement, now)
    more = MoreWords(**told)  # type: ignore[arg-type]
    assert await more_words.add_to_statement(session, actor, placement, more) is None


async def returned(session: Session) -> Placement:
    """Confirmed by its person, and sent back by the office."""
    placement = await confirmed_placement(session)
    reason = Reason("合同呢")
    assert await review.return_placement(session, county_clerk(), placement, reason) is None
    return placement


async def sends_in_again(session: Session, placement: Placement) -> Refusal | None:
    broker = await broker_of(session, placement, NOON + 5 * HOURS)
    return await reporting.report_unchanged(session, broker, placement)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([], PlacementState.CONFIRMED),
        ([Verdict.NO], PlacementState.REPORTED),
        ([Verdict.DIFFERS], PlacementState.REPORTED),
        ([Verdict.NO, Verdict.YES], PlacementState.CONFIRMED),
        ([Verdict.DIFFERS, Verdict.YES, Verdict.NO], PlacementState.REPORTED),
    ],
)
async def test_what_was_said_while_it_was_sent_back_is_not_overruled_by_the_yes_before(
    session: Session, words: list[Verdict], state: PlacementState
) -> None:
    placement = await returned(session)
    for hour, right in enumerate(words, start=1):
        kept = await says(session, placement, right, NOON + hour * HOURS)
        assert kept == Refusal("words_kept")
    assert await sends_in_again(session, placement) is None
    assert placement.state is state


async def test_terms_told_otherwise_while_it_was_sent_back_are_asked_about_again(
    session: Session,
) -> None:
    placement = await returned(session)
    await adds(session, placement, NOON + HOURS, wage=2900)
    assert placement.said is not None
    assert placement.said["wage"] == 3500
    assert await sends_in_again(session, placement) is None
    assert placement.state is PlacementState.REPORTED


async def test_a_fee_told_late_takes_no_word_on_the_work_back(session: Session) -> None:
    placement = await returned(session)
    await adds(session, placement, NOON + HOURS, fee=True)
    assert await sends_in_again(session, placement) is None
    assert placement.state is PlacementState.CONFIRMED
    assert [one["fee"] for one in placement.said_before or ()] == [True]


@pytest.mark.parametrize(
    ("late", "state"),
    [
        (None, PlacementState.CONFIRMED),
        (Verdict.NO, PlacementState.UNANSWERED),
        (Verdict.DIFFERS, PlacementState.UNANSWERED),
    ],
)
async def test_a_decision_taken_back_finds_what_was_said_after_it(
    session: Session, late: Verdict | None, state: PlacementState
) -> None:
    placement, clerk = await confirmed_placement(session), county_clerk()
    assert await review.approve_placement(session, clerk, placement) is None
    if late is not None:
        assert await says(session, placement, late, NOON + HOURS) == Refusal("words_kept")
    reason = Reason("再看看")
    assert await approving.take_back_decision(session, clerk, placement, reason) is None
    assert placement.state is state


async def test_a_yes_that_came_after_a_refusal_is_no_confirmation_that_counts(
    session: Session,
) -> None:
    placement, clerk = await reported_placement(session), county_clerk()
    for day in range(2, 9, 2):
        await confirmation.remind_silent(session, NOON + day * DAYS)
    reason = Reason("联系不上")
    assert await review.reject_placement(session, clerk, placement, reason) is None
    assert await says(session, placement, Verdict.YES, NOON + 9 * DAYS) == Refusal("words_kept")
    assert await approving.take_back_decision(session, clerk, placement, reason) is None
    assert str(placement.state) == "unanswered"
    assert await says(session, placement, Verdict.YES, NOON + 10 * DAYS) is None
    assert str(placement.state) == "confirmed"


async def differs_then_yes(session: Session, placement: Placement) -> None:
    """In one form: something differs, the wage, a fee and no contract; and yes after all."""
    started = NOON + HOURS
    assert await says(session, placement, Verdict.DIFFERS, started) is None
    for told in ({"wage": 3000}, {"has_contract": False}, {"fee": True}):
        await adds(session, placement, started + HOURS, **told)
    actor = await labourer_of(session, placement, started + 2 * HOURS)
    word = Statement(Verdict.YES)
    refused = await confirmation.record_statement(
        session, actor, placement, word, StatementChannel.SELF, asked_at=started
    )
    assert refused is None


async def test_yes_after_all_agrees_to_what_was_asked_and_loses_no_answer(
    session: Session,
) -> None:
    placement = await reported_placement(session)
    await differs_then_yes(session, placement)
    said = placement.said
    assert said is not None
    assert (placement.wage, said["wage"]) == (3500, 3500)
    assert (placement.has_contract, said["has_contract"], said["fee"]) == (False, False, True)
    assert placement.state is PlacementState.CORRECTED
    assert [one["wage"] for one in placement.said_before or ()] == [3000]


async def test_yes_to_the_corrected_terms_agrees_to_these(session: Session) -> None:
    placement = await reported_placement(session)
    assert await says(session, placement, Verdict.DIFFERS, NOON) is None
    await adds(session, placement, NOON, wage=3000)
    # Asked anew, with 3,000 before them.
    assert await says(session, placement, Verdict.YES, NOON + DAYS) is None
    assert (placement.wage, placement.state) == (3000, PlacementState.CONFIRMED)


@pytest.mark.parametrize("first", [True, False, "unknown"])
@pytest.mark.parametrize("then", [True, False, "unknown"])
async def test_a_contract_told_later_comes_to_the_same_as_told_at_once(
    session: Session, first: object, then: object
) -> None:
    placement = await reported_placement(session)
    assert await says(session, placement, Verdict.YES, NOON) is None
    for told in (first, then):
        await adds(session, placement, NOON + HOURS, has_contract=told)
    expected = PlacementState.CORRECTED if then is False else PlacementState.CONFIRMED
    assert placement.state is expected
    assert placement.has_contract is (then is True)
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert ana.has_contract is (None if then == "unknown" else then)


async def elsewhere(session: Session, placement: Placement) -> Placement:
    """Another broker reports the same person, who denied the first, at another factory."""
    ana = await session.get_one(Labourer, placement.labourer_id)
    xu, mill = await broker_account(session, XU), await add_factory(session, name="图们木耳厂")
    made = await report_placement(session, ana, xu, mill, NOON + HOURS)
    assert isinstance(made, Placement)
    return made


async def test_who_confirmed_work_elsewhere_is_not_placed_twice_by_a_changed_word(
    session: Session,
) -> None:
    placement = await reported_placement(session)
    assert await says(session, placement, Verdict.NO, NOON) is None
    other = await elsewhere(session, placement)
    assert await says(session, other, Verdict.YES, NOON + 2 * HOURS) is None
    kept = await says(session, placement, Verdict.YES, NOON + 3 * HOURS)
    assert kept == Refusal("words_kept")
    assert placement.state is PlacementState.DISPUTED
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert ana.work_place == "图们木耳厂"


async def test_of_two_reports_the_one_confirmed_first_holds(session: Session) -> None:
    placement = await reported_placement(session)
    assert await says(session, placement, Verdict.NO, NOON) is None
    other = await elsewhere(session, placement)
    assert await says(session, placement, Verdict.YES, NOON + 2 * HOURS) is None
    assert await says(session, other, Verdict.YES, NOON + 3 * HOURS) == Refusal("words_kept")
    assert (placement.state, other.state) == (PlacementState.CONFIRMED, PlacementState.REPORTED)


async def farmer_then(session: Session) -> tuple[Placement, Labourer, dict[str, object]]:
    """Ana is reported; what the entry says of her work before."""
    placement = await reported_placement(session, starts_on=TODAY)
    ana = await session.get_one(Labourer, placement.labourer_id)
    facts = dict(await ledger.get_facts(session, ana))
    return placement, ana, facts


@pytest.mark.parametrize("told", [{}, {"wage": 3000}, {"has_contract": False}])
async def test_a_no_undoes_all_that_the_word_before_wrote_into_the_entry(
    session: Session, told: dict[str, object]
) -> None:
    placement, ana, before = await farmer_then(session)
    assert await says(session, placement, Verdict.YES, NOON) is None
    if told:
        await adds(session, placement, NOON + HOURS, **told)
    assert ana.work_place == "延边金达莱服装厂"
    assert await says(session, placement, Verdict.NO, NOON + DAYS) is None
    assert dict(await ledger.get_facts(session, ana)) == before


async def test_a_no_undoes_what_the_clock_wrote_on_the_first_day(session: Session) -> None:
    placement = await reported_placement(session, starts_on=TODAY + 7 * DAYS)
    ana = await session.get_one(Labourer, placement.labourer_id)
    before = dict(await ledger.get_facts(session, ana))
    assert await says(session, placement, Verdict.YES, NOON) is None
    await follow_up.open_due_check_ins(session, NOON + 8 * DAYS, ZONE)
    assert ana.work_place == "延边金达莱服装厂"
    assert await says(session, placement, Verdict.NO, NOON + 9 * DAYS) is None
    assert dict(await ledger.get_facts(session, ana)) == before


async def test_a_no_leaves_what_was_told_of_other_work_since(session: Session) -> None:
    placement, ana, _ = await farmer_then(session)
    assert await says(session, placement, Verdict.YES, NOON) is None
    facts = dict(await ledger.get_facts(session, ana))
    other = {**facts, "status": WorkStatus.OUTSIDE, "work_place": "宁波鞋厂", "wage": 5000}
    await ledger.change_entry(session, ana, other, NOON + HOURS, 1)
    assert await says(session, placement, Verdict.NO, NOON + DAYS) is None
    assert (ana.status, ana.work_place, ana.wage) == (WorkStatus.OUTSIDE, "宁波鞋厂", 5000)


async def test_a_word_that_moves_nothing_undoes_nothing(session: Session) -> None:
    placement, ana, _ = await farmer_then(session)
    assert await says(session, placement, Verdict.YES, NOON) is None
    assert await review.approve_placement(session, county_clerk(), placement) is None
    assert await says(session, placement, Verdict.NO, NOON + HOURS) == Refusal("words_kept")
    assert ana.work_place == "延边金达莱服装厂"


@pytest.mark.parametrize("how", ["differs", "wage", "again"])
async def test_a_word_on_work_that_is_over_is_not_the_present_work(
    session: Session, how: str
) -> None:
    placement = await confirmed_placement(session, starts_on=TODAY - 30 * DAYS)
    broker, left = await broker_of(session, placement, NOON), Leave(TODAY - 5 * DAYS)
    assert await ending.end_placement(session, broker, placement, left) is None
    ana = await session.get_one(Labourer, placement.labourer_id)
    assert ana.status is WorkStatus.OUT_OF_WORK
    if how == "wage":
        await adds(session, placement, NOON + HOURS, wage=3000)
    else:
        right = Verdict.DIFFERS if how == "differs" else Verdict.NO
        assert await says(session, placement, right, NOON + HOURS) is None
    if how == "again":
        assert await says(session, placement, Verdict.YES, NOON + 2 * HOURS) is None
    assert (ana.status, ana.work_place) == (WorkStatus.OUT_OF_WORK, None)
    assert placement.next_check_at is None
