"""Text and its entities, measured as Telegram measures: in UTF-16 code units."""

import re
from typing import Any

Entity = dict[str, Any]

FOUND = {
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])"),
    "url": re.compile(r"https?://[\w\-.~:/?#@!$&'()*+,;=%]*[\w/#=&%]", re.ASCII),
}
OPAQUE = {"code", "pre", "text_link", "text_mention"}
BLANK = " \n\t\r\v\f\0"


def length(text: str) -> int:
    """The UTF-16 code units of a text: most Chinese characters are one, most emoji two."""
    return len(text.encode("utf-16-le")) // 2


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without blanks at both ends, as Telegram stores it, and the entities moved with it."""
    kept = text.strip(BLANK)
    cut = length(text) - length(text.lstrip(BLANK))
    limit = length(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] - cut + entity["length"], limit)
        if start < end:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """The entities given, and the commands and links that Telegram finds by itself."""
    opaque = [entity for entity in entities if entity["type"] in OPAQUE]
    found = [entity for entity in _found(text) if not any(_overlap(entity, o) for o in opaque)]
    return sorted(entities + found, key=lambda entity: (entity["offset"], -entity["length"]))


def _found(text: str) -> list[Entity]:
    return [
        {"type": kind, "offset": length(text[: match.start()]), "length": length(match.group())}
        for kind, pattern in FOUND.items()
        for match in pattern.finditer(text)
    ]


def _overlap(one: Entity, other: Entity) -> bool:
    one_end, other_end = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < other_end and other["offset"] < one_end)
