"""Faults on demand: what goes wrong between a bot and Telegram."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sandbox.api.calls import Call

KINDS = ("429", "401", "403", "5xx", "hang", "drop", "twice")
UNTIL_CLEARED = -1


@dataclass
class Fault:
    """One order: which calls it strikes, and how often; -1 times means until it is cleared."""

    kind: str
    method: str = "*"
    times: int = 1
    retry_after: int = 1
    status: int = 502
    chat_id: int | str | None = None

    def __post_init__(self) -> None:
        # As calls carry it, in forms and in JSON: hundreds of orders are compared at each call.
        self.chat_id = None if self.chat_id is None else str(self.chat_id)

    def strikes(self, method: str) -> bool:
        if self.kind == "twice" or self.times == 0:
            return False
        return self.method == "*" or self.method.lower() == method.lower()

    def use(self) -> None:
        self.times -= self.times > 0


class Faults:
    """The orders in force; the oldest that fits strikes first. `struck` counts by kind."""

    def __init__(self) -> None:
        self._orders: list[Fault] = []
        self.struck: Counter[str] = Counter()

    def order(self, order: dict[str, Any]) -> None:
        """Add a fault; ValueError or TypeError where the order can't be read.

        Without `times` a fault strikes once, and "twice" every update until it is cleared.
        """
        fault = Fault(**order | {"kind": str(order.get("kind"))})
        if fault.kind not in KINDS:
            raise ValueError(f"a fault is one of {', '.join(KINDS)}")
        if fault.kind == "twice" and "times" not in order:
            fault.times = UNTIL_CLEARED
        self._orders.append(fault)

    def clear(self) -> None:
        self._orders.clear()

    def strike(self, call: Call) -> Fault | None:
        """The fault that strikes this call, used up by one."""
        chat = str(call.values.get("chat_id"))
        here = [fault for fault in self._orders if fault.chat_id in (None, chat)]
        return self._take([fault for fault in here if fault.strikes(call.method)])

    def doubled(self) -> bool:
        """Whether the next update is to be delivered twice."""
        twice = [fault for fault in self._orders if fault.kind == "twice" and fault.times]
        return self._take(twice) is not None

    def _take(self, fitting: list[Fault]) -> Fault | None:
        if not fitting:
            return None
        fitting[0].use()
        self.struck[fitting[0].kind] += 1
        return fitting[0]
