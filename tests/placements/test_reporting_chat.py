"""A broker reports placements: in a few taps, for one or for many, and what stands against it."""

import pytest

from models.core.vocabulary import Destination
from models.placements.placement import Placement
from models.placements.states import PlacementState
from sandbox.chats.phone import Phone
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import BACK, labels, tap, tells_refusal
from tests.support.notices.chat import registered_neighbour
from tests.support.placements.chat import (
    FACTORY,
    chooses_language,
    open_known_employer,
    placement_by_chen,
    reports_placement,
    visible_person,
)
from tests.support.town import ANA, BEN, Town
from tests.support.vacancies.chat import forges_button

REPORT = "➕ Report a placement"


async def town_of_chen(town: Town) -> Phone:
    """Chen speaks English, Ana agreed to be seen, and the county knows a factory."""
    await open_known_employer(town)
    await visible_person(town)
    await chooses_language(town)
    return town.chen


async def placements(town: Town) -> list[dict[str, object]]:
    return (await town.rows())["placement"]


async def test_the_first_report_at_an_employer_is_eight_taps_and_two_typed_words(
    town: Town,
) -> None:
    chen = await town_of_chen(town)
    await reports_placement(town)
    (row,) = await placements(town)
    assert (row["post"], row["wage"], row["has_contract"]) == ("sewing", 3500, True)
    assert (row["destination"], row["region"]) == ("in_county", "汪清镇")
    assert "Reported." in chen.last


async def test_where_the_employer_has_been_reported_four_taps_and_one_typed_name_are_enough(
    town: Town,
) -> None:
    chen = await town_of_chen(town)
    await reports_placement(town)
    await visible_person(town, BEN)
    await chen.says("/menu")
    await tap(chen, REPORT)
    await chen.says("BenBen")
    for label in (FACTORY, "Today", "✅ All right, save"):
        await chen.taps(label)
    assert "Reported." in chen.last
    assert [row["wage"] for row in await placements(town)] == [3500, 3500]


async def acts_until_saved(phone: Phone, *acts: str) -> int:
    """Taps what has this label, else types it; gives how many of both it took."""
    for count, act in enumerate(acts, start=1):
        label = next((one for one in labels(phone) if act in one), None)
        await (phone.says(act) if label is None else tap(phone, label))
        if "Reported." in phone.last:
            return count
    raise AssertionError(phone.screen())


@pytest.mark.parametrize("how", ["by tap", "by name", "three by name"])
async def test_known_people_are_reported_in_six_acts_from_the_menu_to_saved(
    town: Town, how: str
) -> None:
    chen = await town_of_chen(town)
    await reports_placement(town)
    people = ["王小春", "李秀英", "金哲洙"][: 3 if how == "three by name" else 1]
    for name in people:
        await registered_neighbour(town, name)
    await chen.says("/menu")
    who = {"by tap": people[0], "by name": f"{people[0]}，"}.get(how, "，".join(people))
    acts = await acts_until_saved(chen, REPORT, who, FACTORY, "Today", "All right, save")
    assert acts <= 6
    assert len(await placements(town)) == 1 + len(people)


async def test_the_same_again_takes_two_taps_and_a_name(town: Town) -> None:
    chen = await town_of_chen(town)
    await reports_placement(town)
    await visible_person(town, BEN)
    await tap(chen, "➕ The same for somebody else")
    await chen.says("BenBen")
    await tap(chen, "✅ All right, save")
    assert "Reported." in chen.last
    first, second = await placements(town)
    same = ("employer_id", "post", "wage", "starts_on", "brought", "region")
    assert {key: first[key] for key in same} == {key: second[key] for key in same}
    assert first["labourer_id"] != second["labourer_id"]


async def test_a_person_is_found_by_phone_and_by_village_too(town: Town) -> None:
    await open_known_employer(town)
    await visible_person(town, phone="+8613812340001", village="222424101216")
    await chooses_language(town)
    for typed in ("138 1234 0001", "和盛"):
        await town.chen.says("/report")
        await town.chen.says(typed)
        assert "Who: 安娜安娜 · 和盛村" in town.chen.screen(), typed
        await town.chen.says("/cancel")
        await town.chen.taps("Throw these answers away")


async def test_whom_nobody_may_see_is_not_found(town: Town) -> None:
    await open_known_employer(town)
    await visible_person(town)
    async with town.store() as session:
        from models.labourers.labourer import Labourer

        ana = await session.get_one(Labourer, 1)
        ana.seen_by_brokers = False
    await chooses_language(town)
    await town.chen.says("/report")
    await town.chen.says("安娜安娜")
    assert tells_refusal(town.chen, "known_none")


async def test_an_employer_is_found_by_a_part_of_its_name(town: Town) -> None:
    chen = await town_of_chen(town)
    await open_known_employer(town, "汪清木耳合作社")
    await chen.says("/report")
    await chen.says("安娜安娜")
    await chen.says("木耳")
    assert "Employer: 汪清木耳合作社" in chen.screen()


async def test_a_new_employer_is_asked_about_and_kept(town: Town) -> None:
    await visible_person(town)
    await chooses_language(town)
    chen = town.chen
    await chen.says("/report")
    await chen.says("安娜安娜")
    await tap(chen, "➕ Another employer")
    for typed in ("宁波鞋厂", "skip", "1", "3", "浙江宁波", "skip"):
        await chen.says(typed)
    assert "From which day?" in chen.last
    for typed in ("1", "做鞋", "4000", "1", "3", "1"):
        await chen.says(typed)
    (row,) = await placements(town)
    assert (row["destination"], row["region"]) == ("outside", "浙江宁波")
    (employer,) = (await town.rows())["employer"]
    assert employer["name"] == "宁波鞋厂"


