"""Buttons live for ever: a tap on an old one is answered, never applied to something else."""

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import dismissal
from sandbox.chats.phone import Phone, inline_buttons
from tests.support.labourers.intake import (
    ANA_ID,
    CHANGE,
    SHORTEST,
    arrive,
    asks_intake,
    begun_intake,
    labels,
    register,
    steps_before,
    tap,
    tells_refusal,
    toasts_refusal,
)
from tests.support.notices.factory import WANGQING
from tests.support.town import ANA, BEN, Town


async def forge(phone: Phone, data: str) -> None:
    """A tap that Telegram never offered."""
    await phone.look()
    newest = phone.received[-1]["message_id"]
    await phone.does("tap", message_id=newest, data=data, forged=True)


@pytest.mark.buttons
async def test_a_button_of_an_earlier_question(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("registered_poor"))
    old = town.ana.received[-1]
    await town.ana.says("2")
    before = await town.given(ANA)
    await town.ana.taps("Yes", old)
    assert toasts_refusal(town.ana, "button_stale")
    assert asks_intake(town.ana, "status")
    assert await town.given(ANA) == before


@pytest.mark.buttons
async def test_a_button_of_an_earlier_draft(town: Town) -> None:
    await register(town.ana)
    for _ in range(2):
        await town.ana.says("/me")
        await tap(town.ana, CHANGE)
        await tap(town.ana, "Present work")
        first = town.ana.received[-1]
        await town.ana.says("7")
    await town.ana.says("/me")
    await tap(town.ana, CHANGE)
    await tap(town.ana, "Present work")
    await town.ana.taps("Out of work", first)
    assert toasts_refusal(town.ana, "button_stale")
    assert asks_intake(town.ana, "status")
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["status"] == "at_school"


@pytest.mark.buttons
async def test_a_summary_seen_before_the_change(town: Town) -> None:
    await begun_intake(town, ANA, SHORTEST)
    summary = town.ana.received[-1]
    await town.ana.says("2")
    await tap(town.ana, "Present work")
    await town.ana.taps("save", summary)
    assert toasts_refusal(town.ana, "button_stale")
    assert asks_intake(town.ana, "status")
    assert await town.entry(ANA) is None


@pytest.mark.buttons
async def test_a_button_of_an_erased_entry(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/me")
    entry = town.ana.received[-1]
    await town.ana.says("/me")
    await tap(town.ana, "🗑 Delete everything")
    await tap(town.ana, "Yes, delete everything")
    await town.ana.taps("Change something", entry)
    seen = next(m for m in town.ana.messages if m["message_id"] == entry["message_id"])
    assert [button["text"][2:] for button in inline_buttons(seen)] == ["中文", "조선말", "English"]
    assert (await town.rows())["labourer"] == []


@pytest.mark.buttons
async def test_an_old_button_while_the_phone_is_asked_for(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    old = town.ana.received[-1]
    await town.ana.says(ANA_ID)
    await town.ana.taps("Skip", old)
    assert toasts_refusal(town.ana, "button_stale")
    assert asks_intake(town.ana, "phone")


NEVER_ISSUED = (
    "nonsense", "q:", "q:1", "q:1:", "q:999:name:x", "q:1:name:x", "q:1:sex:alien", "n:1:name:fly",
    "n:1:id_number:back:more", "n:1:id_number:pageX", "s:1:save", "s:1:change", "s:1:wage",
    "resume:999", "resume:x", "person:1", "person:x:erase!", "news:job_fair", "news:none:on",
    "me:change:wage", "me:change:nothing", "/x", "会",
)  # fmt: skip


@pytest.mark.parametrize("data", NEVER_ISSUED)
async def test_a_callback_never_issued_changes_nothing(town: Town, data: str) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    calls = len(await town.calls())
    await forge(town.ana, data)
    assert len(await town.calls()) > calls
    assert {row["form"] for row in (await town.rows())["draft"]} == {"intake"}
    await town.ana.says("/start")
    if not asks_intake(town.ana, "id_number"):
        await town.ana.taps("Go on")
    assert asks_intake(town.ana, "id_number")
    assert await town.given(ANA) == {"name": "Ann Lee"}


async def test_a_forged_page_shows_the_nearest_there_is(town: Town) -> None:
    await begun_intake(town, ANA, steps_before("village"))
    await tap(town.ana, "汪清县")
    draft = next(row["id"] for row in (await town.rows())["draft"])
    await forge(town.ana, f"n:{draft}:village:page99")
    assert "◂ Before" in labels(town.ana)
    await forge(town.ana, f"n:{draft}:village:page0")
    assert "More ▸" in labels(town.ana)


async def test_a_forged_move_is_refused(town: Town) -> None:
    await arrive(town.ana)
    draft = next(row["id"] for row in (await town.rows())["draft"])
    await forge(town.ana, f"n:{draft}:name:skip")
    assert tells_refusal(town.ana, "cannot_skip")
    await forge(town.ana, f"n:{draft}:name:fly")
    assert tells_refusal(town.ana, "button_stale")
    await forge(town.ana, f"n:{draft}:name:back")
    assert (await town.rows())["draft"] == []


async def test_a_choice_of_a_kind_of_news_that_there_is_not(town: Town) -> None:
    await register(town.ana)
    await forge(town.ana, "news:weather")
    assert toasts_refusal(town.ana, "button_gone")
    await forge(town.ana, "news:job_fair:perhaps")
    assert toasts_refusal(town.ana, "button_gone")


async def test_a_fact_that_was_never_asked_cannot_be_changed(town: Town) -> None:
    await register(town.ana)
    await forge(town.ana, "me:change:wage")
    assert toasts_refusal(town.ana, "button_gone")
    assert (await town.rows())["draft"] == []


@pytest.mark.buttons
async def test_an_old_no_of_who_was_appointed_since(town: Town) -> None:
    """It was said as a stranger: it does not end the office that the settings gave since."""
    await town.ben.start()
    await town.ben.taps("English")
    await town.ben.taps("No, thank you")
    async with town.store() as session:
        await dismissal.appoint_staff(session, telegram_address(BEN.id), WANGQING, town.clock.now())
    await forge(town.ben, "consent:no")
    assert "中文" in labels(town.ben)
    await town.ben.taps("English")
    assert any("notice" in label.casefold() for label in labels(town.ben)), labels(town.ben)
