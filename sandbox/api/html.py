"""HTML as Telegram reads it: a few tags, a few references, and everything else refused."""

import re
from dataclasses import dataclass

from sandbox.api.entities import Entity, length
from sandbox.api.refusals import Refusal, bad_request

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
ATTRIBUTE = re.compile(r"""\s+([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
START = re.compile(rf"<([^\s>/]*)((?:{ATTRIBUTE.pattern})*)\s*>")
END = re.compile(r"</([^\s>]*)\s*>")
PLAIN = re.compile(r"[^<&]+")


@dataclass
class OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int


class HtmlReader:
    """Reads one text. Offsets in errors count bytes of UTF-8, those in entities UTF-16 units."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[OpenTag] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        """The text and its entities; a Refusal says what Telegram can't parse, and where."""
        while self.position < len(self.source):
            if self.source.startswith("</", self.position):
                self._end()
            elif self.source.startswith("<", self.position):
                self._start()
            else:
                self._text()
        if self.open:
            raise self._refusal(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"'
            )
        text = "".join(self.parts)
        return text, sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _text(self) -> None:
        plain = PLAIN.match(self.source, self.position)
        if plain:
            return self._add(plain.group(), plain.end())
        reference = REFERENCE.match(self.source, self.position)
        if reference is None:
            return self._add("&", self.position + 1)
        return self._add(_character(reference), reference.end())

    def _add(self, text: str, position: int) -> None:
        self.parts.append(text)
        self.length += length(text)
        self.position = position

    def _start(self) -> None:
        tag = START.match(self.source, self.position)
        if tag is None:
            raise self._refusal(f"Unclosed start tag at byte offset {self._at()}")
        name = tag.group(1).lower()
        if name not in KINDS:
            raise self._refusal(f'Unsupported start tag "{name}" at byte offset {self._at()}')
        attributes = {key.lower(): value for key, value in ATTRIBUTE.findall(tag.group(2))}
        values = {key: HtmlReader(value.strip("\"'")).plain() for key, value in attributes.items()}
        if name == "span" and values.get("class") != "tg-spoiler":
            reason = f'Tag "span" at byte offset {self._at()} must have class "tg-spoiler"'
            raise self._refusal(reason)
        self.open.append(OpenTag(name, values, self.length))
        self.position = tag.end()

    def plain(self) -> str:
        """The source with its references replaced, for the value of an attribute."""
        return REFERENCE.sub(_character, self.source)

    def _end(self) -> None:
        tag = END.match(self.source, self.position)
        if tag is None:
            raise self._refusal(f"Unclosed end tag at byte offset {self._at()}")
        if not self.open:
            raise self._refusal(f"Unexpected end tag at byte offset {self._at()}")
        opened, name = self.open.pop(), tag.group(1).lower()
        if name not in {opened.name, ""}:
            reason = f"Unmatched end tag at byte offset {self._at()}"
            raise self._refusal(f'{reason}, expected "</{opened.name}>", found "</{name}>"')
        self.position = tag.end()
        self._close(opened)

    def _close(self, tag: OpenTag) -> None:
        size = self.length - tag.offset
        extra = _extra(tag, "".join(self.parts), size)
        inside = [outer.name for outer in self.open]
        if tag.name == "code" and inside[-1:] == ["pre"]:
            # <pre><code class="language-x"> is one entity: the pre with a language.
            self.open[-1].attributes.update(tag.attributes)
        elif size and extra is not None and not {"pre", "code"} & set(inside):
            entity = {"type": KINDS[tag.name], "offset": tag.offset, "length": size}
            self.entities.append(entity | extra)

    def _at(self) -> int:
        return len(self.source[: self.position].encode())

    def _refusal(self, reason: str) -> Refusal:
        return bad_request(f"can't parse entities: {reason}")


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return REFERENCES[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    known = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if known else reference.group()


def _extra(tag: OpenTag, text: str, size: int) -> Entity | None:
    """The fields beside type, offset and length; None where Telegram drops the entity."""
    if tag.name == "a":
        shown = text.encode("utf-16-le")[-2 * size :].decode("utf-16-le") if size else ""
        url = tag.attributes.get("href") or shown
        return {"url": url} if re.match(r"(https?|tg)://|mailto:|tel:", url) else None
    if tag.name == "tg-emoji":
        return {"custom_emoji_id": tag.attributes.get("emoji-id", "")}
    if tag.name == "blockquote" and "expandable" in tag.attributes:
        return {"type": "expandable_blockquote"}
    language = tag.attributes.get("class", "").removeprefix("language-")
    return {"language": language} if tag.name == "pre" and language else {}
