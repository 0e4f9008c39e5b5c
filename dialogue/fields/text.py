"""Names and free text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from dialogue.core.form import Answered, FormContext, Heard, Option, Skipped
from dialogue.core.reply import Share
from dialogue.core.user_input import Typed, UserInput
from dialogue.fields.lacking import lacks
from dialogue.fields.matching import find_meant
from dialogue.fields.offering import (
    Unsure,
    get_offered,
    hint_of_offer,
    list_offered,
    offer_values,
    read_offer,
    without_offer,
)
from dialogue.fields.plain_words import Sort, are_plain, may_be_named
from dialogue.parsing import person_name, text, words
from dialogue.parsing.cover import skeleton
from dialogue.parsing.date import date as read_date
from dialogue.parsing.pay import pay
from dialogue.parsing.reasons import clauses
from dialogue.parsing.remarks import (
    Remark,
    find_remark,
    is_only_remark,
    means_none,
    means_unknown,
)
from models.core import plain_text
from models.core.refusal import Refusal

GLIMPSE = 40
# A day between these is a day and no name of anything.
EARLIEST, LATEST = date(1930, 1, 1), date(2090, 1, 1)


class TypedField:
    """What all kinds have that are simply typed.

    `value` gives what was typed: a JSON value, Unsure(values) where it may mean several, Skipped
    where there is none, or a refusal.
    """

    columns: ClassVar[int] = 2
    share: ClassVar[Share | None] = None
    # Where a 0 is an answer, if a wrong one, it does not go back.
    zero_is_answer: ClassVar[bool] = False
    # Where a "no" can mean nothing but that there is none, it skips.
    no_means_skip: ClassVar[bool] = False
    takes_unknown: ClassVar[bool] = False
    searches: ClassVar[bool] = False

    def options(self, partial: Any, scene: FormContext) -> list[Option]:
        """What the text before may have meant; else the usual answers."""
        values = get_offered(partial)
        if values is None:
            return self.presets(scene)
        return list_offered(values, lambda value: self.show(value, scene))

    def presets(self, scene: FormContext) -> list[Option]:
        """Usual answers to tap."""
        return []

    def read(self, said: UserInput, partial: Any, scene: FormContext) -> Heard:
        """What was offered, or the text as `value` reads it.

        The same once more confirms a lone offer; of several it says no more than before.
        """
        values = get_offered(partial)
        value = self.value(said.text, scene) if isinstance(said, Typed) else None
        if values is not None and (
            heard := read_offer(said, partial, self.options(partial, scene), value)
        ):
            return heard
        if value is None:
            return Refusal("words_only")
        if not isinstance(value, Unsure):
            return value if isinstance(value, Refusal | Skipped) else Answered(value)
        if values == list(value.values) and len(values) == 1:
            return Answered(values[0])
        return offer_values(value.values, without_offer(partial))

    def value(self, typed: str, scene: FormContext) -> Any:
        """The JSON value of what was typed, or a refusal."""
        raise NotImplementedError

    def show(self, value: Any, scene: FormContext) -> str:
        return str(value)

    def hint(self, partial: Any) -> str:
        """Which of them is meant; else how to answer."""
        values = get_offered(partial)
        return self.own_hint() if values is None else hint_of_offer(values)

    def own_hint(self) -> str:
        """None is needed."""
        return ""


@dataclass(frozen=True)
class Name(TypedField):
    """A person's name, 2 to 30 letters."""

    relation: bool = False

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Refusal:
        """The name with its spaces set right; what is like no name is asked about first.

        Remarks, requests, sentences and words for oneself are none. With `relation`, 我爸王大山
        is 王大山.
        """
        if words.means(typed, words.GREETING) or words.means(typed, words.DONE):
            return Refusal("name_greeting")
        name = text.name(person_name.without_courtesy(self._told(typed)))
        if isinstance(name, Refusal):
            return Refusal("name_no_answer") if find_remark(typed) else name
        name = person_name.without_relation(name) if self.relation else name
        likeness = person_name.judge(name)
        if likeness is person_name.Likeness.NO_NAME:
            return Refusal("name_no_answer")
        return name if likeness is person_name.Likeness.NAME else Unsure([name])

    def _told(self, typed: str) -> str:
        """Of 户主是我爸，叫王大山 what stands behind the comma."""
        said = clauses(typed)
        last = CALLED.fullmatch(said[-1]) if self.relation and len(said) > 1 else None
        return last[1] if last else typed


CALLED = re.compile(r"(?:名?字?叫|名字是|大名叫?|이름은)\s*(.{2,10})")


