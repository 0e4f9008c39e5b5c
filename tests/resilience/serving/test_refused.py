"""What Telegram would refuse: it is brought within its limits, or its reader is told."""

from pathlib import Path
from typing import Any

import pytest
from aiogram.types import MessageEntity
from markupsafe import Markup
from structlog.testing import capture_logs

from bot import app
from bot.telegram.addresses import telegram_address
from bot.telegram.edits import LastSaid
from bot.telegram.rendering import (
    ANSWER_TAP,
    SEND_MESSAGE,
    OutgoingCall,
    OutgoingCalls,
    fits,
    render,
    render_message,
)
from bot.telegram.replies import ReplySender
from bot.telegram.sender import open_sender
from bot.telegram.updates import ReplyTarget, TelegramUpdate, parse_update, with_hidden_links
from dialogue.core.reply import Button, Document, Message, Reply
from tests.resilience.fuzz.room import open_room
from tests.support.labourers.intake import arrive
from tests.support.town import ANA, TOKEN, Town


def many(count: int) -> Message:
    return Message(Markup("x"), tuple((Button("好", f"menu{n}"),) for n in range(count)))


@pytest.mark.parametrize("refused", [Message(Markup("x" * 4097)), many(101)])
async def test_a_refused_answer_is_told_to_its_reader_and_logged_without_its_words(
    town: Town, refused: Message
) -> None:
    await arrive(town.ana)
    (instead,) = render_message(ANA.id, Message(Markup("could not be shown")))
    calls = OutgoingCalls(ANA.id, render_message(ANA.id, refused), instead)
    async with app.open_bot(town.settings) as bot:
        with capture_logs() as logs:
            await ReplySender(bot).send([calls])
    await town.ana.look()
    assert town.ana.last == "could not be shown"
    (line,) = [one for one in logs if one["event"] == "answer refused"]
    assert "xxx" not in str(line)


@pytest.mark.parametrize(
    ("call", "is_fine"),
    [
        ({"text": "x" * 4096}, True),
        ({"text": "x" * 4097}, False),
        ({"text": "👷" * 2048}, True),
        ({"text": "👷" * 2049}, False),
        ({"text": ""}, False),
    ],
)
def test_a_webhook_answers_directly_with_what_telegram_takes_for_sure(
    call: dict[str, Any], is_fine: bool
) -> None:
    assert fits(OutgoingCall(SEND_MESSAGE, call)) is is_fine
    (wide,) = render_message(1, many(100))
    assert fits(wide)
    (wider,) = render_message(1, many(101))
    assert not fits(wider)


def test_a_long_toast_is_read_as_a_message() -> None:
    reply = Reply(toast=Markup("好" * 201))
    toast, message = render(ReplyTarget(1, "tap"), reply).calls
    assert (toast.method, toast.fields["text"]) == (ANSWER_TAP, None)
    assert message.fields["text"] == "好" * 201


def test_a_caption_that_is_too_long_comes_below_its_file() -> None:
    file = Document("a.csv", b"a")
    buttons = ((Button("好", "menu"),),)
    short, long = ("👷" * count for count in (512, 513))
    (one,) = render_message(1, Message(Markup(short), buttons, document=file))
    assert one.fields["caption"] == short
    bare, rest = render_message(1, Message(Markup(long), buttons, document=file))
    assert (bare.fields["caption"], rest.fields["text"]) == ("", long)
    assert "reply_markup" in rest.fields
    assert "reply_markup" not in bare.fields


@pytest.mark.parametrize(
    ("said", "entities", "heard"),
    [
        ("看这里", [(1, 2, "https://a.cn/x")], "看这里 (https://a.cn/x)"),
        ("👷看这里吧", [(2, 3, "https://a.cn")], "👷看这里 (https://a.cn)吧"),
        ("a b", [(0, 1, "https://a.cn"), (2, 1, "tg://b")], "a (https://a.cn) b (tg://b)"),
        ("https://a.cn", [(0, 12, "https://a.cn")], "https://a.cn"),
        ("x", [(5, 9, "https://a.cn")], "x (https://a.cn)"),
    ],
)
def test_a_link_hidden_in_the_formatting_is_kept(
    said: str, entities: list[tuple[int, int, str]], heard: str
) -> None:
    links = [
        MessageEntity(type="text_link", offset=offset, length=length, url=url)
        for offset, length, url in entities
    ]
    assert with_hidden_links(said, links) == heard
    assert with_hidden_links(said, None) == said


