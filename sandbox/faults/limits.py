"""How many messages a bot may send in a second."""

from collections import deque
from typing import Any

from sandbox.api.calls import Call
from sandbox.api.refusals import too_many

SECOND = 1.0


class Limits:
    """At most `a_second` messages in any second, whenever it begins; 0 is no limit.

    Real time counts, not the movable clock: seconds of `time.monotonic()`.
    """

    def __init__(self) -> None:
        self.a_second = 0
        self.refused = 0
        self._retry_after = 1
        self._admitted: deque[float] = deque()

    def order(self, a_second: int | None, retry_after: int = 1) -> None:
        """Set the limit anew, and the seconds that a 429 names; ValueError or TypeError."""
        self._admitted, self._retry_after = deque(maxlen=a_second or 0), int(retry_after)
        self.a_second = a_second or 0

    def admit(self, call: Call) -> None:
        """Let a message through, or refuse it with 429.

        What is let through counts, even where it is then refused for another reason.
        """
        if not self.a_second:
            return
        full = len(self._admitted) == self.a_second
        if full and call.at - self._admitted[0] < SECOND:
            self.refused += 1
            raise too_many(self._retry_after)
        self._admitted.append(call.at)

    def shown(self) -> dict[str, Any]:
        """`a_second` (None for no limit), and how many messages were `refused` so far."""
        return {"a_second": self.a_second or None, "refused": self.refused}
