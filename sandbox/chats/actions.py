"""The actions of a person on a phone, each turned into an update for the bot."""

from collections.abc import Callable
from typing import Any

from sandbox.api.entities import length, with_found
from sandbox.api.refusals import bad_request
from sandbox.api.texts import TEXT_MOST
from sandbox.chats.attachments import ATTACHMENTS
from sandbox.chats.chat import Message
from sandbox.chats.phone_action import PhoneAction
from sandbox.chats.updates import Update


def start(action: PhoneAction) -> Update:
    if action.chat.blocked:
        unblock(action)
    payload = action.call.text("payload")
    return _say(action, f"/start {payload}".rstrip())


def text(action: PhoneAction) -> Update:
    return _say(action, action.call.text("text"))


def _say(action: PhoneAction, said: str) -> Update:
    return action.write(_words(said))


def _words(said: str) -> dict[str, Any]:
    if not 1 <= length(said) <= TEXT_MOST:
        raise bad_request(f"a phone sends 1 to {TEXT_MOST} characters at once")
    entities = with_found(said, [])
    return {"text": said} | ({"entities": entities} if entities else {})


def contact(action: PhoneAction) -> Update:
    """One's own contact (`own`), or another's: phone_number, first_name, perhaps user_id."""
    if action.call.flag("own"):
        return action.write({"contact": action.person.contact()})
    other: dict[str, Any] = {key: action.call.text(key) for key in ("phone_number", "first_name")}
    if user_id := action.call.whole("user_id"):
        other["user_id"] = user_id
    return action.write({"contact": other})


def location(action: PhoneAction) -> Update:
    place = {key: action.call.number(key) for key in ("latitude", "longitude")}
    return action.write({"location": place})


def edit(action: PhoneAction) -> Update:
    """Correct one's own text: message_id, text."""
    message = action.exchange.messages.find(action.chat.id, action.call.whole("message_id"))
    if message is None or message["from"]["id"] != action.person.id or "text" not in message:
        raise bad_request("a person edits only texts of one's own")
    kept = {key: value for key, value in message.items() if key != "entities"}
    changed = kept | _words(action.call.text("text")) | {"edit_date": action.exchange.date()}
    action.exchange.change(changed)
    return action.exchange.deliver("edited_message", changed)


def block(action: PhoneAction) -> Update:
    return _membership(action, blocked=True)


def unblock(action: PhoneAction) -> Update:
    return _membership(action, blocked=False)


def _membership(action: PhoneAction, blocked: bool) -> Update:
    if action.chat.blocked == blocked:
        raise bad_request(f"the bot is {'already' if blocked else 'not'} blocked here")
    member = {"status": "member", "user": action.exchange.bot}
    kicked = {"status": "kicked", "user": action.exchange.bot, "until_date": 0}
    action.chat.blocked = blocked
    action.exchange.chats.save(action.chat)
    action.exchange.events.emit("blocked", action.chat.id, blocked=blocked)
    old, new = (member, kicked) if blocked else (kicked, member)
    who = {"chat": action.chat.about, "from": action.person.user(), "date": action.exchange.date()}
    change = who | {"old_chat_member": old, "new_chat_member": new}
    return action.exchange.deliver("my_chat_member", change)


def message_of(update: Update) -> Message | None:
    return update.get("message") or update.get("edited_message")


ACTIONS: dict[str, Callable[[PhoneAction], Update]] = ATTACHMENTS | {
    "start": start,
    "text": text,
    "contact": contact,
    "location": location,
    "edit": edit,
    "block": block,
    "unblock": unblock,
}
