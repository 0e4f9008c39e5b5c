"""Several of a list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogue.core.form import Answered, FormContext, Heard, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields.choice import OTHER, SOFT, ListField
from dialogue.fields.matching import bare, codes_of, find_hits, match_option
from dialogue.fields.offering import offer_values
from dialogue.fields.own_words import NO_ANSWER, read_own_words
from dialogue.fields.plain_words import Sort, are_plain, may_be_named
from dialogue.fields.several import spoken_places
from dialogue.parsing import words
from dialogue.parsing.answer_words import NEAR, answer_set
from dialogue.parsing.cover import skeleton
from dialogue.parsing.remarks import is_negated, is_surely_negated, means_none
from models.core.refusal import Refusal

COMMAS = re.compile(r"[,，、;；\n]")
DONE, NONE, ALL, OWN = "done", "no", "all", "own"
OWN_WORDS_MOST, SHORT = 5, 12


@dataclass(frozen=True)
class Choices(ListField):
    """Several of a list: tap each, then done; or type the numbers at once, such as 1 3.

    `none` labels the button that says "none of these", and `every` one that takes them all, where
    there is such. The value is a list in the list's order, own words last, at most five of
    them. Those that are not plainly of the `sort` are offered.
    What a text only comes near to is offered. Where "none of these" means any, a "no" is not it.
    """

    labels: Mapping[Any, str]
    none: str
    every: str = ""
    other: bool = False
    sort: Sort = Sort.WORK
    columns: int = 2
    fillers: tuple[str, ...] = ()
    no_is_none: bool = True

    def listed_options(self, partial: Any, scene: FormContext) -> list[Option]:
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

    def read_anew(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
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

    def _typed(self, text: str, partial: Any, scene: FormContext) -> Heard:
        """Typed numbers are the whole answer, together with what was tapped before."""
        options = self.options(partial, scene)
        chosen = self._numbered(text, options)
        if chosen:
            return self._chosen(chosen, partial)
        if options and (places := spoken_places(text, len(self.listed(scene)))):
            return self._placed(places, partial, scene)
        return self._said(text, partial, scene) or self._words(text, partial, scene, len(options))

    def _chosen(self, chosen: list[Option], partial: Any) -> Answered | InProgress:
        if any(option.code == ALL for option in chosen):
            return self._tapped(ALL, partial)
        listed = [option.code for option in chosen if option.code in self.labels]
        picks = self._in_order([*self._picks(partial), *listed])
        other = any(option.code == OTHER for option in chosen)
        return InProgress({"before": picks}) if other else Answered(picks)

    def _placed(self, places: Sequence[Sequence[int]], partial: Any, scene: FormContext) -> Heard:
        """The first two, all but the second, one to three; where that may be two, both."""
        codes = list(self.listed(scene))
        ways = [
            self._in_order([*self._picks(partial), *(codes[place - 1] for place in way)])
            for way in places
        ]
        return Answered(ways[0]) if len(ways) == 1 else offer_values(ways, partial)

    def _numbered(self, text: str, options: list[Option]) -> list[Option]:
        numbers = words.pick(text)
        if numbers and all(1 <= number <= len(options) for number in numbers):
            return [options[number - 1] for number in numbers]
        if option := match_option(text, options):
            return [option]
        parts = COMMAS.split(text) if len(text) <= words.PICKED_MOST else []
        named = [option for part in parts if (option := match_option(part, options))]
        return named if len(named) == len(parts) else []

    def _sources(self) -> dict[Any, tuple[str, ...]]:
        ends = {NONE: self.none} | ({ALL: self.every} if self.every else {})
        return {code: (label,) for code, label in {**self.labels, **ends}.items()}

    def _said(self, text: str, partial: Any, scene: FormContext) -> Heard | None:
        """What the text means as a whole; what it comes near to is offered."""
        if isinstance(partial, dict) or words.means(text, words.DONE):
            return None
        sources = self._sources()
        hits, whole = find_hits(text, sources, (*SOFT, *self.fillers))
        if not hits and skeleton(text) in answer_set("lists", "all"):
            return offer_values([list(self.listed(scene))], partial)
        if not hits and is_negated(text):
            return self._by_parts(text, partial, scene)
        hits = [keys for keys in hits if bare(keys) & {str(code) for code in sources}]
        ends = {code for keys in hits for code in bare(keys) & {NONE, ALL}}
        offered = {str(code) for code in self.listed(scene)}
        codes = [code for code in codes_of(hits, sources) if str(code) in offered]
        if ends:
            _, alone = find_hits(text, sources, SOFT)
            alone = alone and whole and not codes and len(ends) == 1
            return self._ended(ends.pop(), partial) if alone else self._or_none(ends, codes)
        if not codes:
            return None
        picks = self._in_order([*self._picks(partial), *codes])
        sure = whole and all(len(keys) == 1 and not min(keys).startswith(NEAR) for keys in hits)
        if sure:
            return Answered(picks)
        return self._by_parts(text, partial, scene) or self._both_ways(text, picks, partial)

    def _or_none(self, ends: set[str], codes: list[str]) -> InProgress | None:
        """不用，有活干呢 names an option and says that one wants none: which is asked."""
        if ends != {NONE} or not codes:
            return None
        return offer_values([[], codes] if self.no_is_none else [codes, []], None)

    def _ended(self, code: str, partial: Any) -> Answered:
        if code == ALL:
            return Answered(list(self.labels))
        return Answered(self._picks(partial))

    def _by_parts(self, text: str, partial: Any, scene: FormContext) -> InProgress | None:
        """A list with commas of which some are of the list and some are one's own words.

        Where a part is neither, the others are offered: what was left out is seen.
        """
        parts = [part for part in COMMAS.split(text) if part.strip()]
        if not self.other or len(parts) < 2:
            return None
        picks, all_read, unplain = self._picks(partial), True, False
        for part in parts:
            hits, whole = find_hits(part, self._sources(), (*SOFT, *self.fillers))
            own = read_own_words(part)
            if whole and hits:
                picks += codes_of(hits, dict.fromkeys(self.labels, ()))
            elif isinstance(own, str) and not is_negated(own) and self._takes_words(picks):
                picks.append(own)
                unplain = unplain or not are_plain(own, self.sort, scene)
            else:
                all_read = False
        listed = self._in_order([pick for pick in picks if pick in self.labels])
        if all_read and unplain and listed:
            # 焊工，有十年了: what may be no thing of its own can be left out.
            return offer_values([listed, self._in_order(picks)], partial)
        if all_read:
            return self._with_own(picks, partial, scene)
        picks = self._in_order(picks)
        return offer_values([picks], partial) if picks != self._picks(partial) else None

    def _both_ways(self, text: str, picks: list[str], partial: Any) -> InProgress:
        """What it comes near to is offered; and where it may be one's own words, these."""
        own = read_own_words(text)
        if not self._takes_words(picks) or isinstance(own, Refusal) or len(own) > SHORT:
            return offer_values([picks], partial)
        return offer_values([picks, self._in_order([*self._picks(partial), own])], partial)

    def _words(self, text: str, partial: Any, scene: FormContext, count: int) -> Heard:
        picks = self._picks(partial)
        none = means_none(text) and (self.no_is_none or bool(picks))
        if count and (none or (picks and words.means(text, words.DONE))):
            return Answered(picks)
        unread = Refusal("choices_unread" if count else "words_only")
        if words.means(text, words.DONE) or not self._takes_words(picks) or words.pick(text):
            return unread
        own = read_own_words(text)
        if own == NO_ANSWER and may_be_named(text, self.sort, scene):
            return offer_values([[*picks, text]], partial)
        if isinstance(own, Refusal):
            return unread if own == NO_ANSWER else own
        if is_negated(own):
            return unread if is_surely_negated(own) else offer_values([[*picks, own]], partial)
        return self._with_own([*picks, own], partial, scene)

    def _with_own(self, picks: list[str], partial: Any, scene: FormContext) -> InProgress:
        """Picked, where the own words are plain or were picked before; else offered."""
        picks, before = self._in_order(picks), self._picks(partial)
        own = [one for one in self._own(picks) if one not in before]
        plain = all(are_plain(one, self.sort, scene) for one in own)
        return InProgress(picks) if plain else offer_values([picks], partial)

    def _picks(self, partial: Any) -> list[str]:
        return list((partial["before"] if isinstance(partial, dict) else partial) or [])

    def _takes_words(self, picks: list[str]) -> bool:
        return self.other and len(self._own(picks)) < OWN_WORDS_MOST

    def _own(self, picks: list[str]) -> list[str]:
        return [pick for pick in picks if pick not in self.labels]

    def _in_order(self, picks: list[str]) -> list[str]:
        listed = [code for code in self.labels if code in picks]
        return [*listed, *dict.fromkeys(self._own(picks))]

    def show(self, value: Any, scene: FormContext) -> str:
        """The labels, or that there are none."""
        labels = [str(scene.speech(self.labels[v])) if v in self.labels else v for v in value]
        return scene.speech.listed(labels) or str(scene.speech(self.none))

    def own_hint(self, partial: Any) -> str:
        """How to pick several."""
        if isinstance(partial, dict):
            return N_("Type it in your own words.")
        return N_("Tap each that fits, then Done.")
