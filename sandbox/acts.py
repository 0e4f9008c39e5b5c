"""What a person does on a phone, and the update that it becomes."""

from collections.abc import Callable
from typing import Any

from sandbox.attachments import ATTACHMENTS
from sandbox.chats import Message
from sandbox.entities import length, with_found
from sandbox.hands import Hand
from sandbox.refusals import bad_request
from sandbox.texts import TEXT_MOST
from sandbox.updates import Update


def start(hand: Hand) -> Update:
    if hand.chat.blocked:
        unblock(hand)
    payload = hand.call.text("payload")
    return _say(hand, f"/start {payload}".rstrip())


def text(hand: Hand) -> Update:
    return _say(hand, hand.call.text("text"))


def _say(hand: Hand, said: str) -> Update:
    return hand.write(_words(said))


def _words(said: str) -> dict[str, Any]:
    if not 1 <= length(said) <= TEXT_MOST:
        raise bad_request(f"a phone sends 1 to {TEXT_MOST} characters at once")
    entities = with_found(said, [])
    return {"text": said} | ({"entities": entities} if entities else {})


def contact(hand: Hand) -> Update:
    """One's own contact (`own`), or another's: phone_number, first_name, perhaps user_id."""
    if hand.call.flag("own"):
        return hand.write({"contact": hand.person.contact()})
    other: dict[str, Any] = {key: hand.call.text(key) for key in ("phone_number", "first_name")}
    if user_id := hand.call.whole("user_id"):
        other["user_id"] = user_id
    return hand.write({"contact": other})


def location(hand: Hand) -> Update:
    place = {key: hand.call.number(key) for key in ("latitude", "longitude")}
    return hand.write({"location": place})


def edit(hand: Hand) -> Update:
    """Correct one's own text: message_id, text."""
    message = hand.exchange.messages.find(hand.chat.id, hand.call.whole("message_id"))
    if message is None or message["from"]["id"] != hand.person.id or "text" not in message:
        raise bad_request("a person edits only texts of one's own")
    kept = {key: value for key, value in message.items() if key != "entities"}
    changed = kept | _words(hand.call.text("text")) | {"edit_date": hand.exchange.date()}
    hand.exchange.change(changed)
    return hand.exchange.deliver("edited_message", changed)


def block(hand: Hand) -> Update:
    return _membership(hand, blocked=True)


def unblock(hand: Hand) -> Update:
    return _membership(hand, blocked=False)


def _membership(hand: Hand, blocked: bool) -> Update:
    if hand.chat.blocked == blocked:
        raise bad_request(f"the bot is {'already' if blocked else 'not'} blocked here")
    member = {"status": "member", "user": hand.exchange.bot}
    kicked = {"status": "kicked", "user": hand.exchange.bot, "until_date": 0}
    hand.chat.blocked = blocked
    hand.exchange.chats.save(hand.chat)
    hand.exchange.events.emit("blocked", hand.chat.id, blocked=blocked)
    old, new = (member, kicked) if blocked else (kicked, member)
    who = {"chat": hand.chat.about, "from": hand.person.user(), "date": hand.exchange.date()}
    change = who | {"old_chat_member": old, "new_chat_member": new}
    return hand.exchange.deliver("my_chat_member", change)


def message_of(update: Update) -> Message | None:
    return update.get("message") or update.get("edited_message")


ACTS: dict[str, Callable[[Hand], Update]] = ATTACHMENTS | {
    "start": start,
    "text": text,
    "contact": contact,
    "location": location,
    "edit": edit,
    "block": block,
    "unblock": unblock,
}
