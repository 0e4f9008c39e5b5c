"""A notice to named people does not exist for anybody else, whatever button or code they have."""

import json

import pytest

from models.notices import check_in
from models.notices.notice import Notice
from tests.support.labourers.intake import tells_refusal, toasts_refusal
from tests.support.notices.chat import newest_text, publishes_notice, registered_person
from tests.support.town import ANA, BEN, Town
from tests.support.vacancies.chat import forges_button

TITLE = "Bring your papers"
STEPS = ("sign", "no", "no:sure", "stop", "place", "help:much", "")


async def private(town: Town) -> int:
    """Only Ana is named; gives the number."""
    ana = await registered_person(town, ANA, name="李秀英")
    await registered_person(town, BEN, name="王小春")
    number = await publishes_notice(town, to="people", people=["李秀英"], title=TITLE)
    async with town.store() as session:
        notice = await session.get_one(Notice, number)
        assert notice.audience["people"] == [ana.key()]
    return number


async def shown(town: Town, since: int) -> list[str]:
    """What Ben was sent of it."""
    said = [
        json.dumps(call["params"], ensure_ascii=False)
        for call in await town.calls(since=since)
        if str(call["params"].get("chat_id")) == str(BEN.id)
    ]
    return [one for one in said if TITLE in one]


async def test_no_button_list_or_code_shows_it_to_somebody_else(town: Town) -> None:
    number = await private(town)
    since = max(call["seq"] for call in await town.calls())
    before = (await town.rows())["sign_up"]
    for step in STEPS:
        await forges_button(town.ben, f"notice:{number}:{step}")
    for data in ("on", "on:fit:1", "on:all:1", "on:mine:1", "me:export"):
        await forges_button(town.ben, data)
    async with town.store() as session:
        notice = await session.get_one(Notice, number)
        notice.starts_at = town.clock.now()
        token = check_in.make_token(notice, notice.over_at)
    await town.ben.says(f"/start here-{token}")
    assert tells_refusal(town.ben, "door_unknown")
    assert await shown(town, since) == []
    assert (await town.rows())["sign_up"] == before


@pytest.mark.parametrize("number", ["its own", "one that there is not"])
async def test_to_a_stranger_it_is_as_unknown_as_a_number_never_given(
    town: Town, number: str
) -> None:
    there = await private(town)
    data = f"notice:{there if number == 'its own' else 99_999}:sign"
    await forges_button(town.ben, data)
    assert toasts_refusal(town.ben, "button_gone")
    assert TITLE not in town.ben.last


async def test_who_is_named_signs_up_as_ever(town: Town) -> None:
    number = await private(town)
    assert TITLE in await newest_text(town.ana)
    await forges_button(town.ana, f"notice:{number}:sign")
    assert [row["notice_id"] for row in (await town.rows())["sign_up"]] == [number]
