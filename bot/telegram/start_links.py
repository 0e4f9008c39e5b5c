"""Start links as Telegram has them: an address of t.me, or a QR code of it."""

import re
from dataclasses import replace
from io import BytesIO

from markupsafe import Markup

from dialogue.core.reply import Document, Message, Reply
from dialogue.core.start_link import StartLink

# What people write never looks like it: their < is escaped.
LINK = re.compile(r"<start-link>([\w-]*)</start-link>", re.ASCII)
PIXELS, MARGIN = 8, 4


def resolve_start_links(reply: Reply, bot_username: str) -> Reply:
    """The reply with Telegram's addresses in place of its links."""
    if not any(has_start_link(message) for message in reply.messages):
        return reply
    return replace(
        reply, messages=tuple(resolve_links_of(message, bot_username) for message in reply.messages)
    )


def has_start_link(message: Message) -> bool:
    """Whether Telegram's address of the bot is asked for."""
    return isinstance(message.picture, StartLink) or "<start-link>" in message.text


def resolve_links_of(message: Message, bot_username: str) -> Message:
    """The message with Telegram's addresses in place of its links."""
    text = LINK.sub(lambda found: get_address(found[1], bot_username), message.text)
    picture = message.picture
    if isinstance(picture, StartLink):
        code = draw_qr_code(get_address(picture.payload, bot_username))
        picture = Document("code.png", code)
    return replace(message, text=Markup(text), picture=picture)  # noqa: S704


def get_address(payload: str, bot_username: str) -> str:
    """The address that opens the chat with the bot, with the payload if there is one."""
    address = f"https://t.me/{bot_username}"
    return f"{address}?start={payload}" if payload else address


def draw_qr_code(address: str) -> bytes:
    """A PNG of the code."""
    import segno

    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="png", scale=PIXELS, border=MARGIN)
    return picture.getvalue()
