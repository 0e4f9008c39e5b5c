"""Whatever anybody says to the intake, in whatever order: nothing breaks, nothing is lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dialogue.core.answering import read_answer
from dialogue.core.form import Answered, FormState, InProgress
from dialogue.core.progress import progress_of
from dialogue.core.user_input import (
    SentFile,
    SentOther,
    SentPhoto,
    SharedPhone,
    SharedPlace,
    Tapped,
    Typed,
    UserInput,
)
from dialogue.fields import Choices
from dialogue.labourers.form_intake import INTAKE
from models.core.address import parse_media_ref
from models.core.refusal import Refusal
from tests.support.form_contexts import LANGUAGES, SCENES, TODAY
from tests.support.labourers.form_filler import TYPICAL, FormFiller, jsoned

KEYS = [question.key for question in INTAKE.questions]
CODES = sorted({o.code for q in INTAKE.questions for o in q.kind.options(None, SCENES["zh"])})  # type: ignore[index]
EVERYDAY = (
    *("是", "没有", "ok", "完成", "返回", "跳过", "不知道", "3500", "-1", "三千五", "1万2", "32号"),
    *(
        "明天",
        "2018.4.24",
        "和盛",
        "永安村",
        "新兴",
        "大兴沟镇",
        "村",
        "汪清",
        "13800002001",
        "1 3",
    ),
    *("<b>x</b>", "&amp;", "</i>", "<script>", "x" * 4096, "🐂" * 100, "０", "②", "\u200b", "1 12"),
)
TEXTS = st.sampled_from(EVERYDAY) | st.text(max_size=50)
FORGED = st.sampled_from([*CODES, "own0", "own9", "done", "before", "in"]) | st.text(max_size=20)
# How far they have come, from the first question to the summary, and what they chose.
SKIPPED = 9
FILE = parse_media_ref("file")
WAYS = st.integers(0, 35).flatmap(lambda n: st.lists(st.integers(0, 9), min_size=n, max_size=n))
ELSE: st.SearchStrategy[UserInput] = st.one_of(
    st.builds(SharedPhone, st.sampled_from(["+8613800002003", "1", ""])),
    st.builds(SharedPlace, st.floats(-90, 90), st.floats(-180, 180), st.text(max_size=5)),
    st.builds(SentPhoto, st.just(FILE)),
    st.builds(SentFile, st.just(FILE), st.sampled_from(["合同.pdf", "x.exe", None])),
    st.builds(SentOther),
)


def asked_for(answers: Mapping[str, Any], today: date) -> set[str]:
    """The keys of the questions these answers ask for."""
    return {question.key for question in INTAKE.asked(answers, today)}


class AnyAnswers(RuleBasedStateMachine):
    @initialize(language=st.sampled_from(LANGUAGES), picks=WAYS)
    def begins(self, language: Any, picks: list[int]) -> None:
        """They have come some way already."""
        self.person = FormFiller(SCENES[language])
        for pick in picks:
            if self.asks() and pick == SKIPPED:
                self.person.go(self.person.filling.skip())
            elif self.asks():
                self.person.hear(self.sensible(pick))

    def sensible(self, pick: int) -> UserInput:
        """A tap or a number that is offered, or what is typically typed."""
        question = self.person.question
        assert question is not None
        options = question.kind.options(self.person.filling.partial, self.person.scene)
        typical = [Typed(text) for text in TYPICAL.get(question.key, ("编织",))]
        numbers = [Typed(str(number)) for number in range(1, len(options) + 1)]
        ways: list[UserInput] = [*(Tapped(option.code) for option in options), *numbers, *typical]
        return ways[pick % len(ways)]

    def asks(self) -> bool:
        """Whether there is a question, and not the summary."""
        return self.person.question is not None

    def says(self, said: UserInput) -> None:
        """Say it; a refusal changes nothing, an answer drops nothing that is still asked for."""
        before, question = self.person.filling, self.person.question
        heard = self.person.hear(said)
        if isinstance(heard, Refusal):
            assert self.person.filling == before
            self.person.sees(heard)
        elif isinstance(heard, Answered):
            assert question is not None
            self.answered(before, question.key, heard.value)

    def answered(self, before: FormState, key: str, value: Any) -> None:
        """What holds after any whole answer."""
        after = self.person.filling
        assert after.answers[key] == value
        dropped = before.answers.keys() - after.answers.keys()
        assert not dropped & asked_for(after.answers, after.today)
        for kept in after.answers.keys() - {key}:
            assert after.answers[kept] == before.answers[kept]
        self.undone(after, key, value)
        if before.revisiting is None and after.question == next_in_line(after, key):
            assert went_back(after).question == before.question

    def undone(self, after: FormState, key: str, value: Any) -> None:
        """Going back leads to the question again, loses nothing, and it can be answered again."""
        if after.question and KEYS.index(after.question.key) < KEYS.index(key):
            return  # a change left a gap before it, which is asked first
        filling = went_back(after)
        while filling.question and filling.question.key != key:
            filling = went_back(filling)
        assert filling.answers == after.answers
        assert filling.answer(value).answers == after.answers
        if next_in_line(after, key) == after.question:
            assert filling.answer(value) == after
        assert filling.keep() == after

    @precondition(asks)
    @rule(pick=st.integers(0, 40))
    def answers_sensibly(self, pick: int) -> None:
        """A tap, a number, or a usual text."""
        self.says(self.sensible(pick))

    @precondition(asks)
    @rule(pick=st.integers(0, 40), times=st.integers(1, 5))
    def hurries_on(self, pick: int, times: int) -> None:
        """Several sensible answers at once."""
        for n in range(times):
            if self.asks():
                self.says(self.sensible(pick + n))

    @precondition(asks)
    @rule(text=TEXTS)
    def types(self, text: str) -> None:
        self.says(Typed(text))

    @precondition(asks)
    @rule(number=st.integers(-2, 99))
    def types_a_number(self, number: int) -> None:
        self.says(Typed(str(number)))

    @precondition(asks)
    @rule(code=FORGED)
    def taps_what_may_not_be_there(self, code: str) -> None:
        """A button of before, or one that was never issued."""
        self.says(Tapped(code))

    @precondition(asks)
    @rule(said=ELSE)
    def shares_or_sends(self, said: UserInput) -> None:
        self.says(said)

    @precondition(asks)
    @rule(pick=st.integers(0, 40))
    def a_number_is_its_tap(self, pick: int) -> None:
        """And for several choices its tap and then done."""
        person, question = self.person, self.person.question
        assert question is not None
        partial = person.filling.partial
        options = question.kind.options(partial, person.scene)
        if not options:
            return
        place = pick % len(options)
        typed = read_answer(question, Typed(str(place + 1)), person.scene, partial)
        tapped = read_answer(question, Tapped(options[place].code), person.scene, partial)
        kind = question.kind
        if isinstance(kind, Choices) and isinstance(tapped, InProgress):
            if isinstance(tapped.value, list) and not options[place].picked:
                tapped = read_answer(question, Tapped("done"), person.scene, tapped.value)
            elif options[place].picked:
                tapped = Answered(partial)
        assert typed == tapped

    @rule()
    def goes_back(self) -> None:
        """One question, or one step within it."""
        before = self.person.filling
        self.person.go(before.back())
        assert self.person.filling.answers == before.answers

    @rule()
    def keeps(self) -> None:
        """What was gone back to."""
        answers = self.person.filling.answers
        self.person.go(self.person.filling.keep())
        assert self.person.filling.answers == answers

    @precondition(asks)
    @rule()
    def skips(self) -> None:
        before, question = self.person.filling, self.person.question
        assert question is not None
        skipped = before.skip()
        assert isinstance(skipped, FormState) == question.skippable
        if isinstance(skipped, FormState):
            self.person.go(skipped)
            self.answered(before, question.key, None)

    @rule(key=st.sampled_from(KEYS))
    def changes(self, key: str) -> None:
        """Any answer, from anywhere."""
        to = self.person.filling.change(key)
        assert isinstance(to, FormState) == (key in self.person.filling.answers)
        self.person.go(to)

    @rule()
    def restarts(self) -> None:
        """All that is in hand comes back from the store as it was."""
        stored = self.person.stored()
        assert stored == self.person.filling
        self.person.filling = stored

    @rule(days=st.integers(1, 800))
    def comes_back_later(self, days: int) -> None:
        """Some questions go by age; what they ask for on that day is what counts."""
        filling = self.person.filling
        today = filling.today + timedelta(days=days)
        if today < TODAY.replace(year=TODAY.year + 10):
            answers = INTAKE.fitting(filling.answers, today)
            self.person.scene = replace(self.person.scene, today=today)
            self.person.filling = replace(filling, today=today, answers=answers)

    @rule(page=st.integers(-1, 5))
    def turns_a_page(self, page: int) -> None:
        self.person.sees(page=page)

    @invariant()
    def only_what_is_asked_for_is_answered(self) -> None:
        if hasattr(self, "person"):
            filling = self.person.filling
            assert filling.answers.keys() <= asked_for(filling.answers, filling.today)

    @invariant()
    def there_is_something_to_see(self) -> None:
        """A question or the summary, within Telegram's limits."""
        if hasattr(self, "person"):
            self.person.sees()
            place, of, _ = progress_of(self.person.filling)
            assert 1 <= place <= of <= len(KEYS)

    def teardown(self) -> None:
        """From everywhere a way leads to the summary, and it has all that is asked for."""
        if hasattr(self, "person"):
            self.person.finish()
            filling = self.person.filling
            assert filling.answers.keys() == asked_for(filling.answers, filling.today)
            assert jsoned(filling.answers) == filling.answers
            self.person.sees()


def next_in_line(filling: FormState, key: str) -> Any:
    """The question that follows this one; None after the last."""
    asked = filling.asked
    place = [question.key for question in asked].index(key)
    return asked[place + 1] if place + 1 < len(asked) else None


def went_back(filling: FormState) -> FormState:
    """Back, where it is known to lead somewhere."""
    to = filling.back()
    assert isinstance(to, FormState)
    return to


TestAnyAnswers = AnyAnswers.TestCase
TestAnyAnswers.settings = settings(
    deadline=None, database=None, derandomize=True, max_examples=60, stateful_step_count=30
)
