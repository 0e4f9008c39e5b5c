"""Two entries that may be one person, as the office and the broker see them."""

import pytest

from sandbox.chats.people import Person
from tests.privacy.test_for_others import begins
from tests.support.labourers.intake import tap
from tests.support.notices.chat import registered_neighbour, registered_person
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    open_known_employer,
    visible_person,
)
from tests.support.town import ANA, BEN, Town

NEW, WARNED = "➕ Somebody new", "You see somebody of that name already"
YES = "Yes, so it is"


async def reports_new(town: Town, name: str) -> None:
    """Chen reports somebody new of Hesheng, without ID number, born in 1985, up to the summary."""
    chen = town.chen
    await chen.says("/report")
    await tap(chen, NEW)
    await tap(chen, "Yes, they agree")
    for typed in (name, "skip", "2", "1985", "skip", "和盛", "no"):
        await chen.says(typed)
    await chen.taps(FACTORY)
    for typed in ("today", "缝纫", "3500", "1", "3"):
        await chen.says(typed)


async def test_a_broker_is_warned_of_whom_they_see_and_of_nobody_else(town: Town) -> None:
    await open_known_employer(town)
    await visible_person(town, name="王小春", village="222424101216")
    await registered_neighbour(town, "李大山", village="222424101216", seen_by_brokers=False)
    await chooses_language(town)
    await reports_new(town, "王小春")
    assert WARNED in town.chen.last
    await town.chen.says("/cancel")
    await tap(town.chen, "🗑 Throw these answers away")
    await reports_new(town, "赵远远")
    assert WARNED not in town.chen.last


async def test_before_a_placement_is_approved_the_office_sees_both_entries(town: Town) -> None:
    await begins(town.dai)
    await open_known_employer(town)
    given = {"village": "222424101216", "sex": "male", "birth_year": 1985, "id_number": None}
    await registered_neighbour(town, "王小春", **given)
    await chooses_language(town)
    await reports_new(town, "王小春")
    await town.chen.says("1")
    assert "Reported." in town.chen.last
    await town.settled()
    await town.dai.says("/review")
    await tap(town.dai, "📞 To call: is the report so? (1)")
    await tap(town.dai, "王小春")
    assert "Another entry looks like this person" in town.dai.last
    await tap(town.dai, "🔎 Look at them")
    assert "They look like one person" in town.dai.last
    await tap(town.dai, "👥 Two different people")
    await tap(town.dai, YES)
    assert "No entries wait" in town.dai.last
    assert [row["outcome"] for row in (await town.rows())["double_entry"]] == ["apart"]


@pytest.mark.phones("buttons", "labels")
async def test_the_office_makes_two_entries_one_after_asking_once_more(town: Town) -> None:
    await begins(town.dai)
    for phone in (None, "+8613800002777"):
        await registered_neighbour(town, "王小春", phone=phone, id_number=None)
    await town.settled()
    await town.dai.says("/menu")
    await tap(town.dai, "👥 Two entries of one person? (1)")
    await tap(town.dai, "王小春 · 王小春")
    await tap(town.dai, "🔗 One person: keep A")
    assert "can't be undone" in town.dai.last
    await tap(town.dai, "No, back")
    assert len((await town.rows())["labourer"]) == 2
    await tap(town.dai, "🔗 One person: keep A")
    await tap(town.dai, YES)
    (left,) = (await town.rows())["labourer"]
    assert left["phone"] == "+8613800002777"
    looked = [row for row in (await town.rows())["audit_record"] if row["act"] == "viewed"]
    assert {row["labourer_id"] for row in looked} == {1, 2}


@pytest.mark.parametrize(("account", "keeps"), [("A", ANA), ("B", BEN)])
async def test_of_two_accounts_the_office_says_which_the_person_uses_now(
    town: Town, account: str, keeps: Person
) -> None:
    await begins(town.dai)
    for person in (ANA, BEN):
        await registered_person(town, person, name="王小春", id_number=None, phone=None)
    await town.settled()
    await town.dai.says("/menu")
    await tap(town.dai, "👥 Two entries of one person? (1)")
    await tap(town.dai, "王小春 · 王小春")
    await tap(town.dai, "🔗 One person: keep A")
    await tap(town.dai, YES)
    assert "Which phone do they use now?" in town.dai.last
    await tap(town.dai, f"📱 The account of {account}: 王小春")
    (left,) = (await town.rows())["labourer"]
    assert left["id"] == 1
    assert [await town.entry(one) is not None for one in (ANA, BEN)] == [keeps is ANA, keeps is BEN]
