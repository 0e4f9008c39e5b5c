"""The keyboards under messages, checked as Telegram checks them."""

import json
import re
from typing import Any

from sandbox.api.calls import Call
from sandbox.api.refusals import bad_request

Markup = dict[str, Any]

ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
)
LINK = re.compile(r"(https?://[^\s/.]+\.[^\s]+|tg://[^\s]+)", re.ASCII)
REQUESTS = ("request_contact", "request_location")
OPTIONS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
MOST_BUTTONS, MOST_BYTES = 100, 10 * 1024


def read_markup(call: Call, private: bool = True) -> Markup | None:
    """The `reply_markup` of a call with the fields that Telegram keeps; None without buttons.

    It has one of `inline_keyboard`, `keyboard`, `remove_keyboard`, `force_reply`.
    """
    given = call.structure("reply_markup")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        return _rows("inline_keyboard", given, inline_button)
    if "keyboard" in given:
        return _keyboard(given, private)
    kinds = [kind for kind in ("remove_keyboard", "force_reply") if given.get(kind)]
    return {kinds[0]: True} if kinds else None


def inline_only(call: Call) -> Markup | None:
    """As `read_markup`, for an edit: Telegram takes nothing but an inline keyboard there."""
    markup = read_markup(call)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(field: str, given: Markup, read: Any) -> Markup | None:
    rows = given[field]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" of the ReplyMarkup must be an Array of Arrays')
    kept = [[read(button) for button in row] for row in rows if row]
    size = len(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
    if sum(map(len, kept)) > MOST_BUTTONS or size > MOST_BYTES:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {field: kept} if kept else None


def inline_button(given: Any) -> Markup:
    """A button with a text and exactly one action."""
    button = _labelled(given, "inline keyboard button")
    actions = [action for action in ACTIONS if given.get(action) is not None]
    if not actions:
        reason = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"can't parse inline keyboard button: {reason}")
    value = given[actions[0]]
    if actions[0] == "callback_data" and not 1 <= len(str(value).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if actions[0] == "url" and not LINK.fullmatch(str(value)):
        reason = f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL"
        raise bad_request(reason)
    return button | {actions[0]: value}


def _labelled(given: Any, what: str) -> Markup:
    if not isinstance(given, dict):
        raise bad_request(f"can't parse {what}: Object expected")
    if not isinstance(given.get("text"), str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    if not given["text"].strip():
        raise bad_request(f'can\'t parse {what}: Field "text" must be non-empty')
    return {"text": given["text"]}


def _keyboard(given: Markup, private: bool) -> Markup | None:
    def button(value: Any) -> Markup:
        read = {"text": value} if isinstance(value, str) else value
        kept = _labelled(read, "keyboard button")
        asked = {key: True for key in REQUESTS if read.get(key)}
        if asked and not private:
            what = "phone number" if "request_contact" in asked else "location"
            raise bad_request(f"{what} can be requested in private chats only")
        return kept | asked

    markup = _rows("keyboard", given, button)
    if markup is None:
        return None
    if hint := given.get("input_field_placeholder"):
        markup["input_field_placeholder"] = hint
    return markup | {option: True for option in OPTIONS if given.get(option)}
