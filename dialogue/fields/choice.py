"""Choices: one of a list, yes or no."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, Heard, InProgress, Option
from dialogue.core.i18n import N_
from dialogue.core.reply import Share
from dialogue.core.user_input import Tapped, Typed, UserInput
from dialogue.fields.matching import Meant, find_meant, hinted_codes, match_option, split_number
from dialogue.fields.offering import (
    get_offered,
    hint_of_offer,
    list_offered,
    offer_values,
    read_offer,
    without_offer,
)
from dialogue.fields.own_words import NO_ANSWER, read_own_words
from dialogue.fields.plain_words import Sort, are_plain, may_be_named
from dialogue.parsing import phrases, words
from dialogue.parsing.cover import skeleton
from dialogue.parsing.reasons import clauses, with_reason
from models.core.refusal import Refusal
from models.core.vocabulary import UNKNOWN

OTHER = "other"
SAID_ANYWHERE, SOFT = ("always", "others"), ("always", "soft")
WISH, ABLE, PLACE = ("wish",), ("able",), ("place",)


class ListField(ABC):
    """What all closed lists have: an offer of the codes that a text may mean."""

    columns: int = 2
    share: ClassVar[Share | None] = None
    zero_is_answer: ClassVar[bool] = False
    no_means_skip: ClassVar[bool] = False
    searches: ClassVar[bool] = False

    @property
    def takes_unknown(self) -> bool:
        return False

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """What may be meant, where that is on offer; else the list."""
        values = get_offered(partial)
        if values is not None:
            return list_offered(values, lambda value: self.show(value, scene))
        return self.listed_options(partial, scene)

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """What was offered, or what was said anew. The same once more confirms a lone offer."""
        values = get_offered(partial)
        if values is None:
            return self.read_anew(said, partial, scene)
        options, before = self.options(partial, scene), without_offer(partial)
        if not isinstance(said, Typed):
            return read_offer(said, partial, options) or self.read_anew(said, before, scene)
        heard = self.read_anew(said, before, scene)
        anew = heard.value if isinstance(heard, Answered) else None
        if taken := read_offer(said, partial, options, anew):
            return taken
        again = isinstance(heard, InProgress) and get_offered(heard.value) == values
        return Answered(values[0]) if len(values) == 1 and again else heard

    def hint(self, partial: Any) -> str:
        values = get_offered(partial)
        return self.own_hint(partial) if values is None else hint_of_offer(values)

    @abstractmethod
    def listed_options(self, partial: Any, scene: FormContext) -> list[Option]: ...

    @abstractmethod
    def read_anew(self, said: UserInput, partial: Any, scene: FormContext) -> Heard: ...

    @abstractmethod
    def show(self, value: Any, scene: FormContext) -> str: ...

    def own_hint(self, partial: Any) -> str:
        """None is needed."""
        return ""


@dataclass(frozen=True)
class Choice(ListField):
    """One of a list: code to label. With `other`, one's own words are taken too.

    `fillers` names more words that say nothing here: WISH, ABLE, PLACE. Own words that are
    not plainly of the `sort` are asked back once.
    """

    labels: Mapping[Any, str]
    other: bool = False
    columns: int = 2
    fillers: tuple[str, ...] = ()
    sort: Sort = Sort.UNUSUAL

    def listed_options(self, partial: Any, scene: FormContext) -> list[Option]:
        """The list, and "something else" where that may be."""
        if partial:
            return []
        codes = [Option(code, str(scene.speech(label))) for code, label in self.labels.items()]
        return [*codes, Option(OTHER, str(scene.speech(N_("Something else"))))][
            : len(codes) + self.other
        ]

    def read_anew(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """A code of the list, or own words."""
        if isinstance(said, Tapped):
            return InProgress({OTHER: True}) if said.option == OTHER else Answered(said.option)
        if not isinstance(said, Typed):
            return Refusal("words_only")
        options = self.listed_options(partial, scene)
        if option := match_option(said.text, options):
            return self.read_anew(Tapped(option.code), partial, scene)
        several = [options[n - 1].code for n in words.pick(said.text) if 0 < n <= len(options)]
        if len(several) > 1:
            return offer_values([code for code in several if code in self.labels], partial)
        meant = self._meant(said.text, options)
        if meant.sure:
            return Answered(meant.sure[0])
        if meant.near and not partial:
            return offer_values(meant.near, partial)
        return self._own_words(said.text, partial, scene, len(options))

    def _meant(self, typed: str, options: list[Option]) -> Meant:
        sources = {code: (label,) for code, label in self.labels.items()}
        meant = find_meant(typed, sources, (*SOFT, *self.fillers))
        if not meant.sure and not meant.near:
            meant = Meant(near=hinted_codes(typed, self.labels))
        if meant.sure or (numbered := split_number(typed, options)) is None:
            return meant
        number, rest = numbered
        named = find_meant(rest, sources, (*SOFT, *self.fillers))
        if number.code in named.sure:
            return named
        return Meant(near=(number.code, *named.sure)) if named.sure else meant

    def _own_words(self, text: str, partial: Any, scene: FormContext, count: int) -> Heard:
        if not self.other or words.pick(text):
            return Refusal("choice_unread", {"most": count}) if count else Refusal("words_only")
        own = read_own_words(text, prose=self.sort is Sort.SENTENCE)
        if own == NO_ANSWER and may_be_named(text, self.sort, scene):
            return offer_values([text], partial)
        if isinstance(own, Refusal):
            return Refusal("choice_unread", {"most": count}) if count and own == NO_ANSWER else own
        plain = are_plain(own, self.sort, scene)
        return Answered(own) if plain else offer_values([own], partial)

    def show(self, value: Any, scene: FormContext) -> str:
        """Its label, or the person's own words."""
        return str(scene.speech(self.labels[value])) if value in self.labels else str(value)

    def own_hint(self, partial: Any) -> str:
        """How to say something else."""
        return N_("Type it in your own words.") if partial else ""


