"""A message that bears a file or a place arrives with it, also through the outbox."""

from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from dialogue.core.reply import Button, Document, MapPoint, Message
from models.notices.messages import NOTICE
from models.outbox.row import RowState
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.render_context import RenderContext
from scheduler.messages.render import RENDERERS
from tests.delivery.office import Bureau, open_bureau

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
