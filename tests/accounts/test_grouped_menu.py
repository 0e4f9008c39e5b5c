"""The menu of staff is grouped: at most eight lines, and everything is behind one of them."""

import pytest

from handlers.core.menu_items import MENU_ITEMS
from tests.support.grievances.chat import opens_bot_in_english, tells_grievance
from tests.support.labourers.intake import BACK, labels, tap
from tests.support.notices.chat import registered_person
from tests.support.town import ANA, DAI, Town

MOST = 8
# What stands by itself, or is not for staff.
TOP = ("grievances", "consent:again", "enquiry", "more")
GROUPS = ("👥 People and brokers", "📣 Notices, work, employers", "🏛 Office, language, help")


async def test_staff_who_are_registered_too_see_at_most_eight_lines(town: Town) -> None:
    await registered_person(town, DAI)
    await registered_person(town, ANA)
    await tells_grievance(town.ana)
    await town.settled()
    await town.dai.says("/menu")
    assert len(labels(town.dai)) <= MOST, labels(town.dai)
    assert "🆘 Grievances (1)" in labels(town.dai)
    assert set(GROUPS) < set(labels(town.dai))


async def test_everything_is_behind_one_of_the_lines_and_back_leads_to_the_menu(
    town: Town,
) -> None:
    await opens_bot_in_english(town.dai)
    await town.dai.says("/menu")
    seen = []
    for group in GROUPS:
        await tap(town.dai, group)
        seen += labels(town.dai)
        await tap(town.dai, BACK)
    for label in ("📣 Notices", "🏭 Employers", "🤝 Register somebody", "🌐 Language", "❓ Help"):
        assert label in seen
    assert all(item.group for item in MENU_ITEMS if item.path not in TOP)


@pytest.mark.parametrize("typed", ["0", "menu", "菜单", "返回"])
async def test_a_typed_word_leads_from_a_pushed_question_to_the_menu(
    town: Town, typed: str
) -> None:
    await registered_person(town, ANA)
    await town.wait(days=10)
    await town.ana.look()
    assert "Is this still so?" in town.ana.last
    await town.ana.says(typed)
    assert "What would you like to do?" in town.ana.last
