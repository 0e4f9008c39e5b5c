"""A form never outlives the right to it: nothing of it is shown, and nothing comes of it."""

import importlib
import pkgutil

import pytest

import handlers
from bot.telegram.addresses import telegram_address
from handlers.core.conversation import CONVERSATIONS
from models.accounts import account as accounts
from models.accounts import drafts, roles
from models.accounts.dismissal import dismiss_address
from models.accounts.draft_rights import RIGHTS
from models.brokers import approval
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from sandbox.chats.phone import Phone
from tests.labourers.test_entry_transfer import handed_on
from tests.privacy.test_for_others import (
    AGREED,
    ASSIST,
    CODE,
    PEOPLE,
    SEE,
    begins,
    entry_of_somebody,
    registers_somebody,
)
from tests.support.labourers.intake import CHANGE, arrive, go_on, tap, tells_refusal
from tests.support.stored_actors import clerk
from tests.support.town import CHEN, DAI, TONGYU, WANGQING, Town

SECRET = "Bad heart since spring"


def test_every_form_rests_on_a_declared_right() -> None:
    for module in pkgutil.walk_packages(handlers.__path__, "handlers."):
        importlib.import_module(module.name)
    assert set(CONVERSATIONS) == set(RIGHTS)


async def draft_rows(town: Town) -> list[str]:
    """The forms of all drafts."""
    return [row["form"] for row in (await town.rows())["draft"]]


async def is_shut_out(town: Town, phone: Phone, draft: int) -> None:
    """Every way back into a form: go on, tap, type, save; none shows or changes anything."""
    before = (await town.rows())["labourer"]
    newest = phone.received[-1]["message_id"]
    seen = len(phone.received)
    buttons = ("resume:{}", "s:{}:save", "s:{}:summary", "n:{}:name:back")
    for data in (button.format(draft) for button in buttons):
        await phone.does("tap", message_id=newest, data=data, forged=True)
    await phone.says("Old Zhao")
    await phone.says("/menu")
    shown = "\n".join(str(message) for message in phone.received[seen:])
    assert SECRET not in shown
    assert "Go on: Registration" not in shown
    assert (await town.rows())["labourer"] == before


async def begins_a_change(town: Town, phone: Phone) -> int:
    """A form about somebody's name lies open; gives its draft."""
    await tap(phone, SEE)
    await tap(phone, CHANGE)
    await tap(phone, "Name")
    return int((await town.rows())["draft"][-1]["id"])


async def test_a_change_for_somebody_ends_when_they_take_their_entry_over(town: Town) -> None:
    await registers_somebody(town.chen)
    await tap(town.chen, CODE)
    _, payload = handed_on(town.chen.last)
    await tap(town.chen, "‹ Back")
    await tap(town.chen, CHANGE)
    await tap(town.chen, "Name")
    (draft,) = (await town.rows())["draft"]
    await arrive(town.ana)
    await town.ana.start(payload)
    await go_on(town.ana)
    for words in ("1", "2", "none", "4", "yes", SECRET):
        await town.ana.says(words)
    assert draft["id"] not in [row["id"] for row in (await town.rows())["draft"]]
    await is_shut_out(town, town.chen, draft["id"])


async def test_what_a_person_says_reaches_no_form_of_others(town: Town) -> None:
    await registers_somebody(town.chen)
    somebody = (await entry_of_somebody(town))["id"]
    async with town.store() as session:
        labourer = await session.get_one(Labourer, somebody)
        ana = await accounts.open_account(session, telegram_address(2001), town.clock.now())
        chen = await accounts.get_account(session, telegram_address(CHEN.id))
        assert chen is not None
        ana.labourer_id = labourer.id
        await session.flush()
        # As a version before this one could have left it.
        await drafts.begin_draft(
            session, chen, "change for them", town.clock.now(), labourer=somebody, answers={}
        )
        await session.flush()
        await drafts.update_drafts_about_entry(session, somebody, {"limits": SECRET})
    assert await draft_rows(town) == []


async def suspend(town: Town, county: str) -> None:
    """The office of a county suspends Chen."""
    async with town.store() as session:
        chen, dai = (
            await accounts.get_account(session, telegram_address(CHEN.id)),
            await accounts.get_account(session, telegram_address(DAI.id)),
        )
        assert chen is not None
        assert dai is not None
        by = clerk(dai.key(), county, town.clock.now())
        assert await approval.suspend_broker(session, by, chen.key(), "Took fees") is None


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_a_suspended_broker_loses_the_people_there(town: Town, elsewhere: bool) -> None:
    await begins(town.dai)
    await registers_somebody(town.chen)
    await tap(town.chen, CODE)
    _, payload = handed_on(town.chen.last)
    if elsewhere:
        async with town.store() as session:
            chen = await accounts.get_account(session, telegram_address(CHEN.id))
            assert chen is not None
            await roles.grant_role(session, chen, RoleName.BROKER, f"{TONGYU}100", town.clock.now())
    await tap(town.chen, "‹ Back")
    await tap(town.chen, CHANGE)
    await tap(town.chen, "Name")
    (draft,) = (await town.rows())["draft"]
    somebody = (await entry_of_somebody(town))["id"]
    await suspend(town, WANGQING)
    assert await draft_rows(town) == []
    await is_shut_out(town, town.chen, draft["id"])
    seen = len(town.chen.received)
    for step in ("", ":code", ":change", ":change:name", ":erase", ":erase!"):
        newest = town.chen.received[-1]["message_id"]
        data = f"person:{somebody}{step}"
        await town.chen.does("tap", message_id=newest, data=data, forged=True)
    shown = "\n".join(str(message) for message in town.chen.received[seen:])
    assert "Ann Lee" not in shown
    assert len((await town.rows())["labourer"]) == 1
    await arrive(town.ana)
    await town.ana.start(payload)
    assert tells_refusal(town.ana, "code_unknown")


async def test_a_registration_begun_before_the_suspension_is_not_finished(town: Town) -> None:
    await begins(town.dai)
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await town.chen.says("Ann Lee")
    await suspend(town, WANGQING)
    assert await draft_rows(town) == []
    await town.chen.says("skip")
    assert (await town.rows())["labourer"] == []


async def test_staff_who_are_dismissed_lose_their_open_forms(town: Town) -> None:
    await registers_somebody(town.dai)
    draft = await begins_a_change(town, town.dai)
    async with town.store() as session:
        assert await dismiss_address(session, telegram_address(DAI.id), town.clock.now()) == 1
    assert await draft_rows(town) == []
    await is_shut_out(town, town.dai, draft)


async def test_who_said_no_is_in_no_brokers_care(town: Town) -> None:
    await registers_somebody(town.chen)
    somebody = (await entry_of_somebody(town))["id"]
    draft = await begins_a_change(town, town.chen)
    async with town.store() as session:
        labourer = await session.get_one(Labourer, somebody)
        labourer.seen_by_brokers = False
    await is_shut_out(town, town.chen, draft)
    await town.chen.says("/menu")
    await tap(town.chen, PEOPLE)
    assert "Ann Lee" not in town.chen.last


async def test_staff_of_another_county_lose_who_moved_there(town: Town) -> None:
    await registers_somebody(town.dai)
    somebody = (await entry_of_somebody(town))["id"]
    draft = await begins_a_change(town, town.dai)
    async with town.store() as session:
        labourer = await session.get_one(Labourer, somebody)
        labourer.village_code = f"{TONGYU}100200"
        dai = await accounts.get_account(session, telegram_address(DAI.id))
        assert dai is not None
        assert dai.draft_id == draft
    await is_shut_out(town, town.dai, draft)
