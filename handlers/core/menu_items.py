"""The items of the menu. Each domain registers its own; handlers.core.menu shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from dialogue.core.menu import MenuGroup
from handlers.core.turn import Turn
from models.core.counting import CountQuery
from models.core.vocabulary import RoleName

ShownTo: TypeAlias = Callable[[Turn], bool]
Count: TypeAlias = Callable[[Turn], CountQuery | None]


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu and the route that it leads to.

    `count` gives the query whose number stands in `counted_label`; None counts nothing. An item
    without a `label` is shown only where its number is not 0. Items are sorted by `order`. Staff
    have many: they see those of one `group` behind one line.
    """

    order: int
    path: str
    label: str
    shown_to: ShownTo
    count: Count | None = None
    counted_label: str = ""
    hidden_while_unfinished: bool = False
    group: MenuGroup | None = None

    def label_for(self, count: int) -> str:
        """The message id of its label; empty where it is not shown."""
        return self.counted_label if count else self.label

    def group_for(self, count: int) -> MenuGroup | None:
        """What waits to be done stands together, but for the most urgent."""
        return MenuGroup.WAITING if count and self.group else self.group


MENU_ITEMS: list[MenuItem] = []


def register(*items: MenuItem) -> None:
    """Put these into the menu."""
    paths = {item.path for item in MENU_ITEMS}
    assert not paths & {item.path for item in items}
    MENU_ITEMS.extend(items)
    MENU_ITEMS.sort(key=lambda item: item.order)


def everybody(turn: Turn) -> bool:  # noqa: ARG001
    return True


def registered(turn: Turn) -> bool:
    """Accounts with an entry of their own."""
    return turn.sender is not None and turn.sender.labourer_id is not None


def labourers(turn: Turn) -> bool:
    """Accounts with an entry of their own, and those that have neither entry nor role yet."""
    return registered(turn) or not turn.roles


def helpers(turn: Turn) -> bool:
    """Brokers and staff, who register others."""
    return bool(turn.roles)


def brokers(turn: Turn) -> bool:
    """Accounts with the role of a broker."""
    return RoleName.BROKER in turn.roles


def staff(turn: Turn) -> bool:
    """Accounts with the role of staff."""
    return RoleName.STAFF in turn.roles
