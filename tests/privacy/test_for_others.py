"""Brokers and staff take people without a phone through intake, and care for their entries."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import col

from models.accounts.roles import Role
from models.core.vocabulary import RoleName
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import (
    BACK,
    CHANGE,
    KEEP,
    SHORTEST,
    Step,
    asks_intake,
    labels,
    tap,
    tells_refusal,
    walk,
)
from tests.support.town import CHEN, Town

ASSIST, PEOPLE, AGREED, REFUSED = (
    "🤝 Register somebody", "👥 People I registered", "Yes, they agree", "No, they do not",
)  # fmt: skip
CODE, SEE, WANT_ERASED = (
    "🔑 A code for their own phone", "📋 See what was written down", "🗑 They want it deleted",
)  # fmt: skip
SEE = "📋 See what was written down"
OTHER = "➕ Somebody else: register them"


async def begins(phone: Phone) -> None:
    """A broker or staff member opens the bot in English."""
    await phone.start()
    await tap(phone, "English")


async def registers_somebody(phone: Phone, steps: Iterable[Step] = SHORTEST) -> None:
    """They read the consent out and take the answers."""
    await begins(phone)
    if ASSIST not in labels(phone):
        await tap(phone, "👥 People and brokers")
    await tap(phone, ASSIST)
    await tap(phone, AGREED)
    await walk(phone, steps, typing=True)


async def entry_of_somebody(town: Town) -> dict[str, Any]:
    """The only entry of the ledger."""
    (only,) = (await town.rows())["labourer"]
    return only


async def opens_assist(phone: Phone) -> None:
    """Staff find it behind one line of their menu."""
    if ASSIST not in labels(phone):
        await tap(phone, "👥 People and brokers")
    await tap(phone, ASSIST)


@pytest.mark.parametrize("who", ["chen", "dai"])
async def test_the_consent_is_read_out_and_the_answers_taken(town: Town, who: str) -> None:
    phone: Phone = getattr(town, who)
    await begins(phone)
    await opens_assist(phone)
    assert "read this out" in phone.last
    await tap(phone, AGREED)
    assert "For somebody beside you" in phone.last
    await walk(phone, SHORTEST[:-1], typing=True)
    assert "For somebody beside you" in phone.last
    await walk(phone, SHORTEST[-1:], typing=True)
    assert "Ann Lee is registered" in phone.last
    entry = await entry_of_somebody(town)
    assert entry["read_out_by"] is not None
    assert entry["name"] == "Ann Lee"


async def test_who_does_not_agree_is_not_recorded(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, REFUSED)
    assert "Nothing was kept" in town.chen.last
    assert (await town.rows())["draft"] == []


async def test_a_broker_registers_only_in_the_own_villages(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await walk(town.chen, SHORTEST[:3], typing=True)
    assert "河南村" in labels(town.chen)
    await town.chen.says("育才")
    assert tells_refusal(town.chen, "village_unknown")
    assert asks_intake(town.chen, "village")


async def test_a_half_registered_person_is_gone_on_with(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await town.chen.says("Ann Lee")
    await town.chen.says("/menu")
    await town.chen.taps("Go on: Registration Ann Lee")
    assert asks_intake(town.chen, "id_number")


async def test_the_list_has_everybody_registered_the_latest_first(town: Town) -> None:
    await registers_somebody(town.chen)
    await town.chen.says("/menu")
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    await walk(town.chen, [Step("name", ..., "Bo Kim"), Step("id_number", None, "skip")])
    await town.chen.says("2")
    await town.chen.says("1990")
    await walk(town.chen, SHORTEST[2:], typing=True)
    # They have one phone between them.
    await tap(town.chen, OTHER)
    await town.chen.says("/menu")
    await tap(town.chen, PEOPLE)
    assert labels(town.chen) == ["Bo Kim", "Ann Lee", BACK]
    await tap(town.chen, "Ann Lee")
    assert "Present work: Farming at home" in town.chen.last


async def test_a_fact_is_changed_for_them_and_the_history_says_by_whom(town: Town) -> None:
    await registers_somebody(town.chen)
    await tap(town.chen, SEE)
    await tap(town.chen, CHANGE)
    await tap(town.chen, "Present work")
    assert "For somebody beside you" in town.chen.last
    await town.chen.says("7")
    assert "Changed." in town.chen.last
    assert (await entry_of_somebody(town))["status"] == "at_school"
    rows = await town.rows()
    (chen,) = [row["account_id"] for row in rows["address"] if row["external_id"] == str(CHEN.id)]
    assert {row["account_id"] for row in rows["ledger_change"]} == {chen}
    acts = [row["act"] for row in rows["audit_record"]]
    assert [act for act in acts[1:] if act != "viewed"] == ["registered", "changed"]
    assert "viewed" in acts


async def test_leaving_it_as_it_is_shows_the_entry(town: Town) -> None:
    await registers_somebody(town.chen)
    await tap(town.chen, SEE)
    await tap(town.chen, CHANGE)
    await tap(town.chen, "Present work")
    await tap(town.chen, KEEP)
    assert "Present work: Farming at home" in town.chen.last


async def test_who_wants_it_deleted_is_asked_for_once_more(town: Town) -> None:
    await registers_somebody(town.chen)
    await tap(town.chen, SEE)
    await tap(town.chen, WANT_ERASED)
    await tap(town.chen, "No, keep it")
    assert "Present work: Farming at home" in town.chen.last
    await tap(town.chen, WANT_ERASED)
    await tap(town.chen, "Yes, delete everything")
    assert "The county office is asked to delete Ann Lee's entry" in town.chen.last
    assert len((await town.rows())["labourer"]) == 1
    await begins(town.dai)
    await town.settled()
    await town.dai.says("/menu")
    await tap(town.dai, "🗑 Asked to be deleted (1)")
    await tap(town.dai, "Ann Lee")
    assert "Please call the person first" in town.dai.last
    await tap(town.dai, "🗑 I called: delete everything")
    assert (await town.rows())["labourer"] == []
    await town.chen.says("/menu")
    await tap(town.chen, PEOPLE)
    assert "You registered nobody yet" in town.chen.last


async def test_a_colleague_does_not_see_whom_another_registered(town: Town) -> None:
    await registers_somebody(town.chen)
    somebody = (await entry_of_somebody(town))["id"]
    await begins(town.dai)
    newest = town.dai.received[-1]["message_id"]
    for step in ("", ":code", ":change", ":change:name", ":erase", ":erase!"):
        data = f"person:{somebody}{step}"
        await town.dai.does("tap", message_id=newest, data=data, forged=True)
        assert tells_refusal(town.dai, "not_yours")


async def test_an_act_that_there_is_not_is_stale(town: Town) -> None:
    await registers_somebody(town.chen)
    somebody = (await entry_of_somebody(town))["id"]
    newest = town.chen.received[-1]["message_id"]
    await town.chen.does("tap", message_id=newest, data=f"person:{somebody}:fly", forged=True)
    assert town.chen.toasts
    data = f"person:{somebody}:change:wage"
    await town.chen.does("tap", message_id=newest, data=data, forged=True)
    assert (await town.rows())["draft"] == []


async def test_a_broker_can_be_registered_too(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, "📝 Register myself")
    await tap(town.chen, "Yes, let's begin")
    await walk(town.chen, SHORTEST, typing=True)
    assert "You are registered" in town.chen.last
    assert await town.entry(CHEN) is not None


async def test_a_broker_who_does_not_agree_stays_a_broker(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, "📝 Register myself")
    await tap(town.chen, "No, thank you")
    assert "Nothing was kept" in town.chen.last
    assert ASSIST in labels(town.chen)


async def test_a_broker_who_is_erased_stays_a_broker(town: Town) -> None:
    await begins(town.chen)
    await tap(town.chen, "📝 Register myself")
    await tap(town.chen, "Yes, let's begin")
    await walk(town.chen, SHORTEST, typing=True)
    await town.chen.says("1")
    await town.chen.says("/me")
    await tap(town.chen, "🗑 Delete everything")
    await tap(town.chen, "Yes, delete everything")
    await town.chen.says("/menu")
    assert ASSIST in labels(town.chen)
    assert await town.entry(CHEN) is None


async def test_who_lost_the_role_registers_nobody(town: Town) -> None:
    await registers_somebody(town.chen)
    await town.chen.says("/menu")
    await tap(town.chen, "📝 Register myself")
    await tap(town.chen, "Yes, let's begin")
    await town.chen.says("/menu")
    await tap(town.chen, ASSIST)
    await tap(town.chen, AGREED)
    own_id = [Step("id_number", None, "skip"), Step("sex", "male", "2")]
    year = Step("birth_year", 1990, "1990")
    await walk(town.chen, [SHORTEST[0], *own_id, year, *SHORTEST[2:-1]], typing=True)
    async with town.store() as session:
        await session.exec(delete(Role).where(col(Role.name) == RoleName.BROKER))
    await town.chen.says("8")
    assert tells_refusal(town.chen, "role_gone")
    assert len((await town.rows())["labourer"]) == 1


async def test_of_two_who_register_the_same_person_only_the_office_is_asked(
    town: Town,
) -> None:
    for phone in (town.chen, town.dai):
        await begins(phone)
        await opens_assist(phone)
        await tap(phone, AGREED)
        await walk(phone, SHORTEST, typing=True)
    await tap(town.dai, OTHER)
    for phone in (town.chen, town.dai):
        assert "is registered" in phone.last
    assert len((await town.rows())["labourer"]) == 2
    assert len((await town.rows())["double_entry"]) == 1
