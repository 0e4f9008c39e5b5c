"""Whoever belongs to another county reads nothing here, whatever number they put into a button."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import handlers
from handlers.routes import ROUTES
from models.accounts import account as accounts
from models.accounts import roles
from models.core.vocabulary import RoleName
from models.notices.notice import Notice
from sandbox.people import Person
from tests.accounts.test_roles import LUOZIGOU, kept, town_life
from tests.support.grievances.chat import BOSS, STORY
from tests.support.labourers.intake import EN, HESHENG
from tests.support.notices.chat import registered_neighbour, registered_person
from tests.support.permitted import PERMITTED
from tests.support.placements.chat import FACTORY
from tests.support.town import BEN, DAI, TONGYU, Town
from tests.support.vacancies.chat import forges_button

HANDLERS = Path(handlers.__file__).parent
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


def records() -> Iterator[tuple[str, set[str]]]:
    """Every choice that bears a record's number, and each word that its handlers know."""
    for choice, (example, _) in PERMITTED.items():
        if re.match(r"\w+:\{(?!draft)", example):
            yield example.partition("}")[0] + "}", words_beside(choice)


def words_beside(choice: str) -> set[str]:
    """Every step of its paths, and in the files that know this choice."""
    files = HANDLERS.rglob("*.py")
    steps = [words for constants, words in map(_said, files) if choice in constants]
    paths = [route.path for route in ROUTES.routes if route.path and route.path.startswith(choice)]
    routed = {word for path in paths for word in path.split(":")[1:] if STEP.fullmatch(word)}
    return routed.union(*steps)


@cache
def _said(file: Path) -> tuple[set[object], set[str]]:
    """All constants of a file; and those that something is compared with or looked up by."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    keys = [key for node in nodes if isinstance(node, ast.Dict) for key in node.keys]
    compared = [one for node in nodes if isinstance(node, ast.Compare) for one in node.comparators]
    words = {str(one.value) for one in keys + compared if isinstance(one, ast.Constant)}
    constants: set[object] = {node.value for node in nodes if isinstance(node, ast.Constant)}
    return constants, {word for word in words if STEP.fullmatch(word)}


async def becomes(town: Town, name: str, village: str = VILLAGE) -> None:
    """Ben is of Tongyu and nothing in Wangqing, or of another village."""
    await registered_person(town, BEN, village=village) if name == "labourer" else None
    async with town.store() as session:
        now = town.clock.now()
        ben = await accounts.get_account(session, BEN.id)
        ben = ben or await accounts.open_account(session, BEN.id, now)
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
    leaked, before = {}, await kept(town, BEN.id)
    for record, words in records():
        number = record.format(**life)
        since = max(call["seq"] for call in await town.calls())
        for step in ("", *(f":{word}" for word in sorted(words))):
            await forges_button(town.ben, f"{number}{step}")
        for step in sorted(words & OF_SOMEBODY):
            await forges_button(town.ben, f"{number}:{step}:{life['somebody']}")
        found = await shown(town, since)
        # What a county's employers need is every broker's of that county to read.
        if found := [one for one in found if village != LUOZIGOU or one not in OF_THE_COUNTY]:
            leaked[number] = found
        assert await kept(town, BEN.id) == before, number
    assert leaked == {}


async def somebody(town: Town) -> int:
    """Whose records they are."""
    rows = await town.rows()
    return next(int(row["id"]) for row in rows["labourer"] if row["name"] == "王小春")


def test_every_sort_of_record_is_tried() -> None:
    tried = {record.partition(":")[0] for record, _ in records()}
    assert tried >= {"manage", "notice", "person", "placement", "review", "grievances", "employer"}
    assert all(len(words) > 1 for _, words in records())


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
