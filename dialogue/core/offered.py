"""The choices that lie before a person, and which of them was typed.

They are kept as text, with tabs between: a choice, a checksum of its label's letters and digits,
those of the label's telling parts, and its intents. A choice that numbers do not mean, since they
answer a question there, has a tilde before the checksum. Labels may hold names, so they are not
kept themselves.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dialogue.core.reply import Button, Message
from dialogue.parsing import phrases, words
from dialogue.parsing.part_answers import partial_answers
from dialogue.parsing.typed_label import NUMBER, label_intents, label_words, telling_parts
from models.core.plain_text import letters

BETWEEN, ONLY_LABEL = "\t", "~"
GAP_MOST = 60
NEAR_MOST = 2
# Stands for no button: what was typed last was refused.
REFUSED = f"refused{BETWEEN}{ONLY_LABEL}"
# The form that was left for what lies there now.
RESUME = "resume:"
PAGE = re.compile(r"n:.*:page\d+")


@dataclass(frozen=True)
class OfferedChoice:
    """One kept choice, read; `numbered` is whether a typed number can mean it."""

    choice: str
    label: str = ""
    parts: frozenset[str] = frozenset()
    intents: frozenset[str] = frozenset()
    numbered: bool = True


def offered_by(message: Message) -> list[str]:
    """The buttons of a message, to be kept until the next one.

    Of a question only the pages of its options: the question itself reads all other labels.
    """
    if not message.asks:
        return _kept(message.buttons)
    pages = [b for b in message.buttons if PAGE.fullmatch(b.choice)]
    return _kept(pages, ONLY_LABEL)


def offered_beside(message: Message) -> list[str]:
    """The buttons of a message that comes between: numbers typed next are not for it."""
    return _kept(message.buttons, ONLY_LABEL)


def with_beside(offered: Sequence[str], message: Message) -> list[str]:
    """What lies there, and the buttons of a message that comes between.

    A number that means nothing there stays as it is: those after it keep theirs.
    """
    beside = [one for one in offered_beside(message) if one and one not in offered]
    return [*offered, *beside]


def _kept(buttons: Sequence[Button], before: str = "") -> list[str]:
    told = telling_parts([button.label for button in buttons])
    kept: list[str] = []
    for button, parts, place in zip(buttons, told, _places(buttons), strict=True):
        kept += [""] * (place - len(kept) - 1)
        signs = " ".join(sorted(map(_checksum, parts)))
        told_of = (button.choice, before + _label_key(button.label), signs, _intents(button))
        kept.append(BETWEEN.join(told_of).rstrip(BETWEEN))
    return kept


def _places(buttons: Sequence[Button]) -> Sequence[int]:
    """The numbers that mean the buttons; one that the labels leave out means nothing."""
    numbers = [int(found[1]) for b in buttons if (found := NUMBER.match(b.label))]
    whole = len(numbers) == len(buttons) and numbers == sorted(set(numbers))
    in_order = whole and numbers[-1:] <= [GAP_MOST]
    return numbers if in_order else range(1, len(buttons) + 1)


def _intents(button: Button) -> str:
    """What it is said to mean, and what its own label says: of "Yes, still so" two."""
    said = label_intents(button.label)
    return " ".join(sorted(said | set(button.intents.split()))) if said else button.intents


@lru_cache(maxsize=4096)
def read_offered(kept: str) -> OfferedChoice:
    """A kept choice; those of before bore no parts and intents."""
    choice, label, parts, intents = [*kept.split(BETWEEN), "", "", ""][:4]
    return OfferedChoice(
        choice,
        label.removeprefix(ONLY_LABEL),
        frozenset(parts.split()),
        frozenset(intents.split()),
        numbered=not label.startswith(ONLY_LABEL),
    )


def is_marked_refused(offered: Sequence[str]) -> bool:
    """Whether what was typed before was refused too."""
    return REFUSED in offered


def left_form(draft: int) -> str:
    """A mark beside the choices: "back" leads to this form."""
    return f"{RESUME}{draft}{BETWEEN}{ONLY_LABEL}"


def form_to_go_back_to(offered: Sequence[str]) -> str | None:
    """The choice that goes on with the form that was left for what lies there."""
    read = map(read_offered, offered)
    marks = (one for one in read if not one.numbered and not one.label)
    return next((one.choice for one in marks if one.choice.startswith(RESUME)), None)


def choices_by_number(offered: Sequence[str]) -> list[str]:
    """The choices that typed numbers mean, in order."""
    return [one.choice for one in map(read_offered, offered) if one.numbered]


def choice_by_number(typed: str, offered: Sequence[str]) -> str | None:
    choices, numbers = choices_by_number(offered), words.pick(typed)
    there = len(numbers) == 1 and 1 <= numbers[0] <= len(choices)
    return choices[numbers[0] - 1] or None if there else None


def choice_by_label(typed: str, offered: Sequence[str]) -> str | None:
    """The one choice whose label was typed, perhaps with its number before it, or a part of it."""
    if not offered:
        return None
    number, whole = NUMBER.match(typed), _checksum(letters(typed))
    place = int(number[1]) if number else None
    read = list(enumerate(map(read_offered, offered), start=1))
    told = {
        one.choice
        for at, one in read
        if one.label in ({whole, _label_key(typed)} if at == place else {whole}) - {""}
    }
    if not told and "?" not in typed and "？" not in typed:
        told = {one.choice for _, one in read if whole in one.parts}
    return told.pop() if len(told) == 1 else None


def choice_by_words(typed: str, offered: Sequence[str]) -> str | None:
    """The one choice whose intents carry all that was said: a yes, a no, a paraphrase."""
    fitting = fitting_choices(typed, offered)
    return fitting[0].choice if len({one.choice for one in fitting}) == 1 else None


def fitting_choices(typed: str, offered: Sequence[str]) -> list[OfferedChoice]:
    """All choices whose intents carry all that was said.

    What goes by its label alone takes no such words: they answer the question beside it.
    """
    asked = [one for one in map(read_offered, offered) if one.numbered or PAGE.match(one.choice)]
    if not any(one.intents for one in asked):
        return []
    parts, request = phrases.answers(typed), phrases.request_in(typed)
    return [one for one in asked if phrases.fits_all(parts, one.intents) or request in one.intents]


def near_choices(typed: str, offered: Sequence[str]) -> list[OfferedChoice]:
    """The choices that a part of what was said fits: to be asked about; none for more than two."""
    asked = [one for one in map(read_offered, offered) if one.numbered and one.intents]
    said = partial_answers(typed) if asked else frozenset()
    near = {one.choice: one for one in asked if said & one.intents}
    return list(near.values()) if len(near) <= NEAR_MOST else []


@lru_cache(maxsize=4096)
def _label_key(label: str) -> str:
    return _checksum(label_words(label))


def _checksum(said: str) -> str:
    """Of letters and digits; empty where there are none."""
    return f"{zlib.crc32(said.encode()):08x}" if said else ""
