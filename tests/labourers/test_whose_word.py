"""Nobody's word but the person's own and the office's ends what somebody else reported."""

from datetime import date
from typing import Any

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import roles
from models.core.vocabulary import Language, RoleName, WorkStatus
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.states import PlacementState
from sandbox.chats.people import Person
from tests.labourers.test_answering import confirms, record
from tests.support.accounts.factory import accounts_by_chat
from tests.support.labourers.intake import BACK, CHANGE, labels, tap, tells_refusal
from tests.support.notices.chat import messages_with
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    finds_placement,
    open_known_employer,
    placement_by_chen,
    visible_person,
)
from tests.support.town import ANA, BEN, CHEN, DAI, DAXINGGOU, Town
from tests.support.vacancies.chat import forges_button

THERE, NOT_SO = "✋ I still work there", "❌ I don't work there"
LEFT = "We were told that you left"


async def works(town: Town, **given: Any) -> Labourer:
    """Chen has reported Ana, and she has confirmed it."""
    ana = await visible_person(town, **given)
    await chooses_language(town)
    await placement_by_chen(town, ana, await open_known_employer(town))
    await town.settled()
    await town.ana.look()
    await confirms(town)
    return ana


async def another_broker(town: Town) -> None:
    """Ben covers the same village."""
    async with town.store() as session:
        now = town.clock.now()
        ben = await accounts.open_account(session, telegram_address(BEN.id), now)
        ben.language = Language.EN
        await roles.grant_role(session, ben, RoleName.BROKER, DAXINGGOU, now)
    await town.ben.start()


async def to_be_called(town: Town, labourer: Labourer) -> int:
    """She has not answered this month's question; gives the call's number."""
    async with town.store() as session:
        one = await session.get_one(Labourer, labourer.id)
        one.status_told_at = one.registered_at
        call = Call(month=202612, labourer_id=one.key(), opened_at=town.clock.now())
        session.add(call)
        await session.flush()
        assert call.id is not None
        return call.id


async def acts(town: Town, act: str) -> list[Any]:
    """The accounts that did this."""
    return [row["account_id"] for row in (await town.rows())["audit_record"] if row["act"] == act]


async def number_of(town: Town, person: Person) -> Any:
    return accounts_by_chat(await town.rows())[person.id]["id"]


async def test_another_brokers_call_ends_no_placement_and_the_person_is_asked(town: Town) -> None:
    ana = await works(town)
    await another_broker(town)
    call = await to_be_called(town, ana)
    await forges_button(town.ben, f"call:{call}:to:{WorkStatus.OUT_OF_WORK}")
    assert "the county office asks them first" in town.ben.last
    row = await record(town)
    assert (row["ended_on"], row["ended_by"]) == (None, None)
    (entry,) = (await town.rows())["labourer"]
    assert entry["status"] == "in_county"
    await town.wait(days=1)
    assert await messages_with(town.ana, "Do you still work there?")
    await town.ben.says("/calls")
    assert labels(town.ben) == [BACK]
    await chooses_language(town, DAI)
    await town.dai.says("/calls")
    await tap(town.dai, "安娜安娜")
    assert "A broker says that it has changed" in town.dai.last


async def test_a_brokers_change_for_somebody_in_care_ends_no_other_brokers_placement(
    town: Town,
) -> None:
    ana = await works(town)
    await another_broker(town)
    async with town.store() as session:
        one = await session.get_one(Labourer, ana.id)
        own = await accounts.get_account(session, telegram_address(ANA.id))
        ben = await accounts.get_account(session, telegram_address(BEN.id))
        assert own is not None
        assert ben is not None
        own.labourer_id, one.read_out_by = None, ben.key()
    await forges_button(town.ben, f"person:{ana.id}:change:status")
    await tap(town.ben, "Farming at home")
    assert "Their work stays as it was" in town.ben.last
    assert (await record(town))["ended_on"] is None
    await chooses_language(town, DAI)
    await town.dai.says("/review")
    assert "📞 To call: still there? (1)" in labels(town.dai)


@pytest.mark.parametrize("by_call", [True, False])
async def test_the_brokers_own_placement_ends_by_a_change_as_by_they_left(
    town: Town, by_call: bool
) -> None:
    ana = await works(town)
    if by_call:
        call = await to_be_called(town, ana)
        await forges_button(town.chen, f"call:{call}:to:{WorkStatus.FARMING}")
    else:
        async with town.store() as session:
            one = await session.get_one(Labourer, ana.id)
            own, chen = [
                await accounts.get_account(session, telegram_address(who.id)) for who in (ANA, CHEN)
            ]
            assert own is not None
            assert chen is not None
            own.labourer_id, one.read_out_by = None, chen.key()
        await forges_button(town.chen, f"person:{ana.id}:change:status")
        await tap(town.chen, "Farming at home")
    row = await record(town)
    assert row["ended_on"] == date(2026, 11, 23)
    assert row["ended_by"] == await number_of(town, CHEN)
    assert await acts(town, "ended") == [row["ended_by"]]
    await town.settled()
    assert bool(await messages_with(town.ana, LEFT)) is by_call