async def test_a_message_that_is_brought_up_to_date_is_edited_only_when_it_changed(
    town: Town,
) -> None:
    await arrive(town.ana)
    async with open_sender(TOKEN, town.address, 30) as sender:
        address = telegram_address(ANA.id)
        sent: Any = await sender.send(address, Message(Markup("1 of 3")))
        for words in ("1 of 3", "1 of 3", "2 of 3", "2 of 3", "3 of 3"):
            again: Any = await sender.send(address, Message(Markup(words)), sent.message_id)
            assert again == sent
    edits = [one["params"]["text"] for one in await town.calls("editMessageText")]
    assert [one for one in edits if "of 3" in one] == ["1 of 3", "2 of 3", "3 of 3"]


@pytest.mark.parametrize(
    ("code", "words"),
    [("zh-hans", "没能显示"), ("ko", "보여 드리지"), ("ru", "could not be shown")],
)
async def test_every_answer_has_words_for_that_in_its_readers_language(
    sqlite_url: str, tmp_path: Path, code: str, words: str
) -> None:
    said = {"message_id": 1, "date": 1, "chat": ANA.chat(), "text": "/start"}
    update = parse_update(
        {"update_id": 1, "message": {**said, "from": {**ANA.user(), "language_code": code}}}
    )
    assert update is not None
    async with open_room(sqlite_url, tmp_path) as room:
        (spoken,) = await room.turns.take([update])
    assert spoken.instead is not None
    assert words in spoken.instead.fields["text"]


async def test_whoever_chose_a_language_reads_it_in_that(sqlite_url: str, tmp_path: Path) -> None:
    said = {"date": 1, "chat": ANA.chat(), "from": {**ANA.user(), "language_code": "zh-hans"}}
    async with open_room(sqlite_url, tmp_path) as room:
        for number, text in enumerate(("/start", "English", "/help")):
            raw = {**said, "message_id": number, "text": text}
            update = parse_update({"update_id": number, "message": raw})
            assert update is not None
            (spoken,) = await room.turns.take([update])
    assert spoken.instead is not None
    assert "could not be shown" in spoken.instead.fields["text"]


def test_what_is_said_instead_stays_in_the_topic() -> None:
    answer, refused = Reply((Message(Markup("x")),)), Message(Markup("could not be shown"))
    calls = render(ReplyTarget(1, thread_id=7), answer, refused)
    assert calls.instead is not None
    assert [one.fields["message_thread_id"] for one in (*calls.calls, calls.instead)] == [7, 7]


def edited(number: int, text: str, *, first: bool = False) -> TelegramUpdate:
    """A message of that number as it is now."""
    said = {"message_id": number, "date": 1, "chat": ANA.chat(), "text": text, "from": ANA.user()}
    update = parse_update({"update_id": 1, "message" if first else "edited_message": said})
    assert update is not None
    return update


def test_an_edit_is_news_once_and_what_is_to_be_heard_again_is_news_again() -> None:
    last = LastSaid(most=2)

    def hears(update: TelegramUpdate) -> bool:
        return last.hear([update])[0].message is not None

    assert hears(edited(1, "one", first=True))
    assert not hears(edited(1, "one"))
    assert hears(edited(1, "another"))
    assert not hears(edited(1, "another"))
    last.forget([edited(1, "another")])
    assert hears(edited(1, "another"))
    assert hears(edited(2, "two"))
    assert hears(edited(3, "three"))
    assert hears(edited(1, "another"))  # forgotten: so many are remembered and no more
    assert not hears(edited(3, "three"))
