"""Several processes converse: whichever has a person's update, the person has one state."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.telegram.addresses import telegram_address
from bot.timing import TIMING, Timing
from dialogue.core import labels
from models.accounts import account
from models.core.vocabulary import Language
from sandbox.chats.people import Person
from sandbox.chats.phone import inline_buttons
from tests.resilience.machines.fleet import Fleet, conversing, freeze, wake
from tests.support.labourers.intake import (
    SHORTEST,
    arrive,
    begun,
    facts_of_steps,
    register,
)
from tests.support.town import ANA, Town, open_town, until

EN = Language.EN
SECRET = "town-secret"
NEW = Person(2077, "New")
NUMBERS = itertools.count(70_000)


@asynccontextmanager
async def city(url: str, timing: Timing = TIMING) -> AsyncIterator[tuple[Town, Fleet]]:
    """A town that three processes converse with."""
    async with (
        open_town(url, by="webhook", served=False) as town,
        conversing(town, timing=timing) as fleet,
    ):
        yield town, fleet


def said(person: Person, words: str) -> dict[str, Any]:
    """Words as an update."""
    number = next(NUMBERS)
    message = {"message_id": number, "date": 0, "chat": person.chat(), "from": person.user()}
    return {"update_id": number, "message": {**message, "text": words}}


def taps(town: Town) -> dict[str, dict[str, Any]]:
    """A tap of Ana's on each skill of the newest message, as an update."""
    message = town.ana.received[-1]
    query = {"from": ANA.user(), "chat_instance": "1", "message": message}
    choices = {
        button["callback_data"].rpartition(":")[2]: button["callback_data"]
        for button in inline_buttons(message)
    }
    return {
        str(skill): {
            "update_id": next(NUMBERS),
            "callback_query": {"id": str(next(NUMBERS)), "data": choices[skill], **query},
        }
        for skill in labels.SKILLS
    }


async def at_once(fleet: Fleet, updates: list[dict[str, Any]]) -> list[int]:
    """Each to another process, all at the same moment; gives the statuses."""
    ports = itertools.cycle(fleet.proxy.ports)
    answers = await asyncio.gather(*(told(fleet, next(ports), one) for one in updates))
    return list(answers)


async def told(fleet: Fleet, port: int, update: dict[str, Any]) -> int:
    """This very process is told; gives the status of its answer."""
    return (await fleet.proxy.post(port, json.dumps(update).encode(), SECRET)).status


async def picked(town: Town) -> list[str]:
    """The skills that Ana has tapped so far."""
    (draft,) = (await town.rows())["draft"]
    return list(draft["partial"] or [])


async def test_an_intake_goes_through_all_of_them(url: str) -> None:
    async with city(url) as (town, fleet):
        await register(town.ana)
        entry = await town.entry(ANA)
        assert entry is not None
        assert {key: entry[key] for key in facts_of_steps(SHORTEST, EN)} == facts_of_steps(
            SHORTEST, EN
        )
        assert {port for port, _ in fleet.proxy.answers} == set(fleet.proxy.ports)


async def test_taps_that_land_on_several_at_once_all_count(url: str) -> None:
    async with city(url) as (town, fleet):
        await begun(town, ANA, "skills")
        skills = taps(town)
        assert await at_once(fleet, list(skills.values())) == [200] * len(skills)
        assert await picked(town) == list(skills)


async def test_one_tap_that_lands_on_all_of_them_counts_once(url: str) -> None:
    async with city(url) as (town, fleet):
        await begun(town, ANA, "skills")
        for skill, tap in list(taps(town).items())[:3]:
            assert await at_once(fleet, [tap, tap]) == [200, 200]
            assert skill in await picked(town)


async def test_somebody_new_who_writes_to_all_of_them_at_once_is_one_person(url: str) -> None:
    async with city(url) as (town, fleet):
        words = [said(NEW, f"/start {n}") for n in range(6)]
        assert await at_once(fleet, words) == [200] * 6
        addresses = [row["external_id"] for row in (await town.rows())["address"]]
        assert addresses.count(str(NEW.id)) == 1


async def test_one_that_freezes_within_a_turn_holds_up_nobody_for_long(url: str) -> None:
    async with city(url, Timing(idle_seconds=1.0)) as (town, fleet):
        await arrive(town.ana, typing=True)
        frozen, other = fleet.proxy.ports[:2]
        name = said(ANA, "Ann Lee")
        async with town.store() as session:
            await account.get_account(session, telegram_address(ANA.id))
            first = asyncio.create_task(told(fleet, frozen, name))
            await until(fleet.waits)
            freeze(fleet.at[frozen])
        assert await told(fleet, other, name) == 200
        assert await town.given(ANA) == {"name": "Ann Lee"}
        wake(fleet.at[frozen])
        assert await first == 503
        assert await told(fleet, frozen, said(ANA, "skip")) == 200
        assert await town.given(ANA) == {"name": "Ann Lee", "id_number": None}
        assert await told(fleet, frozen, name) == 200
        assert await town.given(ANA) == {"name": "Ann Lee", "id_number": None}
