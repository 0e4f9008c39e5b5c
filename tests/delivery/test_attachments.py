"""What a message bears arrives, also through the outbox: a file, a place, a link."""

from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from bot.telegram.start_links import draw_qr_code, get_address
from dialogue.core.reply import Button, Document, MapPoint, Message
from dialogue.core.start_link import StartLink
from models.notices.messages import NOTICE
from models.outbox.row import RowState
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.render_context import RenderContext
from scheduler.delivery.settling import FIRST_PAUSE
from scheduler.messages.render import RENDERERS
from tests.delivery.office import Bureau, open_bureau

BOT = "chunfeng_bot"
BUTTONS = ((Button("1 Thank you", "menu"),),)
REPORT = Document("季报.xlsx", b"PK\x03\x04 a sheet")
HALL = MapPoint(43.31, 129.77, "汪清镇礼堂", "汪清县汪清镇")


@pytest.fixture
async def bureau(database_url: str) -> AsyncIterator[Bureau]:
    """An office with one person."""
    async with open_bureau(database_url, 1) as opened:
        yield opened


async def delivers(bureau: Bureau, message: Message) -> int:
    """A notice goes out that says this; gives its number."""

    async def render(context: RenderContext) -> Message:
        return message

    renderers = {**RENDERERS, NOTICE: render}
    bureau.delivery = DeliveryLoop(bureau.sessions, bureau.office, bureau.post, renderers)
    notice = await bureau.publishes()
    await bureau.delivers()
    return notice


async def test_a_report_arrives_as_a_file_with_its_words_and_buttons(bureau: Bureau) -> None:
    text = Markup("<b>The quarter</b>")
    notice = await delivers(bureau, Message(text, BUTTONS, document=REPORT))
    (got,) = bureau.got(0)
    assert (got["document"]["file_name"], got["caption"]) == (REPORT.name, "The quarter")
    files = bureau.sandbox.exchange.files
    about = files.find(got["document"]["file_id"])
    assert about is not None
    assert files.content(about) == REPORT.content
    assert got["reply_markup"]["inline_keyboard"][0][0]["text"] == "1 Thank you"
    assert await bureau.fates(notice) == [(RowState.SENT, None)]


async def test_a_place_arrives_on_the_map_before_its_words(bureau: Bureau) -> None:
    notice = await delivers(bureau, Message(Markup("Here it is"), BUTTONS, spot=HALL))
    place, words = bureau.got(0)
    assert place["venue"]["title"] == HALL.title
    assert (place["location"]["latitude"], place["location"]["longitude"]) == (43.31, 129.77)
    assert words["text"] == "Here it is"
    (row,) = await bureau.rows(notice)
    assert row.message_id == words["message_id"]


@pytest.mark.parametrize("payload", ["here-5-abc", ""])
async def test_a_link_arrives_as_an_address(bureau: Bureau, payload: str) -> None:
    link = StartLink(payload)
    await delivers(bureau, Message(Markup("Open it: {}").format(link), BUTTONS))
    assert bureau.texts(0) == [f"Open it: {get_address(payload, BOT)}"]


async def test_a_link_as_a_picture_arrives_as_a_code_beside_its_words(bureau: Bureau) -> None:
    link = StartLink("here-5-abc")
    await delivers(bureau, Message(Markup("{} or scan").format(link), BUTTONS, picture=link))
    address = get_address("here-5-abc", BOT)
    (got,) = bureau.got(0)
    assert got["caption"] == f"{address} or scan"
    files = bureau.sandbox.exchange.files
    about = files.find(got["photo"][-1]["file_id"])
    assert about is not None
    assert files.content(about) == draw_qr_code(address)


async def test_a_link_waits_where_telegram_cannot_be_asked_for_the_address(bureau: Bureau) -> None:
    """It is sent later, and never as a tag that nobody can open."""
    bureau.fault("5xx", method="getMe")
    notice = await delivers(bureau, Message(Markup("Open it: {}").format(StartLink("a-1"))))
    assert bureau.texts(0) == []
    bureau.clock.move(FIRST_PAUSE)
    await bureau.delivers()
    assert bureau.texts(0) == [f"Open it: {get_address('a-1', BOT)}"]
    assert [state for state, _ in await bureau.fates(notice)] == [RowState.SENT]
