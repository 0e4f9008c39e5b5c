"""Both client libraries against the sandbox: nothing that they do not know, nothing amiss."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import aiogram
import pytest
import telegram
from aiogram import exceptions, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from pydantic import BaseModel, TypeAdapter
from telegram import error

from sandbox.chats.pictures import jpeg
from tests.sandbox.wire import ANA, BEN, Json, Wire

KEYS = {
    "inline_keyboard": [
        [{"text": "好", "callback_data": "ok"}, {"text": "网站", "url": "https://a.cn"}]
    ]
}
KEYBOARD = {"keyboard": [[{"text": "号码", "request_contact": True}]]}
HTML = {"parse_mode": "HTML"}
PLACE = {"latitude": 44.8, "longitude": 123.1}
HELP = [{"command": "help", "description": "帮助"}]
GROUP = {"id": -5, "type": "group", "title": "同乡", "all_members_are_administrators": True}

Found = list[tuple[str, Any]]


async def everything_said(wire: Wire) -> Found:
    """Every result of every method, with the name of its type."""
    text = '<b>x</b> <a href="https://a.cn">y</a> <pre><code class="language-py">z</code></pre>'
    keyed = await wire.call("sendMessage", chat_id=ANA, text=text, **HTML, reply_markup=KEYS)
    where = {"chat_id": ANA, "message_id": keyed["message_id"]}
    reply = {"reply_parameters": {"message_id": keyed["message_id"]}, "protect_content": True}
    photo = await wire.form("sendPhoto", chat_id=str(ANA), photo=jpeg(), caption="/x")
    document = await wire.form("sendDocument", chat_id=str(ANA), document=b"x")
    await wire.call("setMyCommands", commands=HELP)
    return [
        ("User", await wire.call("getMe")),
        ("Message", keyed),
        ("Message", photo),
        ("Message", document),
        ("Message", await wire.call("sendMessage", chat_id=ANA, text="x", reply_markup=KEYBOARD)),
        ("Message", await wire.call("sendMessage", chat_id=ANA, text="x", **reply)),
        ("Message", await wire.call("sendLocation", chat_id=ANA, **PLACE)),
        ("Message", await wire.call("sendVenue", chat_id=ANA, **PLACE, title="x", address="y")),
        ("Message", await wire.call("editMessageText", **where, text="y", reply_markup=KEYS)),
        ("Message", await wire.call("editMessageReplyMarkup", **where)),
        ("BotCommand", (await wire.call("getMyCommands"))[0]),
        ("File", await wire.call("getFile", file_id=document["document"]["file_id"])),
        ("WebhookInfo", await wire.call("getWebhookInfo")),
    ]


async def everything_done(wire: Wire) -> Found:
    """Every update that a person's acts become."""
    keyed = await wire.call("sendMessage", chat_id=ANA, text="x", reply_markup=KEYS)
    acts: list[tuple[str, Json]] = [
        ("start", {"payload": "x"}),
        ("text", {"text": "/help https://a.cn"}),
        ("contact", {"own": True}),
        ("contact", {"phone_number": "+8613000000009", "first_name": "Eva"}),
        ("location", PLACE),
        ("photo", {"caption": "x"}),
        ("document", {}),
        ("voice", {}),
        ("sticker", {}),
        ("tap", {"message_id": keyed["message_id"], "data": "ok"}),
        ("tap", {"message_id": 999, "data": "ok", "forged": True}),
        ("edit", {"message_id": keyed["message_id"] + 2, "text": "y"}),
        ("block", {}),
        ("unblock", {}),
    ]
    for act, particulars in acts:
        await wire.act(act, **particulars)
    await wire.post("updates", my_chat_member=(await last(wire))["my_chat_member"])
    updates = await wire.call("getUpdates")
    assert len(updates) == len(acts) + 1
    return [("Update", update) for update in updates]


async def last(wire: Wire) -> Json:
    return dict((await wire.call("getUpdates"))[-1])


