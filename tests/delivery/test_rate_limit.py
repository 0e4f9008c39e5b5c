"""The pace: never more in a second than Telegram takes, and nobody waits in a queue of sleepers."""

import asyncio
from bisect import bisect_left
from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from bot.telegram.addresses import telegram_address
from bot.telegram.sender import TelegramSender, open_sender
from dialogue.core.reply import Message
from sandbox.server import Sandbox
from scheduler.delivery.sender import SendOutcome, Sent
from tests.delivery.office import FIRST, phones
from tests.support.town import TOKEN

RATE, PEOPLE = 50, 130
HELLO = Message(Markup("hello"))
HERE = telegram_address(FIRST)


@pytest.fixture
async def sandbox() -> AsyncIterator[tuple[Sandbox, TelegramSender]]:
    """A Telegram that refuses what is above the limit, and a post that keeps to it."""
    telegram = Sandbox(phones(PEOPLE), token=TOKEN)
    telegram.exchange.limits.order(RATE)
    async with telegram.serve() as address, open_sender(TOKEN, address, RATE) as post:
        yield telegram, post


def moments(sandbox: Sandbox) -> list[float]:
    """When the messages arrived."""
    return sorted(call["at"] for call in sandbox.exchange.calls.after(0, "sendMessage"))


async def test_no_second_holds_more_than_the_limit_the_first_included(
    sandbox: tuple[Sandbox, TelegramSender],
) -> None:
    telegram, post = sandbox
    sent = await asyncio.gather(
        *(post.send(telegram_address(FIRST + n), HELLO) for n in range(PEOPLE))
    )
    assert all(isinstance(one, Sent) for one in sent)
    arrived = moments(telegram)
    fullest = max(bisect_left(arrived, at + 1) - place for place, at in enumerate(arrived))
    assert fullest <= RATE
    assert telegram.exchange.limits.refused == 0


async def test_after_a_429_nothing_is_sent_and_nobody_sleeps(
    sandbox: tuple[Sandbox, TelegramSender],
) -> None:
    telegram, post = sandbox
    telegram.exchange.faults.order({"kind": "429", "retry_after": 600})
    first = await post.send(HERE, HELLO)
    others = await asyncio.gather(
        *(post.send(telegram_address(FIRST + n), HELLO) for n in range(1, 40))
    )
    assert {first, *others} == {SendOutcome.HELD}
    assert len(moments(telegram)) == 1
    assert post.is_held


@pytest.mark.parametrize(
    ("fault", "fate"),
    [
        ({"kind": "403"}, SendOutcome.BLOCKED),
        ({"kind": "5xx", "status": 502}, SendOutcome.AWAY),
        ({"kind": "5xx", "status": 500}, SendOutcome.AWAY),
        ({"kind": "drop"}, SendOutcome.AWAY),
    ],
)
async def test_what_became_of_a_call_is_told(
    sandbox: tuple[Sandbox, TelegramSender], fault: dict[str, object], fate: SendOutcome
) -> None:
    telegram, post = sandbox
    telegram.exchange.faults.order(fault)
    assert await post.send(HERE, HELLO) is fate


async def test_a_chat_that_is_not_there_cannot_be_reached(
    sandbox: tuple[Sandbox, TelegramSender],
) -> None:
    _, post = sandbox
    assert await post.send(telegram_address(1), HELLO) is SendOutcome.BLOCKED


async def test_what_telegram_refuses_is_told_apart(sandbox: tuple[Sandbox, TelegramSender]) -> None:
    _, post = sandbox
    assert await post.send(HERE, Message(Markup("<b>open"))) is SendOutcome.REFUSED


async def test_a_message_to_be_changed_that_is_gone_is_sent_anew(
    sandbox: tuple[Sandbox, TelegramSender],
) -> None:
    _, post = sandbox
    sent = await post.send(HERE, HELLO)
    assert isinstance(sent, Sent)
    assert await post.send(HERE, HELLO, sent.message_id) == sent
    anew = await post.send(HERE, HELLO, 999_999)
    assert isinstance(anew, Sent)
    assert anew.message_id != 999_999
