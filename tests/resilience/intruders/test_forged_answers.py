"""Answers forged into a form's own buttons: nobody gives away what is not theirs to give."""

from typing import Any

from models.core.vocabulary import RoleName
from sandbox.chats.phone import Phone
from tests.accounts.test_invitations import INVITE
from tests.privacy.test_for_others import AGREED, ASSIST, begins
from tests.support.accounts.factory import accounts_by_chat
from tests.support.labourers.intake import begun_intake, steps_before, tap, walk
from tests.support.notices.chat import prepares_notice
from tests.support.town import BEN, CHEN, DAI, TONGYU, Town
from tests.support.vacancies.chat import forges_button

# 树满街道 育才社区
FAR = "220822001001"


async def present(town: Town, chat: int) -> dict[str, Any]:
    """The form that somebody is in the middle of."""
    rows = await town.rows()
    account = accounts_by_chat(rows)[chat]
    return next(row for row in rows["draft"] if row["id"] == account["draft_id"])


async def forges_the_way_to(phone: Phone, draft: dict[str, Any], key: str) -> None:
    """Every step that would lead to a village of Tongyu, from outside in and from inside out."""
    for code in (TONGYU, FAR[:9], FAR, FAR[:9], TONGYU, "", "2"):
        await forges_button(phone, f"q:{draft['id']}:{key}:{code}")


async def test_staff_invite_nobody_for_a_village_of_another_county(town: Town) -> None:
    await begins(town.dai)
    await tap(town.dai, "🏛 Office, language, help")
    await tap(town.dai, INVITE)
    await tap(town.dai, "labour broker")
    await forges_the_way_to(town.dai, await present(town, DAI.id), "village")
    draft = await present(town, DAI.id)
    assert draft["answers"] == {"role": RoleName.BROKER}
    assert (await town.rows())["one_time_code"] == []


async def test_a_broker_registers_nobody_in_a_village_that_is_not_theirs(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await walk(town.chen, steps_before("village"), typing=True)
    await forges_the_way_to(town.chen, await present(town, CHEN.id), "village")
    assert "village" not in (await present(town, CHEN.id))["answers"]


async def test_whoever_registers_themselves_may_live_there(town: Town) -> None:
    await begun_intake(town, BEN, steps_before("village"))
    await forges_the_way_to(town.ben, await present(town, BEN.id), "village")
    assert (await present(town, BEN.id))["answers"]["village"] == FAR


async def test_staff_write_to_no_area_of_another_county(town: Town) -> None:
    await prepares_notice(town, upto="area")
    await forges_the_way_to(town.dai, await present(town, DAI.id), "area")
    assert "area" not in (await present(town, DAI.id))["answers"]


async def test_a_summary_cannot_be_saved_before_its_questions_are_answered(town: Town) -> None:
    await begins(town.dai)
    await tap(town.dai, "🏛 Office, language, help")
    await tap(town.dai, INVITE)
    draft = await present(town, DAI.id)
    await forges_button(town.dai, f"s:{draft['id']}:save")
    assert (await town.rows())["one_time_code"] == []
    await prepares_notice(town, upto="area")
    await forges_button(town.dai, f"s:{(await present(town, DAI.id))['id']}:save")
    assert (await town.rows())["notice"] == []
