"""PostgreSQL is restarted while people talk: none that was acknowledged is lost."""

import asyncio

import pytest

from models.words import Language
from sandbox.people import Person
from tests.answers import SHORTEST, Step, arrive, facts, id_number, walk
from tests.machines.fleet import conversing
from tests.machines.server import MODES, server_of_its_own
from tests.town import Town, open_town, until

EN = Language.EN
TALKERS = [Person(3001 + n, f"T{n}", phone_number=f"+861380000{3001 + n}") for n in range(8)]
# About a third of what they say in all.
UNDER_WAY = 40


def steps_of(person: Person) -> list[Step]:
    """The shortest intake, with an ID number and a phone of one's own."""
    number = id_number("19850312", order=str(person.id)[-3:])
    own = {
        "id_number": Step("id_number", number, number),
        "phone": Step("phone", person.phone_number, person.phone_number),
    }
    return [own.get(step.key, step) for step in SHORTEST]


async def talks(town: Town, person: Person) -> None:
    """The whole intake, typed; Telegram delivers again what was not acknowledged."""
    phone = town.phone(person)
    await arrive(phone, typing=True)
    await walk(phone, steps_of(person), typing=True)
    await phone.says("1")


@pytest.mark.parametrize("mode", MODES)
async def test_what_was_acknowledged_is_kept_and_the_rest_comes_again(mode: str) -> None:
    async with (
        server_of_its_own() as server,
        open_town(server.address, by="webhook", served=False) as town,
        conversing(town) as fleet,
    ):
        for person in TALKERS:
            town.sandbox.exchange.join(person)
        talking = asyncio.gather(*(talks(town, person) for person in TALKERS))

        async def under_way() -> bool:
            return fleet.proxy.statuses[200] >= UNDER_WAY

        await until(under_way)
        await server.restart(mode)
        await talking
        for person in TALKERS:
            entry = await town.entry(person)
            assert entry is not None
            assert facts(steps_of(person), EN).items() <= entry.items()
        assert set(fleet.proxy.statuses) == {200, 503}
        assert await fleet.led()
