"""The office finds an entry by all that its question asks for, however people give it."""

import pytest

from tests.support.grievances.chat import opens_bot_in_english
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import labels, tap
from tests.support.notices.chat import registered_neighbour
from tests.support.town import Town

NAME, PHONE, NUMBER = "王小春", "+8613812340077", id_number("19900101", "038")


# The number ends in X, which is typed small as well.
@pytest.mark.parametrize(
    "typed",
    [
        *("王小春", "王 小春", "小春", "王小春 兴盛社区", "兴盛社区 王小春"),
        *("13812340077", "138 1234 0077", "１３８１２３４００７７", "+86 138-1234-0077"),
        *(NUMBER, f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", NUMBER.lower()),
    ],
)
async def test_somebody_is_found_by_name_village_phone_or_number(town: Town, typed: str) -> None:
    await registered_neighbour(town, NAME, phone=PHONE, id_number=NUMBER)
    await registered_neighbour(town, "李大山", id_number=None, phone="+8613812340078")
    await opens_bot_in_english(town.dai)
    await town.dai.says("/menu")
    await tap(town.dai, "👥 People and brokers")
    await tap(town.dai, "🔎 Find an entry")
    await town.dai.says(typed)
    assert town.dai.last == "Whom do you mean?", typed
    assert [label.split(" · ")[0] for label in labels(town.dai)[:1]] == [NAME]
    assert not any("李大山" in label for label in labels(town.dai))


@pytest.mark.parametrize("typed", ["0077", "038X", "小春", "王小春 0077", PHONE])
async def test_a_command_finds_somebody_by_a_name_or_the_end_of_a_number(
    town: Town, typed: str
) -> None:
    await registered_neighbour(town, NAME, phone=PHONE, id_number=NUMBER)
    await registered_neighbour(town, "李大山", id_number=None, phone="+8613812340078")
    await opens_bot_in_english(town.dai)
    await town.dai.says(f"/find {typed}")
    assert town.dai.last == "Whom do you mean?", typed
    found = [label for label in labels(town.dai) if " · " in label]
    assert [label.split(" · ")[0] for label in found] == [NAME]
    assert found[0].endswith("…0077")
    assert PHONE not in found[0]
    await tap(town.dai, found[0])
    assert "王小春" in town.dai.last
    assert NUMBER not in town.dai.last


async def test_the_command_alone_asks_and_is_for_staff(town: Town) -> None:
    await registered_neighbour(town, NAME, phone=PHONE, id_number=NUMBER)
    await opens_bot_in_english(town.dai)
    await town.dai.says("/find")
    assert "Whom do you look for?" in town.dai.last
    await town.ana.says("/find 小春")
    assert NAME not in town.ana.last