async def test_somebody_new_is_registered_on_the_way_after_their_yes(town: Town) -> None:
    await open_known_employer(town)
    await chooses_language(town)
    chen = town.chen
    await chen.says("/report")
    await tap(chen, "➕ Somebody new")
    assert "read this out" in chen.last
    await tap(chen, "Yes, they agree")
    number = id_number("19900307")
    for typed in ("朴英姬", number, "skip", "和盛", "no"):
        await chen.says(typed)
    await chen.taps(FACTORY)
    for typed in ("1", "缝纫", "3500", "1", "3", "1"):
        await chen.says(typed)
    assert "Reported." in chen.last
    (person,) = (await town.rows())["labourer"]
    assert (person["name"], person["id_number"]) == ("朴英姬", number)
    (row,) = await placements(town)
    assert row["state"] == "unanswered"


async def test_several_go_in_one_report_and_who_can_not_is_explained(town: Town) -> None:
    factory = await open_known_employer(town)
    for name in ("王小春", "李秀英", "金哲洙"):
        labourer = await registered_neighbour(town, name)
        if name == "李秀英":
            await placement_by_chen(town, labourer, factory)
    await chooses_language(town)
    chen = town.chen
    await chen.says("/report")
    await chen.says("王小春，李秀英，金哲洙")
    await chen.taps(FACTORY)
    await tap(chen, "Today")
    assert "李秀英" in chen.last
    assert tells_refusal(chen, "placed_already")
    await chen.taps("All right, save")
    assert "👥 2 people" in chen.last
    assert tells_refusal(chen, "placed_already")
    assert len(await placements(town)) == 3


async def test_a_name_of_several_that_is_not_found_is_told_by_its_place(town: Town) -> None:
    await registered_neighbour(town, "王小春")
    await chooses_language(town)
    await town.chen.says("/report")
    await town.chen.says("王小春，赵无名")
    assert tells_refusal(town.chen, "name_not_seen")


async def test_all_of_it_by_typed_numbers_and_words(town: Town) -> None:
    chen = await town_of_chen(town)
    await chen.says("/report")
    for typed in ("1", "1", "1", "sewing", "3", "1", "3", "1"):
        await chen.says(typed)
    assert "Reported." in chen.last
    (row,) = await placements(town)
    assert row["wage"] == 3500


async def test_no_id_number_is_ever_on_a_brokers_screen(town: Town) -> None:
    number = id_number("19850312")
    await open_known_employer(town)
    await visible_person(town, ANA, id_number=number)
    await chooses_language(town)
    await reports_placement(town)
    await town.chen.says("/placements")
    await town.chen.taps("being asked")
    await town.chen.taps("安娜安娜")
    said = "\n".join(str(message) for message in town.chen.received)
    assert number not in said
    assert number[6:14] not in said


async def test_one_can_go_back_to_who_it_is_and_change_it(town: Town) -> None:
    chen = await town_of_chen(town)
    await visible_person(town, BEN)
    await chen.says("/report")
    await chen.says("安娜安娜")
    await tap(chen, BACK)
    assert "Who goes to work?" in chen.last
    await chen.says("BenBen")
    for typed in (FACTORY, "1", "缝纫", "3500", "1", "3"):
        await chen.says(typed)
    await tap(chen, "✏️ Change something")
    await tap(chen, "Who")
    await chen.says("安娜安娜")
    assert "Who: 安娜安娜" in chen.last


async def town_of_two_employers(town: Town) -> Phone:
    """A factory in the county, and a shipyard in Ningbo at which one person was reported."""
    chen = await town_of_chen(town)
    far = {"destination": Destination.OUTSIDE, "region": "宁波"}
    yard = await open_known_employer(town, "宁波造船厂", **far)
    facts = {"post": "焊工", "wage": 6000, "has_insurance": False}
    await placement_by_chen(town, await visible_person(town, BEN), yard, **facts)
    return chen


async def test_another_employer_is_another_place_also_when_gone_back_to(town: Town) -> None:
    chen = await town_of_two_employers(town)
    await chen.says("/report")
    await chen.says("安娜安娜")
    await chen.taps("宁波造船厂")
    for _ in ("the place", "the destination", "the employer"):
        await tap(chen, BACK)
    await chen.taps(FACTORY)
    await chen.taps("Today")
    await chen.says("sewing")
    await chen.taps("3000")
    await chen.taps("Contract and insurance")
    await chen.taps("On their own")
    await tap(chen, "✏️ Change something")
    await tap(chen, "Employer")
    await chen.taps("宁波造船厂")
    # What was said over is asked again, the place is the yard's.
    assert "In what post" in chen.last
    await chen.says("焊工")
    await chen.taps("6000")
    await chen.taps("Contract only")
    await chen.taps("On their own")
    await tap(chen, "✅ All right, save")
    row = (await placements(town))[-1]
    assert (row["destination"], row["region"], row["post"]) == ("outside", "宁波", "焊工")


async def test_put_right_at_another_employer_its_place_comes_along(town: Town) -> None:
    chen = await town_of_two_employers(town)
    await reports_placement(town)
    number = (await placements(town))[-1]["id"]
    async with town.store() as session:
        mine = await session.get_one(Placement, number)
        mine.state = PlacementState.RETURNED
    await forges_button(chen, f"placement:{number}:change:employer")
    await chen.taps("宁波造船厂")
    await tap(chen, "✅ All right, save")
    row = (await placements(town))[-1]
    assert (row["destination"], row["region"], row["wage"]) == ("outside", "宁波", 6000)
