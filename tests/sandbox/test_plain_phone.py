"""A phone with text alone: what others tap is typed."""

from collections.abc import AsyncIterator

import pytest

from sandbox.chats.phone import PhoneError
from sandbox.chats.plain_phone import ButtonsOnlyError, PlainPhone
from tests.sandbox.echo import echo
from tests.sandbox.wire import ANA, Wire

LABELS = ("1 好的", "2 📄 Read more", "‹ Back")
LIST = {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in LABELS]}


@pytest.fixture
async def wire_with_bot(wire: Wire) -> AsyncIterator[Wire]:
    async with echo(wire):
        yield wire


@pytest.fixture
async def phone(wire_with_bot: Wire) -> PlainPhone:
    phone = PlainPhone(wire_with_bot.base, ANA, wire_with_bot.session)
    await phone.start()
    await wire_with_bot.call("sendMessage", chat_id=ANA, text="List", reply_markup=LIST)
    return phone


async def test_a_choice_is_typed_by_its_number_or_else_its_words(phone: PlainPhone) -> None:
    await phone.taps("Read")
    assert phone.last == "2"


async def test_a_choice_without_a_number_is_typed_by_its_words(phone: PlainPhone) -> None:
    await phone.taps("Back")
    assert phone.last == "Back"


async def test_choices_can_be_typed_by_their_words_alone(wire_with_bot: Wire) -> None:
    phone = PlainPhone(wire_with_bot.base, ANA, wire_with_bot.session, by_label=True)
    await phone.start()
    await wire_with_bot.call("sendMessage", chat_id=ANA, text="List", reply_markup=LIST)
    await phone.taps("Read")
    assert phone.last == "Read more"


async def test_only_the_choices_that_came_last_can_be_typed(phone: PlainPhone) -> None:
    await phone.look()
    listed = phone.received[-1]
    await phone.says("你好")
    with pytest.raises(PhoneError, match="was listed earlier"):
        await phone.taps("Read", listed)


async def test_the_keys_of_a_keyboard_are_typed_or_send_what_they_ask_for(
    phone: PlainPhone,
) -> None:
    await phone.says("keyboard")
    assert phone.keyboard is None
    await phone.taps("是")
    assert phone.last == "是的"
    await phone.taps("号码")
    assert phone.last == "contact"


async def test_an_edited_message_arrives_once_more(phone: PlainPhone, wire: Wire) -> None:
    await phone.look()
    edited = phone.received[-1]["message_id"]
    await wire.call("editMessageText", chat_id=ANA, message_id=edited, text="Other")
    await phone.look()
    assert [message["text"] for message in phone.received[-2:]] == ["List", "Other"]


async def test_nothing_of_a_button_but_its_label_is_known(phone: PlainPhone) -> None:
    await phone.look()
    assert phone.buttons == list(LABELS)
    assert "callback_data" not in str(phone.messages)
    assert phone.screen().splitlines()[-3:] == [f"      {label}" for label in LABELS]
    with pytest.raises(ButtonsOnlyError):
        await phone.does("tap", message_id=1, data="ok", forged=True)
