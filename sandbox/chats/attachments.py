"""What a person attaches: photos, documents, voices and stickers, uploaded or made up."""

from collections.abc import Callable
from mimetypes import guess_type
from typing import Any

from sandbox.api.calls import Upload
from sandbox.chats.phone_action import PhoneAction
from sandbox.chats.pictures import jpeg, pdf
from sandbox.chats.updates import Update

STICKER = {
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}


def photo(action: PhoneAction) -> Update:
    sample = Upload("photo.jpg", jpeg(size=action.call.whole("size")), "image/jpeg")
    return action.write(
        {"photo": action.exchange.files.photo(action.upload(sample))} | _caption(action)
    )


def document(action: PhoneAction) -> Update:
    """As uploaded, or made up: its type goes by its name, as phones tell it."""
    name = action.call.text("file_name") or "document.pdf"
    content = pdf(action.call.whole("size", 1024))
    upload = action.upload(Upload(name, content, guess_type(name)[0] or "application/octet-stream"))
    details = {"file_name": upload.name, "mime_type": upload.content_type}
    return action.write(
        {"document": action.exchange.files.add("document", upload, **details)} | _caption(action)
    )


def _caption(action: PhoneAction) -> dict[str, Any]:
    """A caption, and the album that the message is a piece of."""
    told = {key: action.call.text(key) for key in ("caption", "media_group_id")}
    return {key: text for key, text in told.items() if text}


def voice(action: PhoneAction) -> Update:
    upload = action.upload(Upload("voice.oga", b"OggS" + bytes(996), "audio/ogg"))
    details = {"duration": action.call.whole("duration", 3), "mime_type": upload.content_type}
    return action.write({"voice": action.exchange.files.add("voice", upload, **details)})


def sticker(action: PhoneAction) -> Update:
    upload = action.upload(Upload("sticker.webp", b"RIFF\0\0\0\0WEBP", "image/webp"))
    details = STICKER | {"emoji": action.call.text("emoji") or "👍"}
    return action.write({"sticker": action.exchange.files.add("sticker", upload, **details)})


ATTACHMENTS: dict[str, Callable[[PhoneAction], Update]] = {
    "photo": photo,
    "document": document,
    "voice": voice,
    "sticker": sticker,
}
