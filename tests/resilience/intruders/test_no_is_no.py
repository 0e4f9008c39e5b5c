"""Who said No to brokers is in no list, search, call, message or report of theirs."""

import json
from typing import Any

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.labourers import entry_transfer, ledger
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.vacancies import interest
from models.vacancies.vacancy import Vacancy
from sandbox.chats.people import Person
from tests.labourers.test_monthly_status import to_the_first
from tests.support.accounts.actors import acting
from tests.support.labourers.intake import BACK, CHANGE, WHOLE, labels, register, tap, tells_refusal
from tests.support.notices.chat import registered_person
from tests.support.placements.chat import (
    REPORT,
    chooses_language,
    open_known_employer,
    placement_by_chen,
)
from tests.support.refusals import granted
from tests.support.town import ANA, CHEN, DAI, Town
from tests.support.vacancies.chat import forges_button, offered_vacancy

NAME, PHONE, VILLAGE = "安娜安娜", "13812340001", "兴盛社区"
LOOKS: dict[str, Any] = {"wishes": ["work"], "wanted_work": ["sewing"], "wanted_reach": "anywhere"}
# What ties somebody to Chen, and what of them may be read in which place all the same.
TIES = ("village", "registered", "claimed", "placed", "liked")
COMMANDS = ("menu", "people", "calls", "placements", "vacancies", "report", "review", "grievances")


async def tied(town: Town, tie: str) -> tuple[Labourer, dict[str, int]]:
    """Ana has agreed to be seen, and is bound to Chen in this way; gives the numbers."""
    phone = f"+86{PHONE}"
    ana = await registered_person(town, ANA, name=NAME, phone=phone, seen_by_brokers=True, **LOOKS)
    numbers = {"somebody": ana.key()}
    if tie == "placed":
        numbers["placement"] = (
            await placement_by_chen(town, ana, await open_known_employer(town))
        ).key()
    if tie == "liked":
        numbers["vacancy"] = (await offered_vacancy(town)).key()
    async with town.store() as session:
        chen = await accounts.get_account(session, telegram_address(CHEN.id))
        entry = await session.get_one(Labourer, ana.key())
        assert chen is not None
        if tie in ("registered", "claimed"):
            entry.registered_by = entry.read_out_by = chen.key()
        if tie == "registered":
            own = await accounts.get_account(session, telegram_address(ANA.id))
            assert own is not None
            own.labourer_id = None
        if tie == "liked":
            wanted = await session.get_one(Vacancy, numbers["vacancy"])
            own = await accounts.get_account(session, telegram_address(ANA.id))
            assert own is not None
            actor = acting(own, town.clock.now())
            await interest.show_interest(session, actor, wanted, entry)
    await chooses_language(town)
    await town.settled()
    return ana, numbers


async def says_no(town: Town, number: int) -> None:
    """She takes her Yes back."""
    async with town.store() as session:
        ana = await session.get_one(Labourer, number)
        facts = {**await ledger.get_facts(session, ana), "seen_by_brokers": False}
        assert await ledger.change_entry(session, ana, facts, town.clock.now(), None)


async def to_be_called(town: Town, number: int) -> int:
    """She did not answer this month's question; gives the call's number."""
    async with town.store() as session:
        now = town.clock.now()
        ana = await session.get_one(Labourer, number)
        ana.status_told_at = ana.registered_at
        call = Call(month=202612, labourer_id=number, opened_at=now)
        session.add(call)
        await session.flush()
        assert call.id is not None
        return call.id


async def last_call(town: Town) -> int:
    return max((call["seq"] for call in await town.calls()), default=0)


async def read(town: Town, since: int, person: Person = CHEN) -> str:
    """All that somebody was sent since."""
    found = [
        json.dumps(call["params"], ensure_ascii=False)
        for call in await town.calls(since=since)
        if str(call["params"].get("chat_id")) == str(person.id)
    ]
    return "\n".join(found)


async def walk(town: Town, numbers: dict[str, int], call: int) -> str:
    """Chen opens every list, tries every search, and taps every button that bears a number."""
    chen, since, somebody = town.chen, await last_call(town), numbers["somebody"]
    for command in COMMANDS:
        await chen.says(f"/{command}")
    for typed in (PHONE, VILLAGE, f"8613812340001 {VILLAGE}", "、".join(("王小春", "李秀英"))):
        await chen.says("/menu")
        await chen.taps(REPORT)
        await chen.says(typed)
        await chen.says("/cancel")
    steps = ("", ":code", ":change", ":change:name", ":change:phone", ":erase")
    forged = [f"report:{somebody}", *(f"person:{somebody}{step}" for step in steps)]
    forged += [f"call:{call}{step}" for step in ("", ":changed", ":same", ":none")]
    forged += [f"review:{numbers.get('placement', 1)}", f"brokers:{somebody}", "people"]
    for data in forged:
        await forges_button(chen, data)
    await town.wait(days=7)
    return await read(town, since)


