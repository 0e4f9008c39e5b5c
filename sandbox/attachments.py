"""What a person attaches: photos, documents, voices and stickers, uploaded or made up."""

from collections.abc import Callable
from mimetypes import guess_type
from typing import Any

from sandbox.calls import Upload
from sandbox.hands import Hand
from sandbox.pictures import jpeg, pdf
from sandbox.updates import Update

STICKER = {
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}


def photo(hand: Hand) -> Update:
    sample = Upload("photo.jpg", jpeg(size=hand.call.whole("size")), "image/jpeg")
    return hand.write({"photo": hand.exchange.files.photo(hand.upload(sample))} | _caption(hand))


def document(hand: Hand) -> Update:
    """As uploaded, or made up: its type goes by its name, as phones tell it."""
    name = hand.call.text("file_name") or "document.pdf"
    content = pdf(hand.call.whole("size", 1024))
    upload = hand.upload(Upload(name, content, guess_type(name)[0] or "application/octet-stream"))
    details = {"file_name": upload.name, "mime_type": upload.content_type}
    return hand.write(
        {"document": hand.exchange.files.add("document", upload, **details)} | _caption(hand)
    )


def _caption(hand: Hand) -> dict[str, Any]:
    caption = hand.call.text("caption")
    return {"caption": caption} if caption else {}


def voice(hand: Hand) -> Update:
    upload = hand.upload(Upload("voice.oga", b"OggS" + bytes(996), "audio/ogg"))
    details = {"duration": hand.call.whole("duration", 3), "mime_type": upload.content_type}
    return hand.write({"voice": hand.exchange.files.add("voice", upload, **details)})


def sticker(hand: Hand) -> Update:
    upload = hand.upload(Upload("sticker.webp", b"RIFF\0\0\0\0WEBP", "image/webp"))
    details = STICKER | {"emoji": hand.call.text("emoji") or "👍"}
    return hand.write({"sticker": hand.exchange.files.add("sticker", upload, **details)})


ATTACHMENTS: dict[str, Callable[[Hand], Update]] = {
    "photo": photo,
    "document": document,
    "voice": voice,
    "sticker": sticker,
}