@dataclass(frozen=True)
class YesNo(ListField):
    """Yes or no; the value is a truth value.

    Where a fact is asked for, "all right" and "want" are no answer; where a `consent` is, they are
    a yes. `unknown` labels a third button; its value is UNKNOWN. `also_yes` and `also_no` name
    more phrases of answers.toml.
    """

    yes: str = N_("Yes")
    no: str = N_("No")
    columns: int = 2
    consent: bool = False
    unknown: str = ""
    also_yes: str = ""
    also_no: str = ""

    @property
    def takes_unknown(self) -> bool:
        return bool(self.unknown)

    @property
    def labels(self) -> dict[str, str]:
        return {
            "yes": self.yes,
            "no": self.no,
            **({UNKNOWN: self.unknown} if self.unknown else {}),
        }

    def listed_options(self, partial: Any, scene: FormContext) -> list[Option]:
        return [Option(code, str(scene.speech(label))) for code, label in self.labels.items()]

    def read_anew(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """A tap, a number, a label, or an everyday yes or no that fits the question."""
        if isinstance(said, Tapped):
            return Answered(VALUES[said.option])
        if not isinstance(said, Typed):
            return Refusal("words_only")
        options = self.listed_options(partial, scene)
        if option := match_option(said.text, options):
            return Answered(VALUES[option.code])
        meant = self._meant(said.text)
        if meant.sure:
            return Answered(VALUES[meant.sure[0]])
        if meant.near:
            return offer_values([VALUES[code] for code in meant.near], partial)
        return Refusal("yes_no_know_unread" if self.unknown else "yes_no_unread")

    def _meant(self, typed: str) -> Meant:
        """By the words of this question; else by those of any yes or no that fit it."""
        if any(TWICE_NOT.search(skeleton(clause)) for clause in clauses(typed)):
            return Meant(near=("yes", "no"))
        said = phrases.answers(typed)
        if any(one & NOT_SAID and not one & ANY_NO for one in said):
            return Meant()
        meant = find_meant(typed, self._sources(), SAID_ANYWHERE)
        if meant.sure:
            return meant
        yes, no = (YES_CONSENTS, NO_CONSENTS) if self.consent else (YES_FACTS, NO_FACTS)
        fitting = [code for code, of in (("yes", yes), ("no", no)) if phrases.fits_all(said, of)]
        if len(fitting) == 1 and phrases.whole_answers(typed):
            return Meant(sure=(fitting[0],))
        return Meant(sure=("no",)) if self._is_no_with_reason(typed) else meant

    def _is_no_with_reason(self, typed: str) -> bool:
        """Whether a clause is the no of this question, and the others say nothing for a yes."""
        no = NO_CONSENTS if self.consent else NO_FACTS
        for told, rest in with_reason(typed):
            meant = find_meant(told, self._sources(), SAID_ANYWHERE)
            is_no = meant.sure == ("no",) or phrases.fits_all(phrases.whole_answers(told), no)
            near = [find_meant(one, self._sources(), SAID_ANYWHERE) for one in rest]
            if is_no and all({*one.sure, *one.near} <= {"no"} for one in near):
                return all(map(phrases.is_reason, rest))
        return False

    def _sources(self) -> dict[str, tuple[str, ...]]:
        more = ("basic", "consents" if self.consent else "facts")
        both = {
            "yes": (self.yes, self.also_yes, *(f"{table}/yes" for table in more)),
            "no": (self.no, self.also_no, *(f"{table}/no" for table in more)),
        }
        return both | ({UNKNOWN: (self.unknown, "unknown/all")} if self.unknown else {})

    def show(self, value: Any, scene: FormContext) -> str:
        code = next(code for code, known in VALUES.items() if known == value)
        return str(scene.speech(self.labels.get(code, "")))


# The intents of phrases.toml that answer a question of fact, and those that answer a consent.
YES_FACTS, NO_FACTS = frozenset({"affirm", "have"}), frozenset({"deny", "lack", "not_yet"})
YES_CONSENTS = frozenset({"affirm", "agree", "want", "can"})
NO_CONSENTS = frozenset({"deny", "refuse", "cannot"})
ANY_NO = NO_FACTS | NO_CONSENTS
# 可能是 and 다음에 하겠소 are neither, whatever words are in them.
NOT_SAID = frozenset({"unsure", "later", "wait"})
# 不是不可以 is a yes, of a sort.
TWICE_NOT = re.compile("不(?:是|会|能)?[不没]|没(?:有)?不|无不|없지않|않지않|not un")
VALUES: Mapping[str, Any] = {"yes": True, "no": False, UNKNOWN: UNKNOWN}
