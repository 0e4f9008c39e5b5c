"""A phone for tests: what a person does and sees, over the sandbox's HTTP."""

from itertools import chain
from typing import Any

import aiohttp

Message = dict[str, Any]
Button = dict[str, Any]

SHOWN_MESSAGES = 6


class PhoneError(AssertionError):
    """Something that this person can't do now; the text says what the phone shows."""


class Phone:
    """One person's phone. Every act returns when the bot has acknowledged it, and has looked.

    `base_url` is the sandbox's address; `patience` the seconds that the bot has for an act.
    """

    def __init__(
        self, base_url: str, person_id: int, session: aiohttp.ClientSession, patience: float = 20
    ) -> None:
        self.person_id = person_id
        self.messages: list[Message] = []
        self.keyboard: dict[str, Any] | None = None
        self.toasts: list[dict[str, Any]] = []
        self.typing = False
        self._session = session
        self._address = f"{base_url}/sandbox/chats/{person_id}"
        self._patience = patience

    async def look(self) -> "Phone":
        """See what the chat holds now."""
        async with self._session.get(self._address) as response:
            shown = await response.json()
            if not response.ok:
                raise PhoneError(shown["description"])
        self.messages, self.keyboard = shown["messages"], shown["keyboard"]
        self.toasts, self.typing = shown["toasts"], shown["typing"]
        return self

    async def does(self, act: str, wait: bool = True, **particulars: Any) -> dict[str, Any]:
        """Any act of the sandbox; returns its `update_id` and `message`."""
        query = {"wait": "1", "timeout": str(self._patience)} if wait else {}
        return await self._posts(act, query, json=particulars)

    async def _posts(self, act: str, query: dict[str, str], **body: Any) -> dict[str, Any]:
        url = f"{self._address}/{act}"
        async with self._session.post(url, params=query, **body) as response:
            answer: dict[str, Any] = await response.json()
        await self.look()
        if not response.ok:
            raise self._error(f"{act} {body.get('json', '')}: {answer['description']}")
        return answer

    async def start(self, payload: str | None = None) -> None:
        await self.does("start", payload=payload or "")

    async def says(self, text: str) -> None:
        await self.does("text", text=text)

    async def taps(self, label: str, message: Message | None = None) -> None:
        """Tap the button whose label contains `label`.

        On the message given, or else on the newest message that has such a button, or else on
        the reply keyboard.
        """
        await self.look()
        newest = [message] if message else reversed(self.messages)
        for seen in newest:
            for button in inline_buttons(seen):
                if label in button["text"]:
                    particulars = {"message_id": seen["message_id"], "text": button["text"]}
                    await self.does("tap", **particulars, data=button.get("callback_data"))
                    return
        if message is not None or not (fitting := self._keys(label)):
            raise self._error(f"there is no button {label!r}")
        await self.does("tap", text=fitting[0]["text"])

    def _keys(self, label: str) -> list[Button]:
        rows = (self.keyboard or {}).get("keyboard", [])
        return [key for key in chain.from_iterable(rows) if label in key["text"]]

    async def shares_contact(self) -> None:
        await self.does("contact", own=True)

    async def shares_location(self, latitude: float, longitude: float) -> None:
        await self.does("location", latitude=latitude, longitude=longitude)

    async def sends_photo(self, size: int = 50_000, **told: Any) -> None:
        """A photo of about so many bytes, perhaps with a caption and the album's media_group_id."""
        await self.does("photo", size=size, **told)

    async def sends_album(self, album: str, pieces: int, caption: str = "") -> None:
        """Several photos at once, each a message of its own; the caption is under the first."""
        for piece in range(pieces):
            told: dict[str, Any] = {"caption": caption} if caption and not piece else {}
            await self.does("photo", size=50_000 + piece, media_group_id=album, **told)

    async def sends_document(self, size: int = 1024, name: str = "document.pdf") -> None:
        """A document of so many bytes, whose type goes by its name."""
        await self.does("document", size=size, file_name=name)

    async def uploads(self, act: str, content: bytes, name: str, media: str) -> None:
        """A photo or a document (`act`) with this content, name and media type."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field(act, content, filename=name, content_type=media)
        await self._posts(act, {"wait": "1", "timeout": str(self._patience)}, data=form)

    async def sends_voice(self) -> None:
        await self.does("voice")

    async def sends_sticker(self) -> None:
        await self.does("sticker")

    async def edits(self, message_id: int, text: str) -> None:
        await self.does("edit", message_id=message_id, text=text)

    async def blocks(self) -> None:
        await self.does("block")

    async def unblocks(self) -> None:
        await self.does("unblock")

    @property
    def received(self) -> list[Message]:
        """What the bot wrote, oldest first."""
        return [seen for seen in self.messages if seen.get("from", {}).get("is_bot")]

    @property
    def last(self) -> str:
        """The text or caption of the bot's newest message; empty where it has none."""
        return words(self.received[-1]) if self.received else ""

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's newest message."""
        newest = self.received[-1:]
        return [button["text"] for seen in newest for button in inline_buttons(seen)]

    def _error(self, reason: str) -> PhoneError:
        return PhoneError(f"{reason}\n{self.screen()}")

    def screen(self) -> str:
        """What the phone shows at this moment, as lines of text."""
        lines = [f"The phone of {self.person_id} shows:"]
        for seen in self.messages[-SHOWN_MESSAGES:]:
            side = "<" if seen in self.received else ">"
            labels = "".join(f" [{button['text']}]" for button in inline_buttons(seen))
            lines.append(f"  {side} {seen.get('message_id')} {words(seen)}{labels}")
        keys = "".join(f" [{key['text']}]" for key in self._keys(""))
        return "\n".join(lines + ([f"  keyboard:{keys}"] if keys else []))


def words(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


def inline_buttons(message: Message) -> list[Button]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return list(chain.from_iterable(rows))
