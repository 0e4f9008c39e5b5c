"""A run: people register, a fair is published, work is reported and confirmed, in the storm."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from dialogue.notices.notice import NOT_FOR_ME
from sandbox.chats.people import Person
from sandbox.chats.phone import inline_buttons
from sandbox.chats.updates import Updates
from tests.resilience.chaos import crowd
from tests.resilience.chaos.books import Books, open_books
from tests.resilience.chaos.broker import Broker
from tests.resilience.chaos.clerk import Clerk
from tests.resilience.chaos.labourer import Labourer
from tests.resilience.chaos.storm import Storm
from tests.support.placements.chat import open_known_employer
from tests.support.town import Town, open_town, until

# Who was not asked, because the question was lost on the way, is asked again after two days.
ASKED_AGAIN = timedelta(days=2, minutes=1)
LEAPS, REST_SECONDS = 3, 4.0
# For what is left to do when it is calm, and a second more for each of the people.
CALM_SECONDS = 45.0
# One of so many gives the seat back; another does everything once more.
ONE_OF = 4
ARRIVING_SECONDS = 5.0


@dataclass(frozen=True)
class Given:
    """How many people, how many seconds of storm, and how it goes.

    `kill_every` and `patience` in seconds: with more people the bot has more to catch up with.
    """

    people: int
    seed: int
    seconds: float
    by: str = "polling"
    kill_every: tuple[float, float] = (2.0, 6.0)
    patience: float = 3.0


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    seed: int
    people: int
    lost: list[str]
    double: list[str]
    crooked: list[str]
    stuck: list[str]
    sorry: int
    fell: list[int]
    struck: Counter[str]
    twice: int
    fairs_twice: int

    def __str__(self) -> str:
        struck = ", ".join(f"{kind} {count}" for kind, count in sorted(self.struck.items()))
        return (
            f"seed {self.seed}: {self.people} people, struck by {struck}: {len(self.lost)} lost, "
            f"{len(self.double)} double; {self.fairs_twice} have the fair's notice twice"
        )


class Run:
    """Everybody of a run, and how they wait for each other."""

    def __init__(self, town: Town, storm: Storm, given: Given, chance: Random) -> None:
        self.storm, self._town, self._chance = storm, town, chance
        self._patience, people = given.patience, given.people
        self.labourers = [
            self._labourer(number, one) for number, one in enumerate(crowd.labourers(people))
        ]
        self.brokers = [Broker(town, one.id, given.patience) for one in crowd.brokers(people)]
        self.clerk = Clerk(town, given.patience, people // 2)
        self._reported = asyncio.Event()

    def _labourer(self, number: int, one: Person) -> Labourer:
        made = Labourer(self._town, one.id, self._patience, crowd.answers(number))
        made.comes, made.is_unsure = number % ONE_OF > 0, number % ONE_OF == 1
        if crowd.is_settled(number):
            made.told.registered.set()
        return made

    async def goes(self) -> None:
        """From the first hello to the last confirmation, everything at once."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.clerk.publishes())
            tasks.create_task(self._places())
            for one in self.labourers:
                tasks.create_task(self._lives(one))
            tasks.create_task(self._days_pass())

    async def _places(self) -> None:
        """Each broker has people of their own."""
        async with asyncio.TaskGroup() as tasks:
            for place, broker in enumerate(self.brokers):
                tasks.create_task(self._reports(broker, self.labourers[place :: len(self.brokers)]))
        self._reported.set()

    async def _reports(self, broker: Broker, people: list[Labourer]) -> None:
        for one in sorted(people, key=lambda one: not one.told.registered.is_set()):
            await one.told.registered.wait()
            await broker.reports(one.name)
            if one.is_unsure:
                await broker.reports_again(one.name)

    async def _lives(self, one: Labourer) -> None:
        await asyncio.sleep(self._chance.uniform(0, ARRIVING_SECONDS))
        await one.registers()
        await one.signs_up()
        await one.confirms()

    async def _days_pass(self) -> None:
        """Two days at a time, while somebody waits for a question that was lost on the way."""
        await self._reported.wait()
        for _ in range(LEAPS):
            await asyncio.sleep(REST_SECONDS)
            if all(one.asked for one in self.labourers):
                return
            # Once it is over nobody could see whether their seat was given back.
            if all(one.is_through_with_the_fair for one in self.labourers):
                await self.storm.leaps(ASKED_AGAIN)

    def stuck(self) -> list[str]:
        """The phones of who is not done."""
        return [one.phone.screen() for one in self.labourers if not one.done]


@asynccontextmanager
async def _furnished(url: str, by: str, people: int) -> AsyncIterator[Town]:
    async with open_town(url, by=by, served=False) as town:
        helpers = crowd.brokers(people)
        for person in (*crowd.labourers(people), *helpers):
            town.sandbox.exchange.join(person)
        now = town.clock.now()
        async with town.store() as session:
            await crowd.helpers(session, helpers, now)
            for number, person in enumerate(crowd.labourers(people)):
                if crowd.is_settled(number):
                    await crowd.settle(session, person, number, now)
        await open_known_employer(town)
        yield town


async def run(url: str, given: Given) -> Outcome:
    """Let them live through it."""
    sys.stdout.write(f"chaos: seed {given.seed}\n")
    chance = Random(given.seed)
    async with _furnished(url, given.by, given.people) as town:
        storm = Storm(town, chance, given.kill_every)
        going = Run(town, storm, given, chance)
        async with storm.rages(given.seconds):
            with suppress(TimeoutError):
                async with asyncio.timeout(given.seconds + CALM_SECONDS + given.people):
                    await going.goes()
                    await until(lambda: _are_taken(town.sandbox.exchange.updates))
        books, updates = await open_books(town, going.labourers), town.sandbox.exchange.updates
        outcome = _outcome(given.seed, going, books, updates)
    sys.stdout.write("\n".join([str(outcome), *outcome.stuck, ""]))
    return outcome


def _outcome(seed: int, going: Run, books: Books, updates: Updates) -> Outcome:
    people = going.labourers
    everybody = (*people, *going.brokers, going.clerk)
    reported = {name for broker in going.brokers for name in broker.told}
    return Outcome(
        seed,
        len(people),
        books.lost(people, reported),
        books.double(people),
        books.crooked(),
        going.stuck(),
        sum(one.sorry for one in everybody),
        going.storm.fell,
        going.storm.struck,
        updates.taken_twice,
        sum(_fairs(one) > 1 for one in people),
    )


async def _are_taken(updates: Updates) -> bool:
    """Whether none is left, those that come twice neither."""
    return len(updates) == 0


def _fairs(one: Labourer) -> int:
    return sum(
        any(NOT_FOR_ME in button["text"] for button in inline_buttons(message))
        for message in one.phone.received
    )
