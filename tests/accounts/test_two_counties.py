"""A broker of two counties works in each of them as in one alone."""

from bot.telegram.addresses import telegram_address
from models.accounts import account, drafts, roles
from models.brokers import approval
from models.core.vocabulary import RoleName
from models.employers import directory
from models.employers.commands import EmployerDetails
from sandbox.chats.phone import Phone
from tests.placements.test_reporting_chat import placements
from tests.support.labourers.intake import labels, tap
from tests.support.notices.chat import registered_neighbour
from tests.support.placements.chat import FACTORY, chooses_language, open_known_employer
from tests.support.stored_actors import clerk
from tests.support.town import CHEN, TONGYU, WANGQING, Town

ELSEWHERE, FAR_VILLAGE = f"{TONGYU}001", f"{TONGYU}001001"
FAR_FACTORY = "通榆葵花食品厂"


async def chen_of_both(town: Town) -> Phone:
    """Chen is broker in Wangqing and, since later, in Tongyu; each county knows a factory."""
    await open_known_employer(town)
    async with town.store() as session:
        now, chen = town.clock.now(), await account.get_account(session, telegram_address(CHEN.id))
        assert chen is not None
        await roles.grant_role(session, chen, RoleName.BROKER, ELSEWHERE, now)
        told = {"employer_name": FAR_FACTORY, "employer_kind": "enterprise"}
        told |= {"destination": "in_county", "region": "开通镇"}
        actor = clerk(1, TONGYU, now)
        await directory.open_employer(session, actor, EmployerDetails(**told), TONGYU)
    await registered_neighbour(town, "朴英姬")
    await registered_neighbour(town, "金顺姬", village=FAR_VILLAGE)
    await chooses_language(town)
    return town.chen


async def reports(chen: Phone, name: str, employer: str) -> None:
    await chen.says("/report")
    await chen.says(name)
    await chen.taps(employer)
    for typed in ("1", "sewing", "3500", "1", "1"):
        await chen.says(typed)
    await chen.taps("All right, save")


async def test_each_is_reported_at_an_employer_of_their_own_county(town: Town) -> None:
    chen = await chen_of_both(town)
    await reports(chen, "金顺姬", FAR_FACTORY)
    await reports(chen, "朴英姬", FACTORY)
    assert [row["county"] for row in await placements(town)] == [TONGYU, WANGQING]
    await chen.says("/report")
    await chen.says("金顺姬")
    assert not any(FACTORY in label for label in labels(chen))


async def test_a_new_employer_belongs_to_the_county_of_who_works_there(town: Town) -> None:
    chen = await chen_of_both(town)
    await chen.says("/report")
    await chen.says("金顺姬")
    await tap(chen, "➕ Another employer")
    for typed in ("宁波鞋厂", "skip", "1", "3", "浙江宁波", "skip"):
        await chen.says(typed)
    for typed in ("1", "做鞋", "4000", "1", "1"):
        await chen.says(typed)
    await chen.taps("All right, save")
    assert [row["county"] for row in (await town.rows())["employer"]][-1] == TONGYU


async def test_what_is_payable_is_told_by_county(town: Town) -> None:
    chen = await chen_of_both(town)
    await reports(chen, "金顺姬", FAR_FACTORY)
    await chen.says("/placements")
    assert "汪清县" in chen.last
    assert "通榆县" in chen.last


async def test_work_begun_for_a_county_goes_with_the_right_to_it(town: Town) -> None:
    await chen_of_both(town)
    async with town.store() as session:
        now, chen = town.clock.now(), await account.get_account(session, telegram_address(CHEN.id))
        assert chen is not None
        known = (await directory.list_employers(session, (WANGQING, TONGYU))).items
        for one in known:
            answers = {"employer": {"id": one.key(), "name": one.name}}
            await drafts.begin_draft(session, chen, "vacancy", now, answers=answers)
        by = clerk(1, TONGYU, now)
        assert await approval.suspend_broker(session, by, chen.key(), "Took fees") is None
        left = [
            one.answers["employer"]["name"]
            for one in await drafts.list_unfinished_drafts(session, chen)
        ]
    assert left == [FACTORY]
