"""Every command and every choice, as everybody: all are answered, the permitted have an effect."""

import sys
from typing import Any

from bot.telegram.updates import COMMANDS
from handlers.core.router import EDITED
from handlers.routes import ROUTES
from models.accounts import account as accounts
from models.accounts.account import get_account
from models.labourers.calls import Call
from models.labourers.double import Double, Likeness
from models.placements.placement import CheckIn, Placement
from models.privacy.erasure import ErasureRequest
from sandbox.phone import Phone
from tests.privacy.test_for_others import AGREED, ASSIST, begins, registers_somebody
from tests.support.employers.chat import known_employer
from tests.support.grievances.chat import told_grievance, working_at
from tests.support.labourers.intake import (
    CHANGE,
    HESHENG,
    SHORTEST,
    WHOLE,
    labels,
    register,
    tap,
    tells_refusal,
    toasts_refusal,
    walk,
)
from tests.support.notices.chat import publication_report, publishes_notice, registered_neighbour
from tests.support.permitted import BROKER, LABOURER, PERMITTED, STAFF
from tests.support.town import ANA, BEN, CHEN, DAI, WANGQING, Town
from tests.support.vacancies.chat import offered_vacancy

LUOZIGOU = "222424103001"
REFUSALS = (
    "button_stale",
    "button_gone",
    "not_yours",
    "no_entry",
    "claim_has_entry",
    "command_unknown",
    "notice_gone",
    "staff_no_broker",
)
# What an example bears the number of.
NUMBERS = (
    *("draft", "somebody", "notice", "call", "employer", "vacancy", "broker"),
    *("placement", "grievance", "check", "double", "erasure"),
)
WAY_IN = (["中文", "조선말", "English"], ["Yes, let's begin", "No, thank you", "📄 Read more"])


def choices_of_the_handlers() -> set[str]:
    """Every choice that a route answers, up to its first parameter."""
    return {route.path.partition("{")[0] for route in ROUTES.routes if route.path} - {EDITED}


def table() -> str:
    """Who may what, as lines of text."""
    roles = (LABOURER, BROKER, STAFF)
    head = f"{'choice':<16}" + "".join(f"{role:<10}" for role in roles)
    rows = (
        f"{choice:<16}" + "".join(f"{'yes' if role in may else '-':<10}" for role in roles)
        for choice, (_, may) in PERMITTED.items()
    )
    return "\n".join([head, *rows])


def test_the_list_of_choices_is_complete() -> None:
    sys.stdout.write(table())
    assert set(PERMITTED) == choices_of_the_handlers()
    assert set(COMMANDS) <= set(PERMITTED)


async def kept(town: Town, person: int) -> dict[str, Any]:
    """All rows but those that every turn writes, and what becomes of messages on their way."""
    rows = await town.rows()
    del rows["seen_update"]
    rows["outbox"] = [{"id": row["id"]} for row in rows["outbox"]]
    for account in rows["account"]:
        for column in ("draft_id", "offered", "keyboard", "blocked_at"):
            del account[column]
    rows["account"] = [row for row in rows["account"] if row["chat_id"] != person]
    return rows


async def tries(town: Town, phone: Phone, data: str) -> bool:
    """Tap a button that may never have been there; gives whether it was refused."""
    newest = phone.received[-1]["message_id"]
    last = max(call["seq"] for call in await town.calls("sendMessage"))
    await phone.does("tap", message_id=newest, data=data, forged=True)
    calls = await town.calls(since=last)
    answered = {call["method"] for call in calls}
    assert {"sendMessage", "editMessageText", "sendDocument"} & answered, data
    # A phone keeps the last toasts only, so their number tells nothing.
    toasted = any(c["method"] == "answerCallbackQuery" and c["params"].get("text") for c in calls)
    fresh = toasted and any(toasts_refusal(phone, name) for name in REFUSALS)
    return fresh or any(tells_refusal(phone, name) for name in REFUSALS)


async def walks_everywhere(town: Town, phone: Phone, role: str, **given: Any) -> list[str]:
    """Every choice in turn; gives those that went otherwise than they should."""
    await town.settled()
    wrong = []
    for choice, (example, permitted) in PERMITTED.items():
        data = (example or choice).format(**given)
        await phone.says("/menu")
        before = await kept(town, 0)
        refused = await tries(town, phone, data)
        after = await kept(town, 0)
        if refused == (role in permitted) or (refused and after != before):
            changed = sorted(table for table in after if after[table] != before[table])
            wrong.append(f"{data}: refused {refused}, changed {changed}")
    return wrong


