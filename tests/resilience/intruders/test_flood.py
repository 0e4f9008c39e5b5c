"""A flood from one person: told once, then passed over before the store; others not slowed."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot.app import Part
from bot.telegram.addresses import telegram_address
from bot.telegram.updates import parse_update
from bot.telegram.webhook import SECRET_HEADER
from bot.turns import flood_limit
from bot.turns.flood_limit import FloodLimit, FloodVerdict
from dialogue.core.i18n import Speech
from dialogue.core.refusals import SENTENCES
from handlers.core.incoming import IncomingMessage
from models.core.vocabulary import Language
from sandbox.chats.people import Person
from sandbox.clock import MovableClock
from tests.process.watching.exposition import samples
from tests.resilience.serving.test_parts import part
from tests.resilience.serving.test_store_away import away
from tests.support.labourers.intake import arrive, asks_intake
from tests.support.town import ANA, BEN, Town, open_town, until

QUICK = flood_limit.QUICK
SENT = 3 * QUICK
MANY = 300
STOPPED = "chunfeng_turns_total outcome=flood"
NOON = 1_795_000_000
FASTEST_TYPIST = 1 / 3
SIGNS = {FloodVerdict.HEARD: "h", FloodVerdict.TOLD: "t", FloodVerdict.PASSED_OVER: "."}


@pytest.fixture(params=["polling", "webhook"])
async def town(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Town]:
    """A town on SQLite, served each way."""
    async with open_town(sqlite_url, by=request.param, quick=QUICK) as opened:
        yield opened


def says(person: Person, number: int, at: float, text: str = "/help") -> dict[str, Any]:
    """Somebody's words, sent at a moment."""
    message = {"message_id": number, "date": int(at), "chat": person.chat(), "text": text}
    return {"message": {**message, "from": person.user()}}


def taps(person: Person, number: int) -> dict[str, Any]:
    """Somebody's tap on an old message."""
    old = {"message_id": 1, "date": NOON, "chat": person.chat(), "text": "x"}
    user = person.user()
    tap = {"id": str(number), "from": user, "chat_instance": "1", "message": old, "data": "help"}
    return {"callback_query": tap}


def read(number: int, update: dict[str, Any]) -> IncomingMessage:
    parsed = parse_update({"update_id": number, **update})
    assert parsed is not None
    assert parsed.message is not None
    return parsed.message


def heard(gate: FloodLimit, updates: list[dict[str, Any]]) -> str:
    """What becomes of each: h heard, t told, . passed over."""
    verdicts = [gate.check(read(n, one)) for n, one in enumerate(updates, 1)]
    return "".join(SIGNS[verdict] for verdict in verdicts)


def told(language: Language) -> str:
    return str(Speech(language)(SENTENCES["slowly"]))


def gate() -> FloodLimit:
    """A process that has seen nobody yet."""
    return FloodLimit(MovableClock(), Language.ZH)


async def is_quiet(town: Town) -> bool:
    """Whether every update is acknowledged."""
    return not len(town.sandbox.exchange.updates)


async def test_a_flood_is_told_once_and_reaches_the_store_no_more_while_others_are_answered(
    town: Town,
) -> None:
    await arrive(town.ana)
    before = len((await town.rows())["seen_update"])
    at = town.clock.now().timestamp()
    for number in range(SENT):
        await town.brings(says(BEN, 9000 + number, at), wait=False)
    await town.ana.says("Ann Lee")
    assert asks_intake(town.ana, "id_number")
    await until(lambda: is_quiet(town))
    await town.ben.look()
    shown = [seen for seen in town.ben.received if told(Language.EN) in seen.get("text", "")]
    assert shown == town.ben.received[-1:]
    assert len((await town.rows())["seen_update"]) == before + QUICK + 1


@contextmanager
def transactions() -> Iterator[list[Connection]]:
    """Those that are begun within the block, on whatever engine."""
    begun: list[Connection] = []
    noted = begun.append
    event.listen(Engine, "begin", noted)
    try:
        yield begun
    finally:
        event.remove(Engine, "begin", noted)


@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_amid_a_flood_another_is_answered_before_its_end_and_it_costs_no_transaction(
    sqlite_url: str, by: str
) -> None:
    async with (
        open_town(sqlite_url, by=by, served=False, quick=QUICK) as town,
        part(town, Part.CONVERSE),
    ):
        await arrive(town.ana)
        await arrive(town.ben)
        at, waiting = town.clock.now().timestamp(), town.sandbox.exchange.updates

        def floods(first: int, many: int) -> None:
            for number in range(first, first + many):
                waiting.add({"update_id": number, **says(BEN, number, at)})

        floods(9000, QUICK + 1)
        await until(lambda: is_quiet(town))
        before = (await samples(town))[STOPPED]
        with transactions() as begun:
            floods(10_000, MANY)
            waiting.add({"update_id": 20_000, **says(ANA, 20_000, at, "Ann Lee")})
            floods(30_000, MANY)
            await waiting.acknowledged(20_000)
            left = len(waiting)
            await town.ana.look()
            assert asks_intake(town.ana, "id_number")
            await until(lambda: is_quiet(town))
        assert left > MANY / 2
        assert len(begun) == 1
        assert (await samples(town))[STOPPED] == before + 2 * MANY


