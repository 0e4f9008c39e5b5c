"""That somebody has no such thing: [lacking] of answers.toml has the words."""

import re

from dialogue.parsing.reasons import with_reason
from dialogue.parsing.remarks import means_lacking, means_none

HAS = re.compile("有|있")


def lacks(typed: str, thing: str) -> bool:
    """Whether the whole text says that one has no such thing."""
    return bool(thing) and means_lacking(typed, thing)


def has_no_photo(typed: str) -> bool:
    """Whether somebody says that they have no photo or file, perhaps with the reason."""
    if means_none(typed) or lacks(typed, "photo"):
        return True
    ways = with_reason(typed)
    return any(lacks(told, "photo") and not any(map(HAS.search, rest)) for told, rest in ways)
