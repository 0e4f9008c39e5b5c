"""Who may see a grievance: the staff of its county and its person; a trail of who looked."""

from tests.grievances.test_staff_chat import ana_and_dai, forges, walk
from tests.support.grievances.chat import (
    BOSS,
    CLOSE,
    STORY,
    TAKE,
    UNPAID,
    opens_bot_in_english,
    opens_from_list,
    tells_grievance,
    told_grievance,
    writes_to_person,
)
from tests.support.labourers.intake import tap, tells_refusal
from tests.support.notices.chat import messages_with, registered_neighbour, registered_person
from tests.support.town import ANA, CHEN, DAI, Town
from tests.support.town_life import LUOZIGOU


async def test_the_push_to_the_office_says_neither_who_nor_where(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    ana = await registered_person(town, ANA, phone="+8613800002001")
    await told_grievance(town, ana)
    await town.settled()
    (push,) = await messages_with(town.dai, "Somebody needs help")
    assert not [said for said in ("安娜", "138", BOSS, STORY) if said in push["text"]]


async def test_another_county_does_not_see_it(town: Town) -> None:
    await opens_bot_in_english(town.dai)
    ana = await registered_person(town, ANA, village="220822101001")
    await told_grievance(town, ana)
    await town.settled()
    assert not await messages_with(town.dai, "Somebody needs help")
    await town.dai.says("/grievances")
    assert "Nobody has a grievance just now." in town.dai.last
    for step in ("", ":take", ":note", ":close"):
        await forges(town.dai, f"grievances:1{step}")
        assert tells_refusal(town.dai, "not_yours")
    assert (await town.rows())["grievance"][0]["taken_by"] is None


async def test_forged_numbers_lead_nowhere(town: Town) -> None:
    await ana_and_dai(town)
    for data in ("grievances:0", f"grievances:{'9' * 18}", "grievances:0:take"):
        await forges(town.dai, data)
        assert tells_refusal(town.dai, "not_yours"), data
    await forges(town.dai, "grievances:1:erase")
    assert (await town.rows())["grievance"][0]["state"] == "open"


async def test_every_look_and_every_step_is_in_the_trail(town: Town) -> None:
    await ana_and_dai(town)
    await opens_from_list(town.dai)
    await tap(town.dai, TAKE)
    await writes_to_person(town.dai, "Solved.", CLOSE)
    rows = await town.rows()
    trail = [r["act"] for r in rows["audit_record"] if r["subject"] == "grievance"]
    steps = [act for act in trail if act != "viewed"]
    assert steps == ["opened", "taken", "closed"]
    (dai,) = [row["account_id"] for row in rows["address"] if row["external_id"] == str(DAI.id)]
    (seen, *_) = [r for r in rows["audit_record"] if r["act"] == "viewed"]
    assert (seen["account_id"], seen["subject_id"]) == (dai, 1)
    assert seen["labourer_id"] == rows["grievance"][0]["labourer_id"]


async def test_a_broker_sees_and_hears_nothing_of_it(each_town: Town) -> None:
    town = each_town
    await opens_bot_in_english(town.chen)
    await opens_bot_in_english(town.dai)
    hers = await registered_neighbour(town, "王小春", phone="+8613812340001")
    theirs = await registered_neighbour(town, "李秀英", village=LUOZIGOU)
    await registered_person(town, ANA)
    await tells_grievance(town.ana)
    for one in (hers, theirs):
        await told_grievance(town, one, CHEN)
    await town.settled()
    await town.wait(days=20)
    await walk(town.chen, "/menu", "/people", "/calls", "/help", "/trouble", "/grievances")
    for data in ("people", f"person:{hers.id}", f"person:{hers.id}:code", "me:export"):
        await forges(town.chen, data)
    for number in (1, 2, 3):
        for data in (f"grievances:{number}", f"grievances:{number}:take", f"trouble:{number}"):
            await forges(town.chen, data)
    await town.chen.look()
    seen = str(town.chen.received)
    assert "王小春" in seen
    assert not [said for said in (BOSS, STORY, UNPAID, "№", "grievance") if said in seen]
    rows = await town.rows()
    (chen,) = [row["account_id"] for row in rows["address"] if row["external_id"] == str(CHEN.id)]
    assert not [row for row in rows["outbox"] if row["account_id"] == chen]
