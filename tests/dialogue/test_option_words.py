"""The phrases of answers.toml: each is its own option's, and turned round it is never that."""

from collections.abc import Iterator
from typing import Any

import pytest

from dialogue.accounts.form_invitation import INVITATION
from dialogue.brokers.form_broker import BROKER
from dialogue.core.form import Form
from dialogue.core.i18n import Speech
from dialogue.employers.form_employer import BLACKLIST, EMPLOYER
from dialogue.fields import Choice, Choices, YesNo
from dialogue.fields.matching import find_meant
from dialogue.grievances.form_grievance import GRIEVANCE
from dialogue.labourers.form_intake import INTAKE
from dialogue.notices.form_notice import NOTICE
from dialogue.parsing.answer_words import NEAR, list_worded_labels, option_words, without_picture
from dialogue.placements.form_check_in import CHECK_IN, LEAVE
from dialogue.placements.form_confirmation import CONFIRMATION
from dialogue.placements.form_paper import PAPER
from dialogue.placements.form_placement import PLACEMENT
from dialogue.vacancies.form_vacancy import VACANCY
from models.core.vocabulary import Language

FORMS: tuple[Form, ...] = (
    *(INTAKE, PLACEMENT, CONFIRMATION, CHECK_IN, LEAVE, GRIEVANCE, VACANCY, NOTICE),
    *(EMPLOYER, BLACKLIST, BROKER, PAPER, INVITATION),
)
LISTS = {
    f"{form.name}: {question.key}": question.kind
    for form in FORMS
    for question in form.questions
    if isinstance(question.kind, Choice | Choices | YesNo)
}
TURNED = (
    *("不是{}", "没有{}的事", "我不{}", "{}吗", "是不是{}"),
    *("{} 아닙니다", "not {}", "is it {}?"),
)


def sources(kind: Any) -> dict[Any, tuple[str, ...]]:
    """The labels of each code."""
    if isinstance(kind, YesNo):
        return kind._sources()
    if isinstance(kind, Choices):
        return kind._sources()
    return {code: (label,) for code, label in kind.labels.items()}


def fillers(kind: Any) -> tuple[str, ...]:
    return ("always",) if isinstance(kind, YesNo) else ("always", "soft", *kind.fillers)


def worded(kind: Any) -> Iterator[tuple[Any, str]]:
    """Each code with each phrase that people say for it."""
    for code, labels in sources(kind).items():
        for label in labels:
            yield from ((code, word) for word in option_words(label))


@pytest.mark.parametrize("name", LISTS)
def test_a_phrase_means_its_own_option_or_offers_it(name: str) -> None:
    kind = LISTS[name]
    astray = []
    for code, word in worded(kind):
        meant = find_meant(word.removeprefix(NEAR), sources(kind), fillers(kind))
        if code not in (*meant.sure, *meant.near):
            astray.append((word, code, meant))
    assert astray == []


@pytest.mark.parametrize("name", LISTS)
def test_a_phrase_that_comes_near_is_never_taken(name: str) -> None:
    kind = LISTS[name]
    near = [word for _, word in worded(kind) if word.startswith(NEAR)]
    taken = [w for w in near if find_meant(w[1:], sources(kind), fillers(kind)).sure]
    assert taken == []


@pytest.mark.parametrize("name", LISTS)
def test_a_label_in_any_language_is_its_option(name: str) -> None:
    kind = LISTS[name]
    for code, (label, *_) in sources(kind).items():
        for language in Language:
            shown = str(Speech(language)(label).unescape())
            meant = find_meant(shown, sources(kind), fillers(kind))
            assert code in (*meant.sure, *meant.near), (shown, code, meant)


@pytest.mark.parametrize("name", LISTS)
def test_a_phrase_turned_round_or_asked_back_is_never_its_option(name: str) -> None:
    kind = LISTS[name]
    own = {word.removeprefix(NEAR) for _, word in worded(kind)}
    taken = [
        (said, meant.sure)
        for code, word in worded(kind)
        for turn in TURNED
        if (said := turn.format(word.removeprefix(NEAR))) not in own
        and code in (meant := find_meant(said, sources(kind), fillers(kind))).sure
    ]
    assert taken == []


def test_every_worded_label_is_on_a_list() -> None:
    listed = {
        without_picture(label)
        for kind in LISTS.values()
        for labels in sources(kind).values()
        for label in labels
    }
    assert list_worded_labels() - listed == set()
