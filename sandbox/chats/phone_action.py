"""An action on a phone: who does it, in which chat, and with which parameters."""

from dataclasses import dataclass
from typing import Any

from sandbox.api.calls import Call, Upload
from sandbox.api.refusals import bad_request
from sandbox.chats.chat import Chat
from sandbox.chats.people import Person
from sandbox.chats.updates import Update
from sandbox.exchange import Exchange


@dataclass
class PhoneAction:
    """A person about to do something in a chat; `call` holds the parameters."""

    exchange: Exchange
    person: Person
    chat: Chat
    call: Call

    def write(self, content: dict[str, Any]) -> Update:
        """Put a message into the chat and queue it for the bot."""
        if self.chat.blocked:
            raise bad_request("this person has blocked the bot")
        if not self.chat.started:
            self.chat.started = True
            self.exchange.chats.save(self.chat)
        message = self.exchange.compose(self.person.user(), self.chat, content)
        self.exchange.post(message)
        return self.exchange.deliver("message", message)

    def upload(self, sample: Upload) -> Upload:
        """The file that came with the request, under any name, or else the sample."""
        return next(iter(self.call.files.values()), sample)
