"""Calling: who did not answer for ten days, and the spreadsheet of whom a notice did not reach."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from dialogue.notices.publication import CALLS
from sandbox.chats.phone import Phone
from tests.labourers.test_monthly_status import to_the_first
from tests.notices.test_publishing import later
from tests.privacy.test_for_others import begins
from tests.support.labourers.intake import BACK, ZH, labels, tap, tells_refusal
from tests.support.notices.chat import (
    prepares_notice,
    publication_report,
    publishes_notice,
    registered_neighbour,
    registered_person,
)
from tests.support.town import ANA, BEN, CHEN, DAI, Town

SAME, CHANGED, NOT_REACHED = "✅ Still so", "✏️ It has changed", "🔇 Not reached"
LUOZIGOU = "222424103001"


async def silent(town: Town, *names: str, **given: Any) -> None:
    """These have not answered for ten days, and Chen looks at whom to call."""
    for name in names:
        await registered_neighbour(town, name, **given)
    await to_the_first(town)
    await town.wait(days=10, minutes=1)
    await begins(town.chen)
    await town.chen.says("/calls")


async def test_the_broker_sees_whom_to_call_and_on_which_number(town: Town) -> None:
    await silent(town, "李秀英", phone="+8613812340001", status="farming")
    assert labels(town.chen) == ["李秀英", BACK]
    await tap(town.chen, "李秀英")
    assert "📞 李秀英\n+8613812340001\n汪清县 大兴沟镇 兴盛社区" in town.chen.last
    assert town.chen.last.endswith("is this still so?\nFarming at home")


async def test_who_has_no_number_is_found_by_the_village(town: Town) -> None:
    await silent(town, "李秀英")
    await tap(town.chen, "李秀英")
    assert "no phone number is known\n汪清县 大兴沟镇 兴盛社区" in town.chen.last


async def test_still_so_takes_them_off_the_list(town: Town) -> None:
    await silent(town, "李秀英", "王小春")
    await tap(town.chen, "李秀英")
    await tap(town.chen, SAME)
    assert labels(town.chen) == ["王小春", BACK]


async def test_what_has_changed_goes_into_the_entry(town: Town) -> None:
    await silent(town, "李秀英", status="farming")
    await tap(town.chen, "李秀英")
    await tap(town.chen, CHANGED)
    assert "What does 李秀英 do at present?" in town.chen.last
    await tap(town.chen, "Working in this county")
    assert "Nobody is to be called just now." in town.chen.last
    (entry,) = (await town.rows())["labourer"]
    assert entry["status"] == "in_county"


async def test_who_was_not_reached_stands_behind_the_others(town: Town) -> None:
    await silent(town, "李秀英", "王小春")
    await tap(town.chen, "李秀英")
    await tap(town.chen, NOT_REACHED)
    assert labels(town.chen) == ["王小春", "李秀英", BACK]


async def test_the_list_goes_by_typed_numbers(town: Town) -> None:
    await silent(town, "李秀英", "王小春")
    for typed in ("2", "1"):
        await town.chen.says(typed)
    assert labels(town.chen) == ["李秀英", BACK]


@pytest.mark.buttons
async def test_a_call_that_is_done_can_not_be_done_again(town: Town) -> None:
    await silent(town, "李秀英")
    await tap(town.chen, "李秀英")
    old = town.chen.received[-1]
    await tap(town.chen, SAME)
    await town.chen.does(
        "tap",
        message_id=old["message_id"],
        data=old["reply_markup"]["inline_keyboard"][0][0]["callback_data"],
        forged=True,
    )
    assert tells_refusal(town.chen, "not_yours")


async def test_who_answers_after_all_is_called_no_more(town: Town) -> None:
    await registered_person(town, ANA, seen_by_brokers=True)
    await silent(town)
    assert len(labels(town.chen)) == 2
    await town.ana.taps("Yes, still so")
    await town.chen.says("/calls")
    assert "Nobody is to be called just now." in town.chen.last


async def test_a_broker_does_not_call_in_other_villages(town: Town) -> None:
    await silent(town, "李秀英", village=LUOZIGOU)
    assert "Nobody is to be called just now." in town.chen.last
    (call,) = (await town.rows())["phone_call"]
    newest = town.chen.received[-1]["message_id"]
    for step in ("", ":same", ":none", ":changed", ":to:farming"):
        data = f"call:{call['id']}{step}"
        await town.chen.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(town.chen, "not_yours")
    assert (await town.rows())["phone_call"] == [call]


async def test_the_trail_says_who_saw_a_number_and_who_called(town: Town) -> None:
    await silent(town, "李秀英", phone="+8613812340001")
    await tap(town.chen, "李秀英")
    await tap(town.chen, SAME)
    rows = await town.rows()
    (chen,) = [row["account_id"] for row in rows["address"] if row["external_id"] == str(CHEN.id)]
    trail = [(row["act"], row["account_id"]) for row in rows["audit_record"]]
    assert trail[-2:] == [("viewed", chen), ("called", chen)]


async def spreadsheet(town: Town, phone: Phone) -> list[list[Any]]:
    """The cells of the file that came last."""
    await phone.look()
    file = phone.received[-1]["document"]
    assert file["file_name"].endswith(".xlsx")
    async with town.web.get(f"{town.address}/sandbox/files/{file['file_id']}") as response:
        book = load_workbook(BytesIO(await response.read()))
    (sheet,) = book.worksheets
    assert {cell.data_type for row in sheet for cell in row} == {"s"}
    return [[cell.value for cell in row] for row in sheet]


@pytest.mark.phones("buttons", "numbers")
async def test_staff_get_a_spreadsheet_of_whom_the_notice_did_not_reach(town: Town) -> None:
    await registered_person(town, ANA)
    await registered_neighbour(town, "王小春", phone="+8613812340001", village="222424101216")
    await registered_neighbour(town, "李秀英")
    await publishes_notice(town)
    await publication_report(town)
    await tap(town.dai, CALLS)
    assert await spreadsheet(town, town.dai) == [
        ["Name", "Village", "Phone", "Why"],
        ["李秀英", "汪清县 大兴沟镇 兴盛社区", "", "no phone with this bot"],
        ["王小春", "汪清县 大兴沟镇 和盛村", "+8613812340001", "no phone with this bot"],
    ]
    assert "2 people to be called. Please keep this file to yourself." in town.dai.last


async def test_it_is_in_the_language_of_who_asked(town: Town) -> None:
    await registered_neighbour(town, "王小春")
    await publishes_notice(town, ZH)
    await publication_report(town)
    await tap(town.dai, CALLS, ZH)
    sheet = await spreadsheet(town, town.dai)
    assert sheet[0] == ["姓名", "村", "电话", "为什么"]


async def test_nothing_in_it_is_a_formula(town: Town) -> None:
    await registered_neighbour(town, '=HYPERLINK("http://x";"y")', phone="+8613812340001")
    await publishes_notice(town)
    await publication_report(town)
    await tap(town.dai, CALLS)
    _, row = await spreadsheet(town, town.dai)
    assert row[0] == '=HYPERLINK("http://x";"y")'
    assert row[2] == "+8613812340001"


async def test_who_stopped_the_kind_or_never_asked_for_it_is_not_called(town: Town) -> None:
    await registered_person(town, ANA, notices=[])
    await registered_person(town, BEN)
    await town.ben.says("/news")
    await tap(town.ben, "Job fairs: ✅ yes")
    await tap(town.ben, "⛔ Do not send them")
    await publishes_notice(town)
    await publication_report(town)
    await tap(town.dai, CALLS)
    assert "Everybody was reached: nobody needs a call." in town.dai.last


async def test_that_the_list_was_taken_goes_into_the_trail(town: Town) -> None:
    somebody = await registered_neighbour(town, "王小春")
    await publishes_notice(town)
    await publication_report(town)
    await tap(town.dai, CALLS)
    trail = [(row["act"], row["labourer_id"]) for row in (await town.rows())["audit_record"]]
    assert trail[-1] == ("listed", somebody.id)


async def test_a_report_is_opened_by_its_number_where_no_question_waits(town: Town) -> None:
    await registered_neighbour(town, "王小春")
    await publishes_notice(town)
    await publication_report(town)
    await town.settled()
    await town.dai.says(str(labels(town.dai).index(CALLS) + 1))
    _, row = await spreadsheet(town, town.dai)
    assert row[0] == "王小春"


async def test_a_report_in_the_middle_of_a_form_is_opened_by_its_label(town: Town) -> None:
    await registered_neighbour(town, "王小春")
    await later(town)
    await prepares_notice(town, upto="capacity")
    await town.wait(hours=21, minutes=1)
    await publication_report(town)
    await town.settled()
    await town.dai.says("who needs a call (file)")
    _, row = await spreadsheet(town, town.dai)
    assert row[0] == "王小春"


async def test_a_number_typed_in_a_form_answers_it_though_a_report_came(town: Town) -> None:
    await registered_neighbour(town, "王小春")
    await later(town)
    await prepares_notice(town, upto="capacity")
    await town.wait(hours=21, minutes=1)
    await publication_report(town)
    await town.settled()
    await town.dai.says("1")
    assert (await town.given(DAI) or {})["capacity"] == 1