@dataclass(frozen=True)
class Text(TypedField):
    """The name of a thing, a place or a piece of work, on a line of at most `most` characters.

    `never` are options that answer another question: a skill is no certificate. `lacking` names
    the phrases of answers.toml that say that there is none. With `figures` a number may be it.
    What is not plainly of the `sort` is asked back once.
    """

    no_means_skip: ClassVar[bool] = True
    most: int = 100
    never: Mapping[Any, str] | None = None
    lacking: str = ""
    figures: bool = False
    sort: Sort = Sort.UNUSUAL

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Skipped | Refusal:
        """The line with its spaces set right; a remark, a question, a day or a sum is none."""
        if _ends(typed):
            return Refusal("answer_now")
        if means_none(typed) or means_unknown(typed) or lacks(typed, self.lacking):
            return Skipped()
        if find_remark(typed) is Remark.REFUSED:
            return Skipped()
        told = text.line(typed, self.most)
        if find_remark(typed) or NO_THING.match(typed.strip()):
            asks = isinstance(told, str) and may_be_named(told, self.sort, scene)
            return Unsure([told]) if asks else Refusal("no_answer")
        if not self.figures and _is_figure(typed, scene):
            return Refusal("no_answer")
        if self._answers_another(typed):
            return Refusal("certificate_needed")
        return _sorted(told, self.sort, scene)

    def _answers_another(self, typed: str) -> bool:
        if not self.never or PAPER.search(typed):
            return False
        meant = find_meant(typed, _sources(self.never), ("always", "soft", "able"))
        return bool(meant.sure or NOT_YET.search(typed))


# No thing's name begins so, or speaks to somebody. 不锈钢厂 and 别墅 do.
NO_THING = re.compile(
    r"(?:还|都|也|我|俺|早)?(?:没|未(?!来)|别(?![墅克])|不(?![锈夜二老干动]))|.*[你您]"
    r"|(?:打|给|问|找)(?:我|他|她)|i (?:work alone|don't|do not|can't|won't)\b",
    re.IGNORECASE,
)
NOT_YET = re.compile("考|丢|想学|学过")


# C1 and 驾照 are papers, whatever skill they are for.
PAPER = re.compile(
    r"证|照|级|本$|[abc][123]|licen[cs]e|certificate|diploma|면허|자격|증", re.IGNORECASE
)


def _is_figure(typed: str, scene: FormContext) -> bool:
    """Whether it is but a number, a sum or a day."""
    day = read_date(typed, scene.today, EARLIEST, LATEST)
    said = skeleton(typed)
    without_letters = bool(said) and not any(c.isalpha() for c in said)
    return without_letters or not isinstance(day, Refusal) or not isinstance(pay(typed), Refusal)


def _sources(labels: Mapping[Any, str]) -> dict[Any, tuple[str, ...]]:
    return {code: (label,) for code, label in labels.items()}


@dataclass(frozen=True)
class Prose(TypedField):
    """A sentence on a line of at most `most` characters, such as a reason."""

    no_means_skip: ClassVar[bool] = True
    most: int = 100
    lacking: str = ""
    questions: bool = False
    sort: Sort = Sort.SENTENCE

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Skipped | Refusal:
        """The line with its spaces set right; what tells nothing, or asks back, is none."""
        if lacks(typed, self.lacking):
            return Skipped()
        if not self.questions and ASKS.search(typed.strip()):
            return Refusal("answer_now")
        return _without_news(typed) or _sorted(text.line(typed, self.most), self.sort, scene)


ASKS = re.compile(r"(?:[?？]|吗|啥意思|什么意思|干啥|干嘛|까|나요)[。.!！]*$")


@dataclass(frozen=True)
class Paragraphs(TypedField):
    """Several lines of at most `most` characters in all, shown by how they begin."""

    no_means_skip: ClassVar[bool] = True
    most: int = 600
    sort: Sort = Sort.SENTENCE

    def show(self, value: Any, scene: FormContext) -> str:
        """The beginning of what was given."""
        line = " ".join(value.split())
        return line if len(line) <= GLIMPSE else f"{line[:GLIMPSE]}…"

    def value(self, typed: str, scene: FormContext) -> str | Unsure | Skipped | Refusal:
        """The lines with their spaces set right; what tells nothing is none."""
        told = text.paragraphs(typed, self.most)
        return _without_news(typed) or _sorted(told, self.sort, scene)


def _sorted(words: str | Refusal, sort: Sort, scene: FormContext) -> str | Unsure | Refusal:
    """The words; to be asked back where they may be a remark."""
    if isinstance(words, Refusal) or are_plain(words, sort, scene):
        return words
    return Unsure([words])


def _without_news(typed: str) -> Skipped | Refusal | None:
    """What to do with a text that is but a greeting, a thank-you, a button's word or a none."""
    if _ends(typed):
        return Refusal("answer_now")
    if _says_no_more(typed):
        return Skipped()
    nothing = is_only_remark(typed) and find_remark(typed) in NO_NEWS
    return Refusal("answer_now") if nothing or words.pick(typed) else None


def _says_no_more(typed: str) -> bool:
    """Whether every clause says that there is none, or that this is all: 就这些，没别的了."""
    said = clauses(typed)
    return bool(said) and all(means_none(one) or means_unknown(one) or _ends(one) for one in said)


NO_NEWS = (Remark.ACKNOWLEDGED, Remark.GREETING, Remark.SWEARING, Remark.REFUSED)


def _ends(typed: str) -> bool:
    """Whether it is the word that ends several choices: "none left" may be an answer."""
    return words.means(typed, words.DONE) and not words.means(typed, words.NO)


@dataclass(frozen=True)
class Code(TypedField):
    """A one-time code: its digits, whatever stands between them."""

    length: int = 8

    def value(self, typed: str, scene: FormContext) -> str | Refusal:
        plain = "" if text.too_long(typed) else plain_text.plain(typed)
        digits = "".join(sign for sign in plain if sign.isdecimal())
        return digits if len(digits) == self.length else Refusal("code_unknown")