@pytest.mark.parametrize("tie", TIES)
async def test_after_a_no_her_phone_and_name_reach_no_broker(town: Town, tie: str) -> None:
    ana, numbers = await tied(town, tie)
    await says_no(town, ana.key())
    call = await to_be_called(town, ana.key())
    read_by_chen = await walk(town, numbers, call)
    assert PHONE not in read_by_chen
    assert NAME not in read_by_chen
    async with town.store() as session:
        waiting = await session.get_one(Call, call)
        assert (waiting.tries, waiting.closed_at) == (0, None)


@pytest.mark.parametrize("tie", TIES)
async def test_with_her_yes_the_same_walk_finds_her(town: Town, tie: str) -> None:
    ana, numbers = await tied(town, tie)
    call = await to_be_called(town, ana.key())
    assert NAME in await walk(town, numbers, call)


async def test_a_report_begun_before_her_no_is_not_filed_after_it(town: Town) -> None:
    ana, _ = await tied(town, "village")
    await open_known_employer(town)
    await forges_button(town.chen, f"report:{ana.key()}")
    await town.chen.taps("延边金达莱服装厂")
    await town.chen.taps("Today")
    for said in ("sewing", "3500", "1", "1"):
        await town.chen.says(said)
    await says_no(town, ana.key())
    await town.chen.says("1")
    assert tells_refusal(town.chen, "role_gone")
    assert (await town.rows())["placement"] == []


async def test_what_was_filed_before_stays_with_the_name_and_nothing_more(town: Town) -> None:
    ana, numbers = await tied(town, "placed")
    await says_no(town, ana.key())
    since = await last_call(town)
    number = numbers["placement"]
    await forges_button(town.chen, f"placement:{number}")
    assert NAME in town.chen.last
    for step in (":change", ":left", ":file", ":withdraw"):
        await forges_button(town.chen, f"placement:{number}{step}")
    await forges_button(town.chen, "placements:reported:1")
    assert PHONE not in await read(town, since)


async def test_a_dispute_is_not_reported_anew_after_her_no(town: Town) -> None:
    ana, numbers = await tied(town, "placed")
    await says_no(town, ana.key())
    async with town.store() as session:
        mine = await session.get_one(Placement, numbers["placement"])
        mine.state = mine.state.DISPUTED
    await forges_button(town.chen, f"placement:{numbers['placement']}:again")
    assert tells_refusal(town.chen, "person_gone")
    (row,) = (await town.rows())["placement"]
    assert row["state"] == "disputed"


async def test_the_work_that_she_asked_for_shows_her_as_long_as_it_is_offered(
    town: Town,
) -> None:
    ana, numbers = await tied(town, "liked")
    await says_no(town, ana.key())
    await forges_button(town.chen, f"offered:{numbers['vacancy']}")
    assert PHONE in town.chen.last
    assert not [label for label in labels(town.chen) if NAME in label]
    await forges_button(town.chen, f"offered:{numbers['vacancy']}:close!")
    assert PHONE not in town.chen.last
    assert NAME not in town.chen.last


async def test_that_she_took_her_entry_over_is_not_told_after_her_no(town: Town) -> None:
    ana, _ = await tied(town, "registered")
    since = await last_call(town)
    async with town.store() as session:
        now = town.clock.now()
        chen, own = [
            await accounts.get_account(session, telegram_address(who.id)) for who in (CHEN, ANA)
        ]
        entry = await session.get_one(Labourer, ana.key())
        assert chen is not None
        assert own is not None
        code = granted(await entry_transfer.issue_entry_code(session, acting(chen, now), entry))
        assert await entry_transfer.take_over_entry(session, acting(own, now), code) is entry
        entry.seen_by_brokers = False
    await town.settled()
    assert NAME not in await read(town, since)


async def test_the_office_calls_whom_no_broker_may_call(town: Town) -> None:
    ana, _ = await tied(town, "village")
    await says_no(town, ana.key())
    await to_the_first(town)
    await town.wait(days=10, minutes=1)
    await chooses_language(town, DAI)
    await town.dai.says("/calls")
    assert labels(town.dai) == [NAME, BACK]
    await town.chen.says("/calls")
    assert "Nobody is to be called just now." in town.chen.last


async def test_a_no_by_ones_own_phone_takes_effect_at_once(town: Town) -> None:
    await register(town.ana, WHOLE)
    await chooses_language(town)
    somebody = (await town.rows())["labourer"][0]["id"]
    await forges_button(town.chen, f"report:{somebody}")
    assert not tells_refusal(town.chen, "not_yours")
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Seen by the broker")
    await town.ana.says("no")
    await forges_button(town.chen, f"report:{somebody}")
    assert tells_refusal(town.chen, "not_yours")


async def test_who_looks_for_no_work_any_more_has_not_taken_the_no_back(town: Town) -> None:
    ana, _ = await tied(town, "placed")
    await says_no(town, ana.key())
    async with town.store() as session:
        entry = await session.get_one(Labourer, ana.key())
        facts = {**await ledger.get_facts(session, entry), "wishes": [], "seen_by_brokers": None}
        await ledger.change_entry(session, entry, facts, town.clock.now(), None)
        assert entry.seen_by_brokers is False
    await forges_button(town.chen, f"report:{ana.key()}")
    assert tells_refusal(town.chen, "not_yours")
