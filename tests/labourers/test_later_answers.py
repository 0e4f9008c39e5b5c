"""Answers after registration: what may be told by them, and what rests on it elsewhere."""

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.core.session import Session
from models.core.vocabulary import WorkStatus
from models.labourers import households, ledger, poverty
from models.labourers.facts import LATER
from models.labourers.labourer import Labourer
from models.placements import later_answers
from models.placements.statement import Verdict
from models.placements.states import PlacementState
from tests.labourers.test_whose_word import another_broker, works
from tests.placements.test_changed_words import DAYS, HOURS, says
from tests.support.grievances.factory import staff_account
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.placements.actors import labourer_of
from tests.support.placements.factory import TODAY, reported_placement
from tests.support.store import NOON, consenting_account, register_labourer
from tests.support.stored_actors import load_actor
from tests.support.town import ANA, BEN, Town
from tests.support.vacancies.chat import forges_button


async def test_no_entrance_changes_by_it_who_somebody_is(session: Session) -> None:
    """An ID number is compared with others, a village gives rights: neither is a later answer."""
    account = await consenting_account(session, 1)
    await register_labourer(session, account, entry_facts())
    actor = await load_actor(session, account.key())
    for key, value in (("name", "李四"), ("id_number", id_number()), ("village", "222424101001")):
        with pytest.raises(ValueError, match="not asked after registration"):
            await later_answers.record_own_answer(session, actor, {key: value})


async def test_a_note_of_health_is_kept_by_its_consent_alone(session: Session) -> None:
    account = await consenting_account(session, 1)
    one = await register_labourer(session, account, entry_facts(health_agreed=False))
    actor = await load_actor(session, account.key())
    await later_answers.record_own_answer(session, actor, {"limits": "腰疼"})
    assert one.limits is None
    await later_answers.record_own_answer(session, actor, {"health_agreed": True})
    await later_answers.record_own_answer(session, actor, {"limits": "腰疼"})
    assert one.limits == "腰疼"
    await later_answers.record_own_answer(session, actor, {"health_agreed": False})
    assert one.limits is None
    assert "limits" not in [row.fact for row in await ledger.list_changes(session, one)]


async def test_a_head_named_later_is_no_other_household(session: Session) -> None:
    """What the office confirmed stays when the head is named for the first time."""
    account = await consenting_account(session, 1)
    told = {
        key: value for key, value in entry_facts(registered_poor=True).items() if key not in LATER
    }
    one = await register_labourer(session, account, told)
    two = await register_labourer(
        session, await consenting_account(session, 2), {**told, "name": "李四"}
    )
    assert one.household_id != two.household_id
    home = await households.get_household(session, one)
    assert home is not None
    assert await households.list_like(session, home) == []
    office = await load_actor(session, (await staff_account(session)).key())
    assert await poverty.confirm_poverty(session, office, one) is None
    facts = {
        **await ledger.get_facts(session, one),
        "household_head": "王大山",
        "head_birth_year": 1950,
    }
    assert await ledger.change_entry(session, one, facts, NOON, account.key()) == [
        "household_head",
        "head_birth_year",
    ]
    assert one.poor_confirmed_at is not None


async def test_what_a_broker_answers_of_anothers_placement_is_asked_first(town: Town) -> None:
    """The later questions too: nothing of it is kept, and it stays to be asked."""
    ana = await works(town)
    await another_broker(town)
    async with town.store() as session:
        one = await session.get_one(Labourer, ana.id)
        own = await accounts.get_account(session, telegram_address(ANA.id))
        ben = await accounts.get_account(session, telegram_address(BEN.id))
        assert own is not None
        assert ben is not None
        own.labourer_id, one.read_out_by = None, ben.key()
        one.not_asked, one.wage = ["wage"], None
    await forges_button(town.ben, f"person:{ana.id}:more")
    await town.ben.says("9000")
    assert "Their work stays as it was" in town.ben.last, town.ben.screen()
    (row,) = (await town.rows())["labourer"]
    assert (row["wage"], row["not_asked"]) == (None, ["wage"])


async def test_a_no_is_taken_from_who_was_not_asked_all_yet(session: Session) -> None:
    """Registered in seven answers: where they work was never asked, and is not looked up."""
    placement = await reported_placement(session, starts_on=TODAY + 7 * DAYS)
    labourer = await session.get_one(Labourer, placement.labourer_id)
    labourer.status, labourer.not_asked = WorkStatus.OUT_OF_WORK, sorted(LATER)
    labourer.work_place = labourer.work_what = labourer.out_of_work_since = None
    assert await says(session, placement, Verdict.YES, NOON) is None
    actor = await labourer_of(session, placement, NOON + HOURS)
    told = {"out_of_work_since": "2026-03-01"}
    assert await later_answers.record_own_answer(session, actor, told) is None
    assert await says(session, placement, Verdict.NO, NOON + 2 * HOURS) is None
    assert placement.state is PlacementState.DISPUTED
    facts = await ledger.get_facts(session, labourer)
    assert (facts["status"], facts["out_of_work_since"]) == ("out_of_work", "2026-03-01")
