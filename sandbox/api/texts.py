"""The text or caption of a call, parsed and measured."""

from sandbox.api.calls import Call
from sandbox.api.entities import Entity, length, trimmed, with_found
from sandbox.api.html import HtmlReader
from sandbox.api.refusals import bad_request

TEXT_MOST, CAPTION_MOST = 4096, 1024
ENTITY_FIELDS = ("type", "url", "language", "custom_emoji_id")


def read_text(call: Call, field: str = "text") -> tuple[str, list[Entity]]:
    """The text or caption of a call after parsing, and its entities; refused above the limit.

    The limits, 4,096 and 1,024, count UTF-16 code units after parsing and trimming. Telegram
    is vague about characters beyond the basic plane; this is the stricter reading.
    """
    text, entities = trimmed(*_parsed(call, field))
    if length(text) > (TEXT_MOST if field == "text" else CAPTION_MOST):
        raise bad_request(f"message {'' if field == 'text' else 'caption '}is too long")
    return text, with_found(text, entities)


def _parsed(call: Call, field: str) -> tuple[str, list[Entity]]:
    mode, source = call.text("parse_mode"), call.text(field)
    given = call.records("entities" if field == "text" else "caption_entities")
    if mode.lower() == "html":
        return HtmlReader(source).read()
    if mode.lower() in {"markdown", "markdownv2"}:
        raise bad_request(f"parse_mode {mode} is not supported by the sandbox")
    if mode:
        raise bad_request("unsupported parse_mode")
    return source, [_entity(one) for one in given]


def _entity(given: Entity) -> Entity:
    place = {"offset": given.get("offset"), "length": given.get("length")}
    if not all(isinstance(number, int) for number in place.values()):
        raise bad_request("can't parse MessageEntity: offset and length expected")
    return {key: given[key] for key in ENTITY_FIELDS if key in given} | place
