"""An answer that counted when it was given, and is taken back: nothing of it stays."""

import pytest

from tests.labourers.test_answering import asked, follows, record
from tests.placements.test_what_counts import DIFFERS, THERE
from tests.support.labourers.intake import BACK, SKIP, tap
from tests.support.town import Town


@pytest.mark.parametrize("typed", [False, True])
async def test_what_is_left_out_after_all_is_as_it_was_reported(town: Town, typed: bool) -> None:
    await asked(town)
    reported = await record(town)
    await tap(town.ana, DIFFERS)
    await town.ana.says("2026-11-20")
    await town.ana.says("4000")
    told = await record(town)
    assert (told["wage"], str(told["starts_on"])) == (4000, "2026-11-20")
    for steps in (1, 2):
        for _ in range(steps):
            await (town.ana.says("返回") if typed else tap(town.ana, BACK))
        await (town.ana.says("跳过") if typed else tap(town.ana, SKIP))
    held = await record(town)
    assert held["wage"] == reported["wage"] == held["said"]["wage"]
    assert held["starts_on"] == reported["starts_on"]


async def test_a_wage_that_is_taken_back_is_kept_no_more(town: Town) -> None:
    await follows(town, 30)
    await tap(town.ana, THERE)
    await tap(town.ana, "Yes, in full")
    await town.ana.says("3000")
    (check,) = (await town.rows())["check_in"]
    assert check["wage"] == 3000
    await tap(town.ana, BACK)
    await tap(town.ana, SKIP)
    (check,) = (await town.rows())["check_in"]
    assert check["wage"] is None
