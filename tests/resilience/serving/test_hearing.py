"""What Telegram's updates say, and how answers become its calls."""

from typing import Any

import pytest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import ReplyKeyboardMarkup, ReplyKeyboardRemove, Update
from markupsafe import Markup

from bot.telegram.addresses import telegram_address
from bot.telegram.rendering import render
from bot.telegram.replies import build_method
from bot.telegram.updates import parse_update, read_update
from dialogue.core.reply import Button, Message, Reply, Share, Sharing, say
from dialogue.core.user_input import SentFile, SentOther, SentPhoto, SharedPlace, Typed
from handlers.core.incoming import IncomingMessage
from models.core.address import Channel, MediaRef

ANA = {"id": 1, "is_bot": False, "first_name": "Ana"}
CHAT = {"id": 1, "type": "private", "first_name": "Ana"}
GROUP = {"id": -5, "type": "group", "title": "和盛村"}
PLACE = {"latitude": 43.3, "longitude": 129.7}
FILE = {"file_id": "d", "file_unique_id": "d"}
NAMED = {"file_name": "合同.pdf", "file_size": 5, "mime_type": "application/pdf"}
ROWS = ((Button("1 Yes", "yes"),),)


def message(**content: Any) -> Update:
    """A message of Ana's."""
    body = {"message_id": 1, "date": 1, "chat": CHAT, "from": ANA, **content}
    return Update.model_validate({"update_id": 1, "message": body})


def tap(**content: Any) -> Update:
    """A tap of Ana's."""
    body = {"id": "9", "from": ANA, "chat_instance": "1", "data": "yes", **content}
    return Update.model_validate({"update_id": 1, "callback_query": body})


def incoming(update: Update) -> IncomingMessage:
    said = read_update(update).message
    assert said is not None
    return said


def file(number: str) -> MediaRef:
    """A file of Telegram's."""
    return MediaRef(Channel.TELEGRAM, number)


def shown(chat: dict[str, Any], *, date: int = 1, **content: str) -> dict[str, Any]:
    """The message that a button is under; a date of 0 is one too old to be seen."""
    return {"message": {"message_id": 1, "date": date, "chat": chat, **content}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"text": "hello"}, Typed("hello")),
        ({"location": PLACE}, SharedPlace(43.3, 129.7)),
        (
            {"venue": {"location": PLACE, "title": "村部", "address": "x"}},
            SharedPlace(43.3, 129.7, "村部"),
        ),
        (
            {"photo": [{"file_id": f, "file_unique_id": f, "width": 9, "height": 9} for f in "ab"]},
            SentPhoto(file("b")),
        ),
        (
            {
                "photo": [
                    {"file_id": f, "file_unique_id": f, "width": 9, "height": 9, "file_size": size}
                    for f, size in (("a", 5), ("b", 70))
                ]
            },
            SentPhoto(file("b"), 70),
        ),
        ({"document": FILE | NAMED}, SentFile(file("d"), "合同.pdf", 5, "application/pdf")),
        ({"document": FILE}, SentFile(file("d"))),
        (
            {"document": FILE, "caption": " 合同 ", "media_group_id": "7"},
            SentFile(file("d"), caption="合同", album="7"),
        ),
        ({"caption": "没给钱", "dice": {"emoji": "🎲", "value": 3}}, SentOther("没给钱")),
        (
            {
                "document": FILE | {"mime_type": "video/mp4"},
                "animation": FILE | {"width": 9, "height": 9, "duration": 1},
            },
            SentOther(),
        ),
        ({"dice": {"emoji": "🎲", "value": 3}}, SentOther()),
    ],
)
def test_a_message_says_what_it_carries(content: dict[str, Any], said: object) -> None:
    heard = incoming(message(**content))
    assert (str(heard.address), heard.is_private, heard.input) == ("telegram:1", True, said)


def test_an_update_delivered_again_has_the_number_that_it_had() -> None:
    first, again = tap(), tap(id="10")
    assert incoming(first).message_id == incoming(again).message_id == str(first.update_id)


@pytest.mark.parametrize(
    ("text", "choice", "payload"),
    [
        ("/start", "start", None),
        ("/START@chunfeng_bot claim-1", "start", "claim-1"),
        ("/start " + "x" * 99, "start", "x" * 64),
        ("/dance now", "/dance", "now"),
        ("/" + "x" * 99, "/" + "x" * 64, None),
        ("hello", None, None),
    ],
)
def test_a_command_is_a_choice(text: str, choice: str | None, payload: str | None) -> None:
    heard = incoming(message(text=text))
    assert (heard.choice, heard.payload) == (choice, payload)


