"""Whoever belongs to another county reads nothing here, whatever number they put into a button."""

import json
import re
from collections.abc import Iterator, Mapping

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import roles
from models.core.vocabulary import RoleName
from models.notices.notice import Notice
from sandbox.chats.people import Person
from tests.support.grievances.chat import BOSS, STORY
from tests.support.labourers.intake import EN, HESHENG
from tests.support.notices.chat import registered_neighbour, registered_person
from tests.support.permitted import PERMITTED
from tests.support.placements.chat import FACTORY
from tests.support.town import BEN, DAI, TONGYU, Town
from tests.support.town_life import LUOZIGOU, town_life
from tests.support.vacancies.chat import forges_button
from tests.support.walking import choose

VILLAGE = "220822101200"
# Steps that bear the number of a person, a paper or a broker too.
OF_SOMEBODY = {"mark", "who", "file", "paper", "to", "leave", "change", "why"}
STEP = re.compile(r"[a-z]+!?")
# What the town holds and no stranger may be shown.
OURS = ("王小春", "Spring fair", FACTORY, BOSS, STORY, "宁波鞋厂", "Sewing uppers", "和盛村")
OF_THE_COUNTY = (FACTORY, "Sewing uppers")
LISTS = (
    *("people", "employers", "reviews:approve", "reviews:call", "placements:confirmed:1"),
    *("brokers:all:1", "brokers:wait:1", "brokers:gaps:222424", "brokers:gaps:222424101"),
    *("on:all:1", "work:1", "status:202611:same", "employers:find"),
)


def records() -> dict[str, set[str]]:
    """Every record that a choice bears the number of, with each word that may follow it."""
    found: dict[str, set[str]] = {}
    for example, _ in PERMITTED.values():
        if re.match(r"\w+:\{(?!draft)", example):
            record, _, rest = example.partition("}")
            found.setdefault(record + "}", set()).update(filter(STEP.fullmatch, rest.split(":")))
    return found


def choices(life: Mapping[str, int]) -> Iterator[str]:
    """Every choice about a record of the town: each route's, and each word that may follow it."""
    for record, words in records().items():
        number = record.format(**life)
        yield from (number, *(f"{number}:{word}" for word in sorted(words)))
        yield from (f"{number}:{word}:{life['somebody']}" for word in sorted(words & OF_SOMEBODY))
    yield from (
        one.format(**life) for one, _ in PERMITTED.values() if re.search(r"\{(?!draft)", one)
    )


async def becomes(town: Town, name: str, village: str = VILLAGE) -> None:
    """Ben is of Tongyu and nothing in Wangqing, or of another village."""
    await registered_person(town, BEN, village=village) if name == "labourer" else None
    async with town.store() as session:
        now = town.clock.now()
        ben = await accounts.get_account(session, telegram_address(BEN.id))
        ben = ben or await accounts.open_account(session, telegram_address(BEN.id), now)
        ben.language = EN
        if name != "labourer":
            area = TONGYU if name == RoleName.STAFF else village
            await roles.grant_role(session, ben, RoleName(name), area, now)
    await town.ben.start()


async def shown(town: Town, since: int, to: Person = BEN) -> list[str]:
    """What somebody was sent of ours, and every file."""
    found = []
    for call in await town.calls(since=since):
        if str(call["params"].get("chat_id")) != str(to.id):
            continue
        said = json.dumps(call["params"], ensure_ascii=False)
        found += [one for one in OURS if one in said]
        found += [call["method"]] if call["method"] in ("sendDocument", "sendPhoto") else []
    return found


@pytest.mark.parametrize(
    ("name", "village"),
    [("staff", ""), ("broker", VILLAGE), ("labourer", VILLAGE), ("broker", LUOZIGOU)],
)
async def test_no_number_opens_what_is_another_countys_or_villages(
    town: Town, name: str, village: str
) -> None:
    life = await town_life(town, HESHENG)
    life["somebody"] = await somebody(town)
    await becomes(town, name, village)
    wrong = {}
    for choice in choices(life):
        walked = await choose(town, BEN, choice)
        shown = [one for one in OURS if one in str(walked.reply)]
        # What a county's employers need is every broker's of that county to read.
        leaked = [one for one in shown if village != LUOZIGOU or one not in OF_THE_COUNTY]
        # A list of one's own county is traced, whomever it is narrowed to.
        traced = ["audit_record"] if choice.startswith("oversight:looks:of:") else []
        if leaked or walked.has_file or walked.changed not in ([], traced):
            wrong[choice] = (leaked, walked.has_file, walked.changed)
    assert wrong == {}


async def somebody(town: Town) -> int:
    rows = await town.rows()
    return next(int(row["id"]) for row in rows["labourer"] if row["name"] == "王小春")


def test_every_sort_of_record_is_tried() -> None:
    tried = {record.partition(":")[0] for record in records()}
    assert tried >= {"manage", "notice", "person", "placement", "review", "grievances", "employer"}
    assert sum(map(len, records().values())) > 50


async def test_to_the_staff_of_the_county_the_same_numbers_show_it(town: Town) -> None:
    life = await town_life(town, HESHENG)
    for record in ("manage:{notice}", "offered:{vacancy}", "grievances:{grievance}"):
        since = max(call["seq"] for call in await town.calls())
        await forges_button(town.dai, record.format(**life))
        assert await shown(town, since, DAI) != [], record


async def test_staff_mark_nobody_of_another_county_at_their_own_fair(town: Town) -> None:
    life = await town_life(town, HESHENG)
    theirs = await registered_neighbour(town, "赵远", village=VILLAGE)
    async with town.store() as session:
        fair = await session.get_one(Notice, life["notice"])
        fair.county, fair.starts_at = TONGYU, town.clock.now()
    await becomes(town, "staff")
    for number in (await somebody(town), theirs.key()):
        await forges_button(town.ben, f"manage:{life['notice']}:mark:{number}")
    came = [row["labourer_id"] for row in (await town.rows())["sign_up"]]
    assert came == [theirs.key()]


async def test_names_of_another_county_are_found_by_no_list_or_search(town: Town) -> None:
    await town_life(town, HESHENG)
    await becomes(town, "staff")
    since = max(call["seq"] for call in await town.calls())
    for command in ("notices", "calls", "brokers", "review", "grievances", "vacancies", "on"):
        await town.ben.says(f"/{command}")
    for data in LISTS:
        await forges_button(town.ben, data)
        await town.ben.says("小春")
    assert await shown(town, since) == []
