"""Where two readings are possible, both are offered as buttons, and the tap decides.

An offer is a step {"offered": [values], "before": the step before it}; any field can make one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dialogue.core.form import Answered, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields.matching import match_option
from dialogue.parsing import words

OFFERED, MAY = "offered", "may"
WHICH = N_("Which of these do you mean? Tap it, or type the answer once more.")
IS_IT = N_("Is that what you mean? Tap it, or type the answer once more.")


@dataclass(frozen=True)
class Unsure:
    """What a text may mean: the values, the likeliest first."""

    values: Sequence[Any]


def get_offered(partial: Any) -> list[Any] | None:
    """The values on offer; None where the step is no offer."""
    return partial[OFFERED] if isinstance(partial, dict) and OFFERED in partial else None


def without_offer(partial: Any) -> Any:
    """The step that an offer was made in."""
    return partial if get_offered(partial) is None else partial["before"]


def offer_values(values: Sequence[Any], partial: Any) -> InProgress:
    return InProgress({OFFERED: list(values), "before": without_offer(partial)})


def list_offered(values: Sequence[Any], show: Callable[[Any], str]) -> list[Option]:
    """A button for each value."""
    return [Option(f"{MAY}{place}", show(value)) for place, value in enumerate(values)]


def read_offer(
    said: UserInput, partial: Any, options: list[Option], anew: Any = None
) -> Answered | InProgress | None:
    """The value tapped, picked by its number, or said yes to; a no asks anew; else None.

    `anew` is what the text says by itself. Where that is on offer it is meant: a 2 beside 1 and
    2, a no beside yes and no.
    """
    values = get_offered(partial) or []
    if anew is not None and anew in values:
        return Answered(anew)
    if isinstance(said, Tapped):
        place = said.option.removeprefix(MAY)
        known = said.option != place and place.isdecimal() and int(place) < len(values)
        return Answered(values[int(place)]) if known else None
    if not isinstance(said, Typed):
        return None
    if option := match_option(said.text, options):
        return Answered(values[options.index(option)])
    if len(values) == 1 and words.means(said.text, words.YES):
        return Answered(values[0])
    declined = words.means(said.text, words.NO | words.NEITHER)
    return InProgress(without_offer(partial)) if declined else None


def hint_of_offer(values: Sequence[Any]) -> str:
    return WHICH if len(values) > 1 else IS_IT
