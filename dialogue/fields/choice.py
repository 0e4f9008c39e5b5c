"""Choices: one of a list, several of a list, yes or no."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.core.reply import Share
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.parsing import words
from dialogue.parsing.text import line
from models.core.plain_text import letters, plain
from models.core.refusal import Refusal

COMMAS = re.compile(r"[,，、;；]")
OTHER, DONE, NONE, ALL, OWN = "other", "done", "no", "all", "own"
OTHER_MOST, OWN_MOST = 40, 5


def match_option(typed: str, options: list[Option]) -> Option | None:
    """The option whose number or whole label was typed."""
    numbers = words.pick(typed)
    if len(numbers) == 1 and 1 <= numbers[0] <= len(options):
        return options[numbers[0] - 1]
    wanted = letters(typed)
    return next((o for o in options if wanted and letters(o.label) == wanted), None)


def match_option_loosely(typed: str, options: list[Option]) -> Option | None:
    """As `numbered`, and the one option whose label has the typed words in it."""
    wanted = plain(typed).casefold()
    named = bool(wanted) and not words.pick(typed)
    part = [o for o in options if named and wanted in plain(o.label).casefold()]
    return match_option(typed, options) or (part[0] if len(part) == 1 else None)


@dataclass(frozen=True)
class Choice:
    """One of a list: code to label. With `other`, one's own words are taken too."""

    labels: Mapping[Any, str]
    other: bool = False
    columns: int = 2
    share: ClassVar[Share | None] = None
    zero_is_answer: ClassVar[bool] = False
    no_means_skip: ClassVar[bool] = False
    searches: ClassVar[bool] = False

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """The list, and "something else" where that may be."""
        if partial:
            return []
        codes = [Option(code, str(scene.speech(label))) for code, label in self.labels.items()]
        return [*codes, Option(OTHER, str(scene.speech(N_("Something else"))))][
            : len(codes) + self.other
        ]

    def read(
        self, said: UserInput, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """A code of the list, or own words."""
        if isinstance(said, Tapped):
            return InProgress({OTHER: True}) if said.option == OTHER else Answered(said.option)
        if not isinstance(said, Typed):
            return Refusal("words_only")
        options = self.options(partial, scene)
        if option := match_option_loosely(said.text, options):
            return self.read(Tapped(option.code), partial, scene)
        return self._own_words(said.text, len(options))

    def _own_words(self, text: str, count: int) -> Answered | Refusal:
        if not self.other or words.pick(text):
            return Refusal("choice_unread", {"most": count}) if count else Refusal("words_only")
        own = line(text, OTHER_MOST)
        return own if isinstance(own, Refusal) else Answered(own)

    def show(self, value: Any, scene: FormContext) -> str:
        """Its label, or the person's own words."""
        return str(scene.speech(self.labels[value])) if value in self.labels else str(value)

    def hint(self, partial: Any) -> str:
        """How to say something else."""
        return N_("Type it in your own words.") if partial else ""


@dataclass(frozen=True)
class Choices:
    """Several of a list: tap each, then done; or type the numbers at once, such as 1 3.

    `none` labels the button that says "none of these", and `every` one that takes them all, where
    there is such. The value is a list in the list's order, own words last, at most five of them.
    """

    labels: Mapping[Any, str]
    none: str
    every: str = ""
    other: bool = False
    columns: int = 2
    share: ClassVar[Share | None] = None
    zero_is_answer: ClassVar[bool] = False
    no_means_skip: ClassVar[bool] = False
    searches: ClassVar[bool] = False

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """The list with what is picked, and the ways to end."""
        if isinstance(partial, dict):
            return []
        picks = list(partial or [])
        listed = [
            Option(code, str(scene.speech(label)), code in picks)
            for code, label in self.listed(scene).items()
        ]
        own = [Option(f"{OWN}{n}", words, True) for n, words in enumerate(self._own(picks))]
        if self._takes_words(picks):
            own.append(Option(OTHER, str(scene.speech(N_("Something else")))))
        ends = [(ALL, self.every)] if self.every and not picks else []
        ends.append((DONE, N_("Done")) if picks else (NONE, self.none))
        return [*listed, *own, *(Option(code, str(scene.speech(label))) for code, label in ends)]

    def listed(self, scene: FormContext) -> Mapping[Any, str]:
        """The part of the list that is offered here: all of it."""
        return self.labels

    def read(
        self, said: UserInput, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """Picks, or the end of picking."""
        if isinstance(said, Tapped):
            return self._tapped(said.option, partial)
        if not isinstance(said, Typed):
            return Refusal("words_only")
        return self._typed(said.text, partial, scene)

    def _tapped(self, code: str, partial: Any) -> Answered | InProgress:
        picks = self._picks(partial)
        if code in (DONE, NONE, ALL):
            return Answered({DONE: picks, NONE: [], ALL: list(self.labels)}[code])
        if code == OTHER:
            return InProgress({"before": picks})
        picked = self._own(picks)[int(code.removeprefix(OWN))] if code.startswith(OWN) else code
        left = [pick for pick in picks if pick != picked]
        return InProgress(left if picked in picks else self._in_order([*picks, picked]))

    def _typed(
        self, text: str, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """Typed numbers are the whole answer, together with what was tapped before."""
        options = self.options(partial, scene)
        chosen = self._numbered(text, options)
        if not chosen:
            return self._words(text, partial, len(options))
        if any(option.code == ALL for option in chosen):
            return self._tapped(ALL, partial)
        listed = [option.code for option in chosen if option.code in self.labels]
        picks = self._in_order([*self._picks(partial), *listed])
        other = any(option.code == OTHER for option in chosen)
        return InProgress({"before": picks}) if other else Answered(picks)

    def _numbered(self, text: str, options: list[Option]) -> list[Option]:
        numbers = words.pick(text)
        if numbers and all(1 <= number <= len(options) for number in numbers):
            return [options[number - 1] for number in numbers]
        if option := match_option_loosely(text, options):
            return [option]
        parts = COMMAS.split(text) if len(text) <= words.PICKED_MOST else []
        named = [option for part in parts if (option := match_option(part, options))]
        return named if len(named) == len(parts) else []

    def _words(self, text: str, partial: Any, count: int) -> Answered | InProgress | Refusal:
        picks = self._picks(partial)
        if count and (words.means(text, words.NO) or (picks and words.means(text, words.DONE))):
            return Answered(picks)
        if words.means(text, words.DONE):
            return Refusal("choices_unread" if count else "words_only")
        if not self._takes_words(picks) or words.pick(text):
            return Refusal("choices_unread" if count else "words_only")
        own = line(text, OTHER_MOST)
        return own if isinstance(own, Refusal) else InProgress(self._in_order([*picks, own]))

    def _picks(self, partial: Any) -> list[str]:
        return list(partial["before"] if isinstance(partial, dict) else partial or [])

    def _takes_words(self, picks: list[str]) -> bool:
        return self.other and len(self._own(picks)) < OWN_MOST

    def _own(self, picks: list[str]) -> list[str]:
        return [pick for pick in picks if pick not in self.labels]

    def _in_order(self, picks: list[str]) -> list[str]:
        listed = [code for code in self.labels if code in picks]
        return [*listed, *dict.fromkeys(self._own(picks))]

    def show(self, value: Any, scene: FormContext) -> str:
        """The labels, or that there are none."""
        labels = [str(scene.speech(self.labels[v])) if v in self.labels else v for v in value]
        return scene.speech.listed(labels) or str(scene.speech(self.none))

    def hint(self, partial: Any) -> str:
        """How to pick several."""
        if isinstance(partial, dict):
            return N_("Type it in your own words.")
        return N_("Tap each that fits, then Done.")


@dataclass(frozen=True)
class YesNo:
    """Yes or no; the value is a truth value."""

    yes: str = N_("Yes")
    no: str = N_("No")
    columns: int = 2
    share: ClassVar[Share | None] = None
    zero_is_answer: ClassVar[bool] = False
    no_means_skip: ClassVar[bool] = False
    searches: ClassVar[bool] = False

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        return [
            Option("yes", str(scene.speech(self.yes))),
            Option("no", str(scene.speech(self.no))),
        ]

    def read(
        self, said: UserInput, partial: Any, scene: FormContext
    ) -> Answered | InProgress | Refusal:
        """A tap, a number, a label, or any everyday yes or no."""
        if isinstance(said, Tapped):
            return Answered(said.option == "yes")
        if not isinstance(said, Typed):
            return Refusal("words_only")
        if option := match_option(said.text, self.options(partial, scene)):
            return Answered(option.code == "yes")
        if words.means(said.text, words.YES):
            return Answered(True)
        return Answered(False) if words.means(said.text, words.NO) else Refusal("yes_no_unread")

    def show(self, value: Any, scene: FormContext) -> str:
        return str(scene.speech(self.yes if value else self.no))

    def hint(self, partial: Any) -> str:
        """None is needed."""
        return ""