def test_nobody_is_heard_in_an_update_of_another_kind() -> None:
    assert read_update(Update.model_validate({"update_id": 1})).message is None


@pytest.mark.parametrize(
    ("content", "chat_id", "private"),
    [
        ({}, 1, True),
        (shown(CHAT), 1, True),
        (shown(GROUP), -5, False),
        (shown(CHAT, date=0), 1, True),
    ],
)
def test_a_tap_is_heard_where_its_message_is(
    content: dict[str, Any], chat_id: int, private: bool
) -> None:
    heard = incoming(tap(**content))
    assert (heard.address, heard.choice) == (telegram_address(chat_id), "yes")
    assert heard.is_private is private


def built(update: Update, answer: Reply) -> list[TelegramMethod[Any]]:
    """The calls of an answer as aiogram sends them."""
    return [build_method(call) for call in render(read_update(update).target, answer).calls]


def test_a_tapped_message_is_turned_into_the_answer() -> None:
    toast, edit, more = built(
        tap(**shown(CHAT, text="?")), say(Message(Markup("a")), Message(Markup("b")))
    )
    assert isinstance(toast, AnswerCallbackQuery)
    assert isinstance(edit, EditMessageText)
    assert edit.reply_markup is None
    assert isinstance(more, SendMessage)


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ({}, say(Message(Markup("a"), ROWS))),
        (shown(CHAT, date=0), say(Message(Markup("a"), ROWS))),
        (shown(CHAT), say(Message(Markup("a"), ROWS))),
        (shown(CHAT, text="?"), say(Message(Markup("a"), ROWS), fresh=True)),
        (shown(CHAT, text="?"), say(Message(Markup("a"), picture=file("photo-1")))),
        (shown(CHAT, text="?"), say(Message(Markup("a"), sharing=Sharing(Share.CONTACT, "x")))),
    ],
)
def test_what_cannot_be_turned_is_sent_anew(where: dict[str, Any], answer: Reply) -> None:
    assert isinstance(built(tap(**where), answer)[-1], SendMessage | SendPhoto)


def test_an_answer_without_a_message_is_a_toast_alone() -> None:
    (toast,) = built(tap(**shown(CHAT)), Reply(toast=Markup("a &lt; b")))
    assert isinstance(toast, AnswerCallbackQuery)
    assert toast.text == "a < b"


def test_a_keyboard_asks_for_a_place_or_a_contact() -> None:
    for what, place, contact in ((Share.LOCATION, True, None), (Share.CONTACT, None, True)):
        asking = Message(Markup("where?"), sharing=Sharing(what, "📍", ("back",)))
        (sent,) = built(message(text="x"), say(asking))
        assert isinstance(sent, SendMessage)
        assert isinstance(sent.reply_markup, ReplyKeyboardMarkup)
        (shared,), (word,) = sent.reply_markup.keyboard
        assert (shared.request_location, shared.request_contact) == (place, contact)
        assert word.text == "back"


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        (Reply((Message(Markup("a")),), folds=True), 1),
        (Reply((Message(Markup("a"), ROWS),), folds=True), 2),
        (Reply(folds=True), 1),
    ],
)
def test_a_keyboard_is_put_away_by_a_message_of_its_own(answer: Reply, sent: int) -> None:
    calls = built(message(text="x"), answer)
    assert len(calls) == sent
    assert isinstance(calls[0], SendMessage)
    assert isinstance(calls[0].reply_markup, ReplyKeyboardRemove)


def test_a_channels_post_is_nobodys_own_whatever_its_chat_says() -> None:
    post = {"message_id": 1, "date": 1, "chat": CHAT, "from": ANA, "text": "/start@b"}
    heard = incoming(Update.model_validate({"update_id": 1, "channel_post": post}))
    assert not heard.is_private


@pytest.mark.parametrize(
    ("number", "fits"), [(2**63 - 1, True), (2**63, False), (-(10**30), False)]
)
def test_a_number_that_no_store_holds_is_not_taken(number: int, fits: bool) -> None:
    start = {"message_id": 1, "date": 1, "chat": CHAT, "from": {**ANA, "id": number}}
    assert (parse_update({"update_id": 1, "message": start}) is not None) is fits
