"""A known ID number and a fresh one: word for word the same, at every step, whoever types it."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

import pytest
from sqlmodel import col, select

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.labourers.facts import LATER
from models.labourers.labourer import Labourer
from models.privacy import consent
from sandbox.chats.phone import Phone
from tests.privacy.test_for_others import AGREED, ASSIST, OTHER
from tests.support.brokers.chat import SAYS, broker_applicant, consents
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import (
    ANA_ID,
    CHANGE,
    SHORTEST,
    WHOLE,
    Step,
    arrive,
    labels,
    register,
    tap,
)
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    open_known_employer,
    placement_by_chen,
)
from tests.support.town import ANA, BEN, Town

# Nobody has it; of the same birthday, so that all that is read from it is the same.
FRESH = id_number("19850312", "024")
MASKED = re.compile(r"\d{4}\*+\w\w")

Walk: TypeAlias = Callable[[Town, str], Awaitable[list[str]]]


async def hears(phone: Phone, said: Sequence[str]) -> list[str]:
    """What the phone shows after each of these words; numbers stand masked there anyway."""
    heard = []
    for words in said:
        await phone.says(words)
        heard.append(MASKED.sub("*", f"{phone.last} {phone.buttons}"))
    return heard


def typed(steps: Sequence[Step], number: str) -> list[str]:
    """These answers with another number; what is asked after registration is gone on with."""
    first = [number if step.key == "id_number" else step.words("en") for step in steps]  # type: ignore[arg-type]
    later = next((n for n, step in enumerate(steps) if step.key in LATER), len(first))
    return [*first[:later], *(["1"] if later < len(first) else []), *first[later:]]


async def registers_himself(town: Town, number: str) -> list[str]:
    await arrive(town.ben)
    heard = await hears(town.ben, typed(SHORTEST, number))
    await erases(town.ben)
    return heard


async def registers_somebody_else(town: Town, number: str) -> list[str]:
    await chooses_language(town)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    heard = await hears(town.chen, typed(SHORTEST, number))
    # Whoever has the same name and year is asked about, whatever the number.
    if OTHER in labels(town.chen):
        await tap(town.chen, OTHER)
        heard.append(MASKED.sub("*", f"{town.chen.last} {town.chen.buttons}"))
    async with town.store() as session:
        last = select(Labourer).order_by(col(Labourer.id).desc())
        one = (await session.exec(last)).first()
        assert one is not None
        await consent.erase_entry(session, one, town.clock.now(), town.settings.zone, by=0)
    return heard


async def reports_somebody_new(town: Town, number: str) -> list[str]:
    await chooses_language(town)
    await town.chen.says("/report")
    await tap(town.chen, "➕ Somebody new")
    # Of her own people she is warned, so they have two names.
    name = {FRESH: "Bo Kim", ANA_ID: "Bo Lim"}[number]
    told = ["1", name, number, "13800002009", "和盛", "2", FACTORY]
    heard = await hears(town.chen, [*told, "today", "1"])
    return [words.replace(name, "?") for words in heard]


async def applies_as_broker(town: Town, number: str) -> list[str]:
    await consents(town, BEN)
    said = [words for _, words in SAYS]
    said[1] = number
    heard = await hears(town.ben, ["/broker", *said, "1"])
    await erases(town.ben)
    return heard


async def changes_his_own(town: Town, number: str) -> list[str]:
    await arrive(town.ben)
    await hears(town.ben, typed(WHOLE, "skip"))
    await town.ben.says("/me")
    await tap(town.ben, CHANGE)
    await tap(town.ben, "ID number")
    heard = await hears(town.ben, [number])
    await erases(town.ben)
    return heard


async def is_placed(town: Town) -> None:
    """Ana works at the factory, so that the next report there brings the same along."""
    async with town.store() as session:
        known = await accounts.get_account(session, telegram_address(ANA.id))
        assert known is not None
        labourer = await session.get_one(Labourer, known.labourer_id)
    await placement_by_chen(town, labourer, await open_known_employer(town))
    await town.settled()


async def erases(phone: Phone) -> None:
    await phone.says("/me")
    await tap(phone, "🗑 Delete everything")
    await tap(phone, "Yes, delete everything")


WALKS: dict[str, Walk] = {
    "intake": registers_himself,
    "assisted": registers_somebody_else,
    "report": reports_somebody_new,
    "application": applies_as_broker,
    "change": changes_his_own,
}


ENDS: dict[Walk, str] = {
    registers_himself: "You are registered",
    registers_somebody_else: "is registered",
    reports_somebody_new: "Reported.",
    applies_as_broker: "county office",
    changes_his_own: "Changed.",
}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_a_known_number_and_a_fresh_one_hear_the_same(town: Town, walk: Walk) -> None:
    if walk is applies_as_broker:
        await broker_applicant(town, ANA, id_number=ANA_ID)
    else:
        await register(town.ana)
        await is_placed(town)
    fresh = await walk(town, FRESH)
    assert ENDS[walk] in fresh[-1]
    assert await walk(town, ANA_ID) == fresh
