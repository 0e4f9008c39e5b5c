"""The invented people who hold the phones."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Person:
    """Somebody with a phone; `phone_number` begins with +86, `caption` stands over the phone.

    `started` and `blocked` say how the chat with the bot begins; the bot gets no update of it.
    """

    id: int
    first_name: str
    last_name: str = ""
    language_code: str = "zh"
    phone_number: str = ""
    role: str = "labourer"
    caption: str = ""
    started: bool = False
    blocked: bool = False

    def user(self) -> dict[str, Any]:
        """The Bot API's User."""
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        return user | {"language_code": self.language_code}

    def chat(self) -> dict[str, Any]:
        """The Bot API's Chat with this person."""
        chat = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.last_name:
            chat["last_name"] = self.last_name
        return chat

    def contact(self) -> dict[str, Any]:
        """The Contact that a person shares of oneself."""
        contact = {"phone_number": self.phone_number, "first_name": self.first_name}
        if self.last_name:
            contact["last_name"] = self.last_name
        return contact | {"user_id": self.id}

    def shown(self) -> dict[str, Any]:
        return asdict(self)


CAST = (
    Person(1001, "安娜", phone_number="+8613000000001", role="labourer", caption="Labourer"),
    Person(1002, "陈", phone_number="+8613000000002", role="broker", caption="Broker"),
    Person(1003, "戴", phone_number="+8613000000003", role="staff", caption="Staff"),
)
