"""The phone that the project's own tests hold in their hands."""

from collections.abc import AsyncIterator

import pytest

from sandbox.chats.phone import Phone, PhoneError
from tests.sandbox.echo import echo
from tests.sandbox.wire import ANA, Wire


@pytest.fixture
async def phone(wire: Wire) -> AsyncIterator[Phone]:
    async with echo(wire):
        yield Phone(wire.base, ANA, wire.session)


async def test_a_person_talks_with_the_bot(phone: Phone) -> None:
    assert (phone.last, phone.buttons, phone.messages) == ("", [], [])
    await phone.start("invite")
    assert phone.last == "/start invite"
    assert phone.buttons == ["好的"]
    await phone.says("你好")
    assert phone.last == "你好"
    assert [message["text"] for message in phone.received] == ["/start invite", "你好"]
    assert phone.typing is False


async def test_a_person_taps_the_newest_button_that_fits(phone: Phone) -> None:
    await phone.start()
    await phone.says("keyboard")
    assert phone.buttons == []
    await phone.taps("好")
    assert phone.toasts == [{"text": "收到", "show_alert": False}]
    await phone.taps("好", phone.received[0])
    assert len(phone.toasts) == 2
    await phone.taps("是")
    assert phone.last == "是的"
    await phone.taps("号码")
    assert phone.last == "contact"


async def test_a_person_sends_all_kinds_of_things(phone: Phone) -> None:
    await phone.shares_contact()
    assert phone.last == "contact"
    await phone.shares_location(44.8, 123.1)
    assert phone.last == "location"
    await phone.sends_photo(size=70_000)
    assert phone.last == "photo"
    await phone.sends_document()
    assert phone.last == "document"
    await phone.sends_voice()
    assert phone.last == "voice"
    await phone.sends_sticker()
    assert phone.last == "sticker"
    await phone.says("helo")
    await phone.edits(phone.messages[-2]["message_id"], "hello")
    assert phone.last == "hello"


async def test_a_person_blocks_and_comes_back(phone: Phone) -> None:
    await phone.start()
    await phone.blocks()
    with pytest.raises(PhoneError, match="this person has blocked the bot"):
        await phone.says("x")
    await phone.unblocks()
    await phone.says("x")
    assert phone.last == "x"


async def test_an_error_tells_what_the_phone_shows(phone: Phone) -> None:
    await phone.says("keyboard")
    await phone.says("你好")
    with pytest.raises(PhoneError) as error:
        await phone.taps("不")
    assert str(error.value).splitlines() == [
        "there is no button '不'",
        "The phone of 1001 shows:",
        "  > 1 keyboard",
        "  < 2 keyboard",
        "  > 3 你好",
        "  < 4 你好 [好的]",
        "  keyboard: [是的] [号码]",
    ]
    with pytest.raises(PhoneError, match="there is no button '是'"):
        await phone.taps("是", phone.messages[-1])


async def test_a_phone_does_not_wait_for_ever(ana: Phone, started: Wire) -> None:
    impatient = Phone(started.base, ANA, started.session, patience=0.01)
    with pytest.raises(PhoneError, match="has not acknowledged update"):
        await impatient.says("x")
    said = await ana.does("text", wait=False, text="y")
    assert said["message"]["text"] == "y"


async def test_a_phone_of_nobody_shows_nothing(wire: Wire) -> None:
    with pytest.raises(PhoneError, match="nobody has the chat 99"):
        await Phone(wire.base, 99, wire.session).look()
