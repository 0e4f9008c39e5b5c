"""Incoming messages: what a channel makes of a raw update, once, for the limits and the turn."""

from dataclasses import dataclass
from datetime import datetime

from dialogue.core.user_input import UserInput
from models.core.address import Address
from models.core.vocabulary import Language

# What stands for a choice where a message was changed afterwards.
EDITED = "edited"
# What a channel brings is no longer; whoever else has the secret is not read any farther.
MOST_TEXT, MOST_NAME, MOST_CHOICE, MOST_PAYLOAD = 4096, 255, 64, 64

COMMANDS = (
    *("start", "menu", "help", "language", "me", "cancel", "claim", "news"),
    *("on", "notices", "calls", "jobs", "work", "vacancies", "employers"),
    *("report", "placements", "review", "trouble", "grievances"),
    *("broker", "brokers", "oversight", "enquiry", "enquiries", "waiting"),
    *("find", "console"),
)


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """What somebody said on a channel.

    `message_id` is the idempotency key: a channel gives no two messages the same. `sent_at` is when
    the channel had it, None where it does not say. `choice` is what was chosen by a button or a
    command; `payload` what a start link carried. `language` is the phone's, where the bot speaks
    it. What is not `is_private` was said before others. `reachable` is set where nothing was said:
    the channel tells whether the person can be written to from now on. `kind` is the channel's
    word for it, for the log.
    """

    address: Address
    message_id: str
    sent_at: datetime | None
    input: UserInput
    choice: str | None = None
    payload: str | None = None
    language: Language | None = None
    is_private: bool = True
    reachable: bool | None = None
    kind: str = ""

    @property
    def awaits_reply(self) -> bool:
        """Whether somebody waits for an answer in their own chat."""
        return self.is_private and self.reachable is None


def parse_command(text: str | None) -> tuple[str | None, str | None]:
    """The choice and the payload: /start PAYLOAD is "start"; an unknown one keeps its slash."""
    if not text or not text.startswith("/"):
        return None, None
    word, _, rest = text[1:MOST_TEXT].partition(" ")
    name = word.partition("@")[0].lower()
    choice = name if name in COMMANDS else f"/{name[:MOST_PAYLOAD]}"
    return choice, rest.strip()[:MOST_PAYLOAD] or None


def parse_mention(text: str | None) -> str | None:
    """The bot, in small letters, whose command this is: /start@chunfeng_bot; None without one."""
    if not text or not text.startswith("/"):
        return None
    word = text[1:MOST_TEXT].split(maxsplit=1)
    name, _, mention = (word[0] if word else "").partition("@")
    return mention.lower() or None if name.lower() in COMMANDS else None
