"""Every route as everybody: all are answered, and whoever may not take one changes nothing."""

import sys
from typing import Any

import pytest

from bot.telegram.addresses import telegram_address
from handlers.core.incoming import COMMANDS
from models.accounts import account as accounts
from models.placements.placement import Placement
from sandbox.chats.people import Person
from tests.privacy.test_for_others import AGREED, ASSIST, begins, registers_somebody
from tests.support.accounts.factory import accounts_by_chat
from tests.support.labourers.intake import (
    CHANGE,
    HESHENG,
    SHORTEST,
    WHOLE,
    labels,
    register,
    tap,
    walk,
)
from tests.support.permitted import BROKER, LABOURER, NUMBERS, PERMITTED, STAFF, routes
from tests.support.town import ANA, BEN, CHEN, DAI, Town
from tests.support.town_life import LUOZIGOU, town_life
from tests.support.vacancies.chat import forges_button
from tests.support.walking import choose

WAY_IN = (
    ["中文", "조선말", "English"],
    [
        *("Yes, let's begin", "No, thank you", "📄 Read more"),
        "🆘 Wages not paid, a fee, papers kept, danger? Tell that first",
        "💼 Just look at the work on offer",
    ],
    # Trouble is heard, and work is shown, before any registration.
    ["Yes, I tell it", "No, thank you"],
    ["📝 Register myself", "Menu"],
)
# What was pushed, a file beside its screen, and the last word: a typed 0 or "menu" leads on.
BY_WORDS = {
    "check:{id}",
    "status:{month}",
    "waiting",
    "manage:{id}:calls",
    "me:erase:yes",
    "me:erase:anyway",
}
# What somebody new may choose.
ON_THE_WAY_IN = (
    *("consent:yes", "consent:no", "consent:more", "language:{code}", "help", "trouble:agree"),
)


def table() -> str:
    """Who may what, as lines of text."""
    roles = (LABOURER, BROKER, STAFF)
    head = f"{'choice':<32}" + "".join(f"{role:<10}" for role in roles)
    rows = (
        f"{path:<32}" + "".join(f"{'yes' if role in may else '-':<10}" for role in roles)
        for path, (_, may) in PERMITTED.items()
    )
    return "\n".join([head, *rows])


def test_every_route_has_an_example() -> None:
    sys.stdout.write(table())
    assert set(routes()) - set(PERMITTED) == set()
    assert set(COMMANDS) <= set(PERMITTED)


async def walks_everywhere(town: Town, person: Person, role: str, **given: Any) -> list[str]:
    """Every route in turn; gives those that went otherwise than they should."""
    await town.phone(person).says("/menu")
    await town.settled()
    wrong = []
    for path, (choice, permitted) in PERMITTED.items():
        walked = await choose(town, person, choice.format(**given))
        if walked.is_refused == (role in permitted) or (walked.is_refused and walked.changed):
            wrong.append(f"{path}: {walked.text!r}, changed {walked.changed}")
        if path not in BY_WORDS and not walked.has_way_out:
            wrong.append(f"{path}: no way out: {walked.labels}")
    return wrong


async def drafts(town: Town, person: int) -> list[int]:
    """The unfinished forms of a person."""
    rows = await town.rows()
    account = accounts_by_chat(rows)[person]["id"]
    return [row["id"] for row in rows["draft"] if row["account_id"] == account]


@pytest.mark.buttons
async def test_a_labourer(town: Town) -> None:
    life = await town_life(town, HESHENG)
    await register(town.ana, WHOLE)
    async with town.store() as session:
        mine = await session.get_one(Placement, life["placement"])
        ana = await accounts.get_account(session, telegram_address(ANA.id))
        assert ana is not None
        mine.labourer_id = ana.labourer_id
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Skills")
    await tap(town.ana, "Welding")
    (draft,) = await drafts(town, ANA.id)
    wrong = await walks_everywhere(town, ANA, LABOURER, draft=draft, somebody=1, **life)
    assert not wrong, "\n".join(wrong)


async def test_every_command_of_everybody_is_answered(town: Town) -> None:
    await register(town.ana)
    await begins(town.chen)
    await begins(town.dai)
    for phone in (town.ana, town.chen, town.dai):
        for command in (*COMMANDS, "nonsense"):
            seen = len(phone.received)
            await phone.says(f"/{command}")
            assert len(phone.received) > seen, command


async def test_a_broker(town: Town) -> None:
    life = await town_life(town, HESHENG)
    await registers_somebody(town.chen)
    somebody = max(row["id"] for row in (await town.rows())["labourer"])
    await forges_button(town.chen, "assist:yes")
    await town.chen.says("王大山")
    (draft,) = await drafts(town, CHEN.id)
    given = {"draft": draft, "somebody": somebody, **life}
    wrong = await walks_everywhere(town, CHEN, BROKER, **given)
    assert not wrong, "\n".join(wrong)


async def test_staff(town: Town) -> None:
    life = await town_life(town, LUOZIGOU)
    await town.dai.says("/menu")
    await tap(town.dai, "👥 People and brokers")
    await tap(town.dai, ASSIST)
    await tap(town.dai, AGREED)
    await walk(town.dai, SHORTEST, typing=True)
    somebody = max(row["id"] for row in (await town.rows())["labourer"])
    await forges_button(town.dai, "assist:yes")
    await town.dai.says("王大山")
    (draft,) = await drafts(town, DAI.id)
    given = {"draft": draft, "somebody": somebody, **life}
    wrong = await walks_everywhere(town, DAI, STAFF, **given)
    assert not wrong, "\n".join(wrong)


async def test_nobody(town: Town) -> None:
    await register(town.ana)
    await begins(town.ben)
    for path, (choice, _) in PERMITTED.items():
        if path in ON_THE_WAY_IN:
            continue
        walked = await choose(town, BEN, choice.format(**dict.fromkeys(NUMBERS, 1)))
        assert walked.labels in WAY_IN, path
        # A link's code is kept until they agree.
        assert set(walked.changed) <= {"account"}, path
    for command in COMMANDS:
        await town.ben.says(f"/{command}")
        # How it works is told to everybody.
        assert command == "help" or labels(town.ben) in WAY_IN, command
