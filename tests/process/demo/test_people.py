"""The demo's people are invented: the same ones from the same seed, with numbers of nobody."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

from bot.demo_county import names, people
from bot.demo_county.id_numbers import NOWHERE
from bot.demo_county.stage import Stage
from dialogue.parsing.id_number import IdNumber, id_number
from dialogue.parsing.person_name import Likeness, judge
from models.core.file_store import FileStore
from models.core.session import Session
from models.core.vocabulary import WorkStatus
from models.labourers.household import HEAD_SELF
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.store import NOON


def invented(tmp_path: Path, seed: int = 1) -> list[dict[str, Any]]:
    """The facts of everybody; nothing is written."""
    dice = random.Random(seed)
    stage = Stage(Session(), WANGQING, NOON, ZONE, FileStore(tmp_path), dice)
    people.invent_people(stage)
    return [one.facts for one in stage.people]


def test_the_same_seed_gives_the_same_people(tmp_path: Path) -> None:
    assert invented(tmp_path) == invented(tmp_path)
    assert invented(tmp_path) != invented(tmp_path, seed=2)


def test_their_numbers_are_valid_and_belong_to_nobody(tmp_path: Path) -> None:
    everybody = invented(tmp_path)
    today = NOON.astimezone(ZONE).date()
    numbers = [one["id_number"] for one in everybody if "id_number" in one]
    assert len(numbers) == len(set(numbers)) > 200
    for one in everybody:
        if "id_number" in one:
            read = id_number(one["id_number"], today)
            assert isinstance(read, IdNumber)
            assert (read.sex, read.born.year) == (one["sex"], one["birth_year"])
            assert read.region == NOWHERE
    phones = [one["phone"] for one in everybody if "phone" in one]
    assert len(phones) == len(set(phones)) > 200
    assert all(phone.startswith("+86138000") and len(phone) == 14 for phone in phones)


def test_they_live_in_forty_villages_and_bear_names(tmp_path: Path) -> None:
    everybody = invented(tmp_path)
    assert len(everybody) == people.PEOPLE
    assert len({one["village"] for one in everybody}) == 40
    assert len({one["name"] for one in everybody}) == len(everybody)
    assert all(judge(one["name"]) is Likeness.NAME for one in everybody)
    assert all(one["name"] not in ("李秀英", "陈大山", "戴敏") for one in everybody)
    shares = Counter(one.get("ethnicity") for one in everybody)
    assert shares["korean"] > 60
    assert shares["han"] > 100
    assert set(Counter(one["status"] for one in everybody)) == set(names.STATUS)


def test_some_poor_households_have_several_members_and_nobody_in_work(tmp_path: Path) -> None:
    poor = [one for one in invented(tmp_path) if one["registered_poor"]]
    heads = [one for one in poor if one["household_head"] == HEAD_SELF]
    assert len(heads) == people.POOR_HOMES
    members = Counter(one["household_head"] for one in poor if one not in heads)
    assert max(members.values()) == 2
    out = {WorkStatus.OUT_OF_WORK}
    idle = [
        head
        for head in heads
        if {head["status"]}
        | {one["status"] for one in poor if one["household_head"] == head["name"]}
        == out
    ]
    assert len(idle) >= people.POOR_HOMES // 4
