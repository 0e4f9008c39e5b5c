"""What goes wrong between the bot and Telegram while it answers."""

import pytest

from bot import app
from bot.telegram.rendering import SEND_MESSAGE, OutgoingCall, OutgoingCalls
from bot.telegram.replies import ReplySender
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import (
    WHOLE,
    arrive,
    asks_intake,
    register,
    steps_before,
    walk,
)
from tests.support.town import ANA, Town, until


async def sees(phone: Phone, key: str) -> bool:
    """Whether the phone shows this question now."""
    await phone.look()
    return asks_intake(phone, key)


@pytest.mark.parametrize("kind", ["hang", "429"])
async def test_one_chat_that_waits_does_not_stop_another(town: Town, kind: str) -> None:
    await arrive(town.ana, typing=True)
    await arrive(town.ben, typing=True)
    await town.fault(kind, method="sendMessage", chat_id=ANA.id, times=-1, retry_after=60)
    await town.ana.does("text", wait=False, text="Ann Lee")
    await town.ben.says("Ben Han")
    assert asks_intake(town.ben, "id_number")
    assert not await sees(town.ana, "id_number")
    assert await town.given(ANA) == {"name": "Ann Lee"}


async def test_after_429_the_answer_comes_as_soon_as_it_may(every_town: Town) -> None:
    await arrive(every_town.ana, typing=True)
    await every_town.fault("429", method="sendMessage", chat_id=ANA.id, retry_after=1)
    await every_town.ana.says("Ann Lee")
    await until(lambda: sees(every_town.ana, "id_number"))


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "5xx", "times": 2},
        {"kind": "5xx", "status": 500},
        {"kind": "drop"},
        {"kind": "401"},
    ],
)
async def test_what_passes_is_tried_again(town: Town, fault: dict[str, str | int]) -> None:
    await arrive(town.ana, typing=True)
    await town.fault(**fault, method="sendMessage")  # type: ignore[arg-type]
    await town.ana.says("Ann Lee")
    await until(lambda: sees(town.ana, "id_number"))


async def test_answers_to_one_chat_stay_in_order(town: Town) -> None:
    await arrive(town.ana, typing=True)
    await town.fault("429", method="sendMessage", chat_id=ANA.id, retry_after=2)
    await town.ana.says("Ann Lee")
    await town.ana.says("skip")
    await until(lambda: sees(town.ana, "sex"))
    asked = [seen["text"].splitlines()[-1] for seen in town.ana.received[-2:]]
    assert asked == [
        "Your ID number? All 18 characters are on your ID card.",
        "Are you a woman or a man?",
    ]


async def test_a_403_is_passed_over(town: Town) -> None:
    await arrive(town.ana, typing=True)
    await town.fault("403", method="sendMessage")
    await town.ana.says("Ann Lee")
    assert asks_intake(town.ana, "name")
    await town.ana.says("/start")
    assert asks_intake(town.ana, "id_number")


async def test_a_whole_intake_goes_through_dropped_calls(town: Town) -> None:
    await arrive(town.ana, typing=True)
    await town.fault("drop", method="answerCallbackQuery", times=3)
    await walk(town.ana, WHOLE)
    assert await town.entry(ANA) is not None


async def test_a_tapped_message_that_is_gone_is_answered_anew(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/me")
    newest = town.ana.received[-1]["message_id"]
    gone = {"chat_id": ANA.id, "message_id": newest}
    async with town.web.post(f"{town.address}/bot1:town/deleteMessage", json=gone) as response:
        assert response.ok
    await town.ana.does("tap", message_id=newest, data="me:history", forged=True)
    assert "What was changed, and when" in town.ana.last


async def test_a_message_that_cannot_be_edited_is_answered_anew(town: Town) -> None:
    await arrive(town.ana)
    await walk(town.ana, steps_before("phone"), typing=True)
    with_keyboard = town.ana.received[-1]["message_id"]
    await town.ana.says("13800002001")
    await town.ana.does("tap", message_id=with_keyboard, data="help", forged=True)
    assert "12333" in town.ana.last


async def test_a_call_that_can_never_succeed_is_given_up(town: Town) -> None:
    nowhere = OutgoingCall(SEND_MESSAGE, {"chat_id": 404, "text": "hello"})
    async with app.open_bot(town.settings) as bot:
        sender = ReplySender(bot)
        await sender.send([OutgoingCalls(404, (nowhere,))])
        await sender.rest()
    (call,) = [c for c in await town.calls("sendMessage") if c["params"]["chat_id"] == "404"]
    assert call["status"] == 400


async def test_an_answer_that_telegram_refuses_does_not_stop_the_next(town: Town) -> None:
    await arrive(town.ana, typing=True)
    chat = town.sandbox.exchange.chats.find(ANA.id)
    assert chat is not None
    chat.started = False
    await town.ana.says("Ann Lee")
    chat.started = True
    await town.ana.says("/start")
    assert asks_intake(town.ana, "id_number")
