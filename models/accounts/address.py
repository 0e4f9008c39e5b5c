"""The address of an account: a chat on a channel, and what lies before the person there."""

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Field, SQLModel

from models.core.address import Address, Channel
from models.core.column_types import moment, reference, row_id, word


class AccountAddress(SQLModel, table=True):
    """Where an account is written to. Today each has one.

    `offered` is the choices of the last screen in order, so that a typed number or label means a
    button (dialogue/core/offered.py). `keyboard` is whether a sharing keyboard lies open.
    """

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index(
            "address_blocked",
            "blocked_at",
            sqlite_where=text("blocked_at IS NOT NULL"),
            postgresql_where=text("blocked_at IS NOT NULL"),
        ),
    )

    id: int | None = row_id()
    account_id: int = reference("account", optional=False)
    channel: Channel = word(Channel)
    external_id: str = Field(max_length=64)
    offered: list[str] = Field(default_factory=list, sa_type=JSON)
    keyboard: bool = False
    blocked_at: datetime | None = moment(optional=True)

    @property
    def value(self) -> Address:
        """The address itself."""
        return Address(self.channel, self.external_id)

    def set_offered(self, choices: list[str], *, keyboard: bool) -> None:
        """Remember what lies before the person now: what can be chosen, and a sharing keyboard."""
        if (self.offered, self.keyboard) != (choices, keyboard):
            self.offered, self.keyboard = choices, keyboard
            # Both are written though one be the same: one statement then writes many people's.
            flag_modified(self, "offered")
            flag_modified(self, "keyboard")
