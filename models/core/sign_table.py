"""What becomes of each sign of a text, for `str.translate`."""

from collections.abc import Callable

# What lies above is seldom met, and somebody could send all of it.
REMEMBERED = 2**16


class SignTable(dict[int, str]):
    """By a function of one sign, asked once for those of the first plane of Unicode."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        became = self._becomes(chr(code))
        if code < REMEMBERED:
            self[code] = became
        return became