async def test_who_is_said_to_have_left_says_that_it_is_not_so(town: Town) -> None:
    await works(town)
    await finds_placement(town, "安娜安娜")
    await tap(town.chen, "👋 They left")
    await town.chen.says("today")
    await tap(town.chen, "The work was done")
    assert (await record(town))["ended_on"] is not None
    await town.settled()
    assert await messages_with(town.ana, LEFT)
    await tap(town.ana, THERE)
    row = await record(town)
    assert (row["ended_on"], row["end_why"], row["ended_by"]) == (None, None, None)
    assert row["next_check_at"] is not None
    assert await acts(town, "reopened") == [await number_of(town, ANA)]
    (entry,) = (await town.rows())["labourer"]
    assert entry["status"] == "in_county"
    await town.settled()
    assert await messages_with(town.chen, "The person says it is so")


async def test_that_button_serves_nobody_else_and_not_twice(town: Town) -> None:
    ana = await works(town)
    await another_broker(town)
    await finds_placement(town, "安娜安娜")
    await tap(town.chen, "👋 They left")
    await town.chen.says("today")
    await tap(town.chen, "The work was done")
    row = await record(town)
    button = f"stays:{row['id']}:{row['version']}"
    for phone in (town.chen, town.ben):
        await forges_button(phone, button)
        assert (await record(town))["ended_on"] is not None
    await forges_button(town.ana, f"stays:{row['id']}:{row['version'] - 1}")
    assert (await record(town))["ended_on"] is not None
    await forges_button(town.ana, button)
    await forges_button(town.ana, button)
    assert tells_refusal(town.ana, "placement_moved")
    assert len(await acts(town, "reopened")) == 1
    assert ana.id == row["labourer_id"]


async def test_a_report_taken_back_after_her_yes_is_told_to_her(town: Town) -> None:
    await works(town)
    await finds_placement(town, "安娜安娜")
    await tap(town.chen, "🗑 Take it back")
    await tap(town.chen, "Yes, take it back")
    await town.settled()
    assert await messages_with(town.ana, f"work at {FACTORY} does not count any more")


async def test_the_offices_call_ends_it_and_both_are_told(town: Town) -> None:
    ana = await works(town)
    async with town.store() as session:
        one = await session.get_one(Labourer, ana.id)
        one.seen_by_brokers = False
    call = await to_be_called(town, ana)
    await chooses_language(town, DAI)
    await forges_button(town.dai, f"call:{call}:to:{WorkStatus.OUT_OF_WORK}")
    row = await record(town)
    assert row["ended_by"] == await number_of(town, DAI)
    await town.wait(hours=1)
    assert await messages_with(town.ana, LEFT)
    assert await messages_with(town.chen, "Left by")


async def test_by_her_own_phone_it_ends_and_nobody_asks_her_again(town: Town) -> None:
    await works(town)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Present work")
    await tap(town.ana, "Farming at home")
    row = await record(town)
    assert (row["ended_on"], row["ended_by"]) == (date(2026, 11, 23), await number_of(town, ANA))
    await town.wait(hours=1)
    assert not await messages_with(town.ana, LEFT)
    assert await messages_with(town.chen, "Left by")


async def disputes(town: Town, words: str) -> None:
    """Ana says in her own words why it is not so."""
    ana = await visible_person(town)
    await chooses_language(town)
    await placement_by_chen(town, ana, await open_known_employer(town))
    await town.settled()
    await tap(town.ana, NOT_SO)
    await town.ana.says(words)
    await town.settled()


WORDS = "He took 500 yuan of me and hit me"


async def chen_reads(town: Town) -> str:
    return str([call["params"] for call in await town.calls() if _to(call, CHEN)])


def _to(call: dict[str, Any], person: Person) -> bool:
    return str(call["params"].get("chat_id")) == str(person.id)


async def test_what_is_typed_in_a_dispute_is_read_by_the_office_alone(town: Town) -> None:
    await disputes(town, WORDS)
    row = await record(town)
    assert (row["state"], row["why"], row["said"]["why"]) == ("disputed", None, WORDS)
    await finds_placement(town, "安娜安娜", "Not confirmed")
    assert "Put something right" not in town.chen.screen()
    await chooses_language(town, DAI)
    await forges_button(town.dai, f"review:{row['id']}:return")
    await town.dai.says("Please look at it once more")
    await town.settled()
    await town.chen.says("/menu")
    await forges_button(town.chen, f"placement:{row['id']}:change:wage")
    await town.chen.says("4000")
    await town.chen.says("1")
    await town.settled()
    assert WORDS not in await chen_reads(town)
    row = await record(town)
    assert (row["state"], row["said"]) == ("reported", None)
    assert [said["why"] for said in row["said_before"]] == [WORDS]
    await forges_button(town.dai, f"review:{row['id']}")
    assert WORDS in town.dai.last


async def test_words_kept_from_before_are_not_shown_to_the_broker_either(town: Town) -> None:
    """In a dispute staff's own words stand there; older ones went with migration 0024."""
    await disputes(town, WORDS)
    for state in ("withdrawn", "reported"):
        async with town.store() as session:
            row = await record(town)
            old = await session.get_one(Placement, row["id"])
            old.why, old.state = WORDS, PlacementState(state)
        await forges_button(town.chen, f"placement:{row['id']}")
        assert FACTORY in town.chen.last
    assert WORDS not in await chen_reads(town)


async def test_the_broker_reads_nothing_of_a_dispute_but_staffs_words(town: Town) -> None:
    await disputes(town, "1")
    await finds_placement(town, "安娜安娜", "Not confirmed")
    assert "I never went there" not in await chen_reads(town)
    await chooses_language(town, DAI)
    row = await record(town)
    await forges_button(town.dai, f"review:{row['id']}:return")
    await town.dai.says("Please bring the contract")
    await town.wait(hours=1)
    assert await messages_with(town.chen, "Please bring the contract")
