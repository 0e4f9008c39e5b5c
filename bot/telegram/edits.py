"""Edits: which of them change what a message says."""

from collections.abc import Sequence

from bot.telegram.updates import TelegramUpdate
from handlers.core.incoming import EDITED

# As many messages are remembered, the newest; an edit of an older one counts as a change.
MOST_MESSAGES = 10_000


class LastSaid:
    """Hashes of the messages that this process has seen; kept in memory only.

    Telegram tells of an edit where only a preview, a mark or a reaction came to a message.
    """

    def __init__(self, most: int = MOST_MESSAGES) -> None:
        self._said: dict[tuple[int, int], int] = {}
        self._most = most

    def hear(self, updates: Sequence[TelegramUpdate]) -> list[TelegramUpdate]:
        """The updates; an edit that changes nothing is silenced."""
        return [one if self._is_news(one) else one.silenced() for one in updates]

    def forget(self, updates: Sequence[TelegramUpdate]) -> None:
        """They will be heard once more."""
        for update in updates:
            if update.place is not None:
                self._said.pop(update.place, None)

    def _is_news(self, update: TelegramUpdate) -> bool:
        if update.message is None or update.place is None:
            return True
        before = self._said.pop(update.place, None)
        now = self._said[update.place] = hash(update.message.input)
        if len(self._said) > self._most:
            del self._said[next(iter(self._said))]
        return update.message.choice != EDITED or before != now