async def drafts(town: Town, person: int) -> list[int]:
    """The unfinished forms of a person."""
    rows = await town.rows()
    account = next(row["id"] for row in rows["account"] if row["chat_id"] == person)
    return [row["id"] for row in rows["draft"] if row["account_id"] == account]


async def town_life(town: Town, village: str) -> dict[str, int]:
    """A notice is out; somebody of this village is to be called, and looks like somebody else.

    They have a placement that is asked about, and a grievance; work is offered. Gives the numbers.
    """
    somebody = await registered_neighbour(town, "王小春", village=village)
    twin = await registered_neighbour(town, "王春小", village=village)
    placement = await working_at(town, somebody)
    notice = await publishes_notice(town)
    await publication_report(town)
    await town.wait(minutes=1)
    grievance = await told_grievance(town, somebody, CHEN)
    await town.settled()
    numbers = {"notice": notice, "placement": placement.key(), "grievance": grievance.key()}
    numbers |= {
        "employer": (await known_employer(town)).key(),
        "vacancy": (await offered_vacancy(town)).key(),
    }
    async with town.store() as session:
        now = town.clock.now()
        call = Call(month=202611, labourer_id=somebody.key(), opened_at=now)
        check = CheckIn(placement_id=placement.key(), days=30, asked_at=now)
        why, both = Likeness.ALIKE, (somebody.key(), twin.key())
        double = Double(first_id=both[0], second_id=both[1], why=why, opened_at=now, told_at=now)
        asked = ErasureRequest(county=WANGQING, labourer_id=twin.key(), asked_by=0, asked_at=now)
        session.add_all([call, check, double, asked])
        await session.flush()
        chen = await get_account(session, CHEN.id)
        assert call.id is not None
        assert chen is not None
        mine = await session.get_one(Placement, placement.key())
        mine.broker_id = chen.key()
        numbers |= {"call": call.id, "check": check.key(), "double": double.key()}
        numbers |= {"erasure": asked.key()}
        return {**numbers, "broker": chen.key()}


async def test_a_labourer(town: Town) -> None:
    life = await town_life(town, HESHENG)
    await register(town.ana, WHOLE)
    async with town.store() as session:
        mine = await session.get_one(Placement, life["placement"])
        ana = await accounts.get_account(session, ANA.id)
        assert ana is not None
        mine.labourer_id = ana.labourer_id
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Skills")
    await tap(town.ana, "Welding")
    (draft,) = await drafts(town, ANA.id)
    wrong = await walks_everywhere(town, town.ana, LABOURER, draft=draft, somebody=1, **life)
    assert wrong == []


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
    await tries(town, town.chen, "assist:yes")
    await town.chen.says("王大山")
    (draft,) = await drafts(town, CHEN.id)
    given = {"draft": draft, "somebody": somebody, **life}
    assert await walks_everywhere(town, town.chen, BROKER, **given) == []


async def test_staff(town: Town) -> None:
    life = await town_life(town, LUOZIGOU)
    await town.dai.says("/menu")
    await tap(town.dai, ASSIST)
    await tap(town.dai, AGREED)
    await walk(town.dai, SHORTEST, typing=True)
    await town.dai.says("1")
    somebody = max(row["id"] for row in (await town.rows())["labourer"])
    await tries(town, town.dai, "assist:yes")
    await town.dai.says("王大山")
    (draft,) = await drafts(town, DAI.id)
    given = {"draft": draft, "somebody": somebody, **life}
    assert await walks_everywhere(town, town.dai, STAFF, **given) == []


async def test_nobody(town: Town) -> None:
    await register(town.ana)
    await begins(town.ben)
    before = await kept(town, BEN.id)
    for choice, (example, _) in PERMITTED.items():
        if choice in ("consent:yes", "consent:no", "consent:more", "language:", "help"):
            continue
        data = (example or choice).format(**dict.fromkeys(NUMBERS, 1))
        newest = town.ben.received[-1]["message_id"]
        await town.ben.does("tap", message_id=newest, data=data, forged=True)
        assert labels(town.ben) in WAY_IN, data
    for command in COMMANDS:
        await town.ben.says(f"/{command}")
        # How it works is told to everybody.
        assert command == "help" or labels(town.ben) in WAY_IN, command
    assert await kept(town, BEN.id) == before