async def test_what_was_typed_while_the_bot_was_away_is_no_flood(town: Town) -> None:
    before = len((await town.rows())["seen_update"])
    at = town.clock.now().timestamp()
    for number in range(100):
        await town.brings(says(BEN, 9000 + number, at - 3600 + 36 * number), wait=False)
    await until(lambda: is_quiet(town))
    assert len((await town.rows())["seen_update"]) == before + 100


async def test_what_the_store_could_not_keep_may_come_as_often_as_it_likes(
    sqlite_url: str,
) -> None:
    async with open_town(sqlite_url, by="webhook", busy_seconds=0, quick=QUICK) as town:
        await town.called("setWebhook")
        update = {"update_id": 9000, **says(ANA, 9000, town.clock.now().timestamp())}

        async def comes() -> int:
            async with town.web.post(
                town.settings.webhook_url,
                data=json.dumps(update),
                headers={SECRET_HEADER: "town-secret"},
            ) as response:
                return response.status

        async with away(sqlite_url):
            assert {await comes() for _ in range(SENT)} == {503}
        assert await comes() == 200
        assert "9000" in [row["message_id"] for row in (await town.rows())["seen_update"]]


def test_so_many_are_heard_then_one_is_told_and_the_rest_passed_over() -> None:
    assert heard(gate(), [says(BEN, n, NOON) for n in range(SENT)]) == "h" * QUICK + "t" + "." * (
        SENT - QUICK - 1
    )


def test_taps_count_too_and_are_told() -> None:
    door = gate()
    assert heard(door, [taps(BEN, n) for n in range(QUICK)]) == "h" * QUICK
    assert heard(door, [taps(BEN, QUICK)]) == "t"


def test_who_goes_on_flooding_stays_unheard_and_is_told_only_once() -> None:
    flooding = [says(BEN, n, NOON + n / 10) for n in range(600)]
    assert heard(gate(), flooding).count("t") == 1
    assert re.fullmatch("h+t[.]+", heard(gate(), flooding))


def test_who_was_told_and_waits_is_heard_again() -> None:
    door = gate()
    heard(door, [says(BEN, n, NOON) for n in range(SENT)])
    assert heard(door, [says(BEN, SENT, NOON + flood_limit.RESTED)]) == "h"


def test_who_was_told_and_types_on_as_people_do_is_heard_soon() -> None:
    door = gate()
    heard(door, [says(BEN, n, NOON) for n in range(QUICK + 1)])
    assert "h" in heard(door, [says(BEN, n, NOON + 3 * n) for n in range(1, 5)])


def test_the_fastest_typist_answers_a_whole_intake_unhindered() -> None:
    typed = [says(BEN, n, NOON + n * FASTEST_TYPIST) for n in range(28)]
    assert heard(gate(), typed) == "h" * 28


def test_three_albums_of_ten_papers_each_are_heard() -> None:
    assert heard(gate(), [says(BEN, n, NOON) for n in range(30)]) == "h" * 30


def test_one_that_floods_is_not_taken_for_another() -> None:
    door = gate()
    heard(door, [says(BEN, n, NOON) for n in range(SENT)])
    assert heard(door, [says(ANA, 1, NOON)]) == "h"


def test_an_older_message_that_comes_after_a_newer_one_is_no_flood() -> None:
    mixed = [says(BEN, n, NOON - (n % 2) * 3600 + n * 40) for n in range(100)]
    assert heard(gate(), mixed) == "h" * 100


@pytest.mark.parametrize(
    ("code", "language"),
    [("en-GB", Language.EN), ("ko", Language.KO), ("zh-hans", Language.ZH), ("fr", Language.ZH)],
)
def test_it_is_told_in_the_language_of_the_phone_or_the_countys(
    code: str, language: Language
) -> None:
    person = Person(7, "x", language_code=code)
    assert told(language) in str(reply_to_flood(person))


def reply_to_flood(person: Person) -> Any:
    """What somebody is told who sends too much."""
    door = gate()
    heard(door, [says(person, n, NOON) for n in range(QUICK)])
    last = read(QUICK + 1, says(person, QUICK, NOON))
    assert door.check(last) is FloodVerdict.TOLD
    return door.warn(last)


def test_a_crowd_is_remembered_in_bounded_memory() -> None:
    clock = MovableClock(timedelta())
    door = FloodLimit(clock, Language.ZH)
    for number in range(3 * flood_limit.MOST_PEOPLE):
        door.buckets.take((telegram_address(number), False), NOON, NOON)
    assert len(door.buckets) <= 2 * flood_limit.MOST_PEOPLE