async def failing_webhook(wire: Wire) -> Found:
    await wire.call("setWebhook", url="http://127.0.0.1:9/", allowed_updates=["message"])
    await wire.act("start")
    return [("WebhookInfo", await wire.until_webhook_fails())]


@pytest.fixture
async def everything(started: Wire) -> Found:
    said, done = await everything_said(started), await everything_done(started)
    return said + done + await failing_webhook(started)


def unknown_to_aiogram(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from unknown_to_aiogram(one, f"{path}[{index}]")
    elif isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown_to_aiogram(getattr(value, name), f"{path}.{name}")


async def test_aiogram_knows_everything_that_is_sent(everything: Found) -> None:
    for name, sent in everything:
        read = TypeAdapter(getattr(types, name)).validate_python(sent)
        assert list(unknown_to_aiogram(read, name)) == []


def differences(sent: Any, read: Any, path: str) -> Iterator[str]:
    """Where what was sent is not found again, in value or in type, in what was read."""
    if isinstance(sent, dict) and isinstance(read, dict):
        for key, value in sent.items():
            yield from differences(value, read.get(key), f"{path}.{key}")
    elif isinstance(sent, list) and isinstance(read, list | tuple) and len(sent) == len(read):
        for index, (one, other) in enumerate(zip(sent, read, strict=True)):
            yield from differences(one, other, f"{path}[{index}]")
    elif sent != read or isinstance(sent, bool) != isinstance(read, bool):
        yield f"{path}: {sent!r} was read as {read!r}"


def unknown_to_telegram(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from unknown_to_telegram(one, f"{path}[{index}]")
    elif isinstance(value, telegram.TelegramObject):
        yield from (f"{path}.{name}" for name in value.api_kwargs)
        for name in {name for cls in type(value).__mro__ for name in getattr(cls, "__slots__", ())}:
            if not name.startswith("_") and name != "api_kwargs":
                yield from unknown_to_telegram(getattr(value, name), f"{path}.{name}")


async def test_python_telegram_bot_knows_everything_that_is_sent(everything: Found) -> None:
    for name, sent in everything:
        read = getattr(telegram, name).de_json(sent, None)
        assert list(unknown_to_telegram(read, name)) == []
        assert list(differences(sent, read.to_dict(), name)) == []


@pytest.fixture
async def gram(started: Wire) -> AsyncIterator[aiogram.Bot]:
    server = TelegramAPIServer.from_base(started.base)
    async with aiogram.Bot(started.sandbox.token, AiohttpSession(api=server)) as bot:
        yield bot


@pytest.fixture
async def ptb(started: Wire) -> AsyncIterator[telegram.Bot]:
    token, base = started.sandbox.token, started.base
    bot = telegram.Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")
    async with bot:
        yield bot


async def test_aiogram_sends_and_fetches(gram: aiogram.Bot) -> None:
    assert (await gram.me()).username == "chunfeng_bot"
    button = types.InlineKeyboardButton(text="好", callback_data="ok")
    markup = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
    sent = await gram.send_message(ANA, "<b>x</b>", parse_mode="HTML", reply_markup=markup)
    assert sent.html_text == "<b>x</b>"
    assert sent.reply_markup
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "ok"
    photo = await gram.send_photo(ANA, types.BufferedInputFile(jpeg(), "x.jpg"), caption="y")
    assert photo.photo
    document = await gram.send_document(ANA, types.BufferedInputFile(b"a,b", "x.csv"))
    assert document.document
    fetched = await gram.download(document.document)
    assert fetched
    assert fetched.read() == b"a,b"


async def test_aiogram_hears_every_refusal_by_its_class(gram: aiogram.Bot, started: Wire) -> None:
    with pytest.raises(exceptions.TelegramForbiddenError):
        await gram.send_message(BEN, "x")
    with pytest.raises(exceptions.TelegramBadRequest):
        await gram.send_message(ANA, " ")
    await started.fault("429", method="sendMessage", retry_after=3)
    with pytest.raises(exceptions.TelegramRetryAfter) as flood:
        await gram.send_message(ANA, "x")
    assert flood.value.retry_after == 3
    await started.fault("5xx", method="getMe")
    with pytest.raises(exceptions.ClientDecodeError):
        await gram.get_me()
    await started.fault("drop", method="getMe")
    with pytest.raises(exceptions.TelegramNetworkError):
        await gram.get_me()


async def test_python_telegram_bot_sends_and_fetches(ptb: telegram.Bot) -> None:
    assert ptb.username == "chunfeng_bot"
    button = telegram.InlineKeyboardButton("好", callback_data="ok")
    markup = telegram.InlineKeyboardMarkup([[button]])
    sent = await ptb.send_message(ANA, "<b>x</b>", parse_mode="HTML", reply_markup=markup)
    assert sent.text_html == "<b>x</b>"
    assert sent.reply_markup == markup
    assert (await ptb.send_photo(ANA, jpeg(), caption="y")).photo
    document = (await ptb.send_document(ANA, b"a,b", filename="x.csv")).document
    assert document
    assert document.file_name == "x.csv"
    fetched = await (await document.get_file()).download_as_bytearray()
    assert fetched == b"a,b"


async def test_python_telegram_bot_sends_a_photo_that_a_person_had_sent(
    ptb: telegram.Bot, started: Wire
) -> None:
    taken = (await started.act("photo"))["message"]["photo"]
    button = telegram.InlineKeyboardButton("好", callback_data="ok")
    sent = await ptb.send_photo(
        ANA,
        taken[-1]["file_id"],
        caption="<b>x</b> &amp; y",
        parse_mode="HTML",
        reply_markup=telegram.InlineKeyboardMarkup([[button]]),
    )
    assert [size.to_dict() for size in sent.photo] == taken
    assert sent.caption_html == "<b>x</b> &amp; y"
    await started.act("tap", message_id=sent.message_id, data="ok")
    tapped = (await ptb.get_updates())[-1].callback_query
    assert tapped
    assert tapped.message
    assert tapped.message.message_id == sent.message_id


async def test_python_telegram_bot_sends_a_place_and_edits_a_text(ptb: telegram.Bot) -> None:
    venue = (await ptb.send_venue(ANA, 44.8, 123.1, "就业局", "通榆县")).venue
    assert venue
    assert (venue.title, venue.address, venue.location.latitude) == ("就业局", "通榆县", 44.8)
    sent = await ptb.send_message(ANA, "x")
    edited = await ptb.edit_message_text("<i>y</i>", ANA, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, telegram.Message)
    assert edited.text_html == "<i>y</i>"
    assert edited.message_id == sent.message_id


async def test_python_telegram_bot_learns_how_long_the_limit_lasts(
    ptb: telegram.Bot, started: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await started.post("limits", a_second=1, retry_after=7)
    sending = [ptb.send_message(ANA, "x") for _ in range(5)]
    answers = await asyncio.gather(*sending, return_exceptions=True)
    waits = {answer.retry_after for answer in answers if isinstance(answer, error.RetryAfter)}
    assert waits == {timedelta(seconds=7)}


async def test_python_telegram_bot_hears_every_refusal_by_its_class(
    ptb: telegram.Bot, started: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(error.Forbidden):
        await ptb.send_message(BEN, "x")
    with pytest.raises(error.BadRequest):
        await ptb.send_message(ANA, " ")
    await started.fault("429", method="sendMessage", retry_after=3)
    with pytest.raises(error.RetryAfter):
        await ptb.send_message(ANA, "x")
    await started.fault("5xx", method="getMe")
    with pytest.raises(error.NetworkError):
        await ptb.get_me()
    await started.fault("drop", method="getMe")
    with pytest.raises(error.NetworkError):
        await ptb.get_me()
