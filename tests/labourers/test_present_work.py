"""Present work leads to its own questions."""

import pytest

from models.core.vocabulary import WorkStatus
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import (
    CHANGE,
    GO_ON,
    MORE,
    PROMPTS,
    SHORTEST,
    asks_intake,
    begun_intake,
    steps_before,
    tap,
    walk,
)
from tests.support.town import ANA, Town

EARNING = {"work_place": "Hunchun", "work_what": "Packing", "wage": "3000"}
EMPLOYED = {**EARNING, "has_contract": "1", "has_insurance": "2"}
FOLLOW_UPS = {
    WorkStatus.OUT_OF_WORK: {"out_of_work_since": "2026-03"},
    WorkStatus.FARMING: {},
    WorkStatus.IN_COUNTY: EMPLOYED,
    WorkStatus.IN_PROVINCE: EMPLOYED,
    WorkStatus.OUTSIDE: EMPLOYED,
    WorkStatus.SELF_EMPLOYED: EARNING,
    WorkStatus.AT_SCHOOL: {},
}


def asked(phone: Phone) -> str:
    return next(key for key in PROMPTS if asks_intake(phone, key))


@pytest.mark.parametrize("status", list(WorkStatus))
async def test_each_answer_has_its_own_follow_up_questions(town: Town, status: WorkStatus) -> None:
    await begun_intake(town, ANA, steps_before("status"))
    await town.ana.says(str(list(WorkStatus).index(status) + 1))
    await walk(town.ana, SHORTEST[6:], typing=True)
    await tap(town.ana, GO_ON)
    for key, words in FOLLOW_UPS[status].items():
        assert asked(town.ana) == key
        await town.ana.says(words)
    assert asked(town.ana) == "ethnicity"


async def test_another_status_drops_only_what_the_first_had_asked_for(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("status"))
    await town.ana.says("5")
    await walk(town.ana, SHORTEST[6:], typing=True)
    await tap(town.ana, GO_ON)
    for words in EMPLOYED.values():
        await town.ana.says(words)
    await walk(town.ana, MORE, typing=True)
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await town.ana.taps("Present work")
    await town.ana.says("1")
    assert asked(town.ana) == "out_of_work_since"
    await town.ana.says("2026年3月")
    entry = await town.entry(ANA)
    assert entry is not None
    assert (entry["status"], entry["out_of_work_since"]) == ("out_of_work", "2026-03-01")
    assert {entry[key] for key in EMPLOYED} == {None}
    assert entry["schooling"] == "primary"
