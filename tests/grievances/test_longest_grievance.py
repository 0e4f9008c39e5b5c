"""The longest grievance with the longest steps still fits, in every language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dialogue.core.reply import Message
from dialogue.grievances import labourer, staff
from dialogue.grievances.form_grievance import AMOUNT_MOST, GRIEVANCE, WHERE_MOST, WORDS_MOST
from dialogue.grievances.grievance import Reader
from models.core.paging import Page
from models.core.vocabulary import EvidenceKind, Language, Schooling, Sex, Trouble, WorkStatus
from models.grievances.grievance import Grievance, GrievanceNote, GrievanceState, StepKind
from models.grievances.queue import OpenOfPerson
from models.labourers.labourer import Labourer
from models.placements.evidence import Evidence, EvidenceState
from tests.dialogue.test_longest import LARGEST, longest
from tests.support.form_contexts import LANGUAGES, SCENES, shown_text

NOW = datetime(2028, 12, 22, 4, tzinfo=UTC)
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_state = pytest.mark.parametrize("state", GrievanceState)

FILES = [
    Evidence(
        id=2**63 - 1 - n,
        kind=EvidenceKind.OTHER,
        state=EvidenceState.KEPT,
        file_id="x",
        size=10**7,
        added_at=NOW,
    )
    for n in range(10)
]


def looking(language: Language) -> Reader:
    return Reader(SCENES[language], NOW, ZoneInfo("Asia/Shanghai"))


def widest(state: GrievanceState = GrievanceState.TAKEN) -> Grievance:
    """As much as the person may tell, every character a long one."""
    return Grievance(
        id=LARGEST,
        county="222424",
        labourer_id=1,
        employer=longest(WHERE_MOST),
        kind=Trouble.FEE,
        words=longest(WORDS_MOST),
        amount=AMOUNT_MOST,
        since=date(2018, 12, 22),
        state=state,
        step=30,
        opened_at=NOW,
        due_at=datetime(2026, 1, 1, tzinfo=UTC),
        closed_at=NOW if state is GrievanceState.CLOSED else None,
    )


def steps(count: int = 30) -> list[GrievanceNote]:
    """So many steps, each with as much as staff may write."""
    return [
        GrievanceNote(
            grievance_id=LARGEST,
            step=step,
            what=list(StepKind)[step % 4],
            at=NOW,
            words=f"{step}:" + longest(WORDS_MOST - 3),
        )
        for step in range(1, count + 1)
    ]


def file(state: GrievanceState) -> staff.GrievanceFile:
    person = Labourer(
        name="𠀀" * 30,
        phone="+44 7911 123456",
        village_code="222424101216",
        sex=Sex.MALE,
        birth_year=1985,
        ethnicity="han",
        schooling=Schooling.PRIMARY,
        status=WorkStatus.OUTSIDE,
        consented_at=NOW,
        consent_version="1",
        registered_at=NOW,
        changed_at=NOW,
    )
    return staff.GrievanceFile(widest(state), person, steps(), FILES, mine=True, free=False)


@each_language
@each_state
def test_the_longest_one_fits_on_both_phones(language: Language, state: GrievanceState) -> None:
    at = looking(language)
    for message in (
        labourer.own_grievance_message(widest(state), steps(), at, at.speech("!")),
        staff.grievance_message(file(state), at, at.speech("!")),
    ):
        assert "30:" in shown_text(message)


@each_language
def test_lists_and_letters_fit(language: Language) -> None:
    at = looking(language)
    messages: list[Message] = [
        staff.waiting_message(at, Page([OpenOfPerson(widest(), 1000)] * 20, 2, True), 1000),
        staff.new_grievance_message(widest(), at),
        staff.overdue_message(at.speech, 1000),
        staff.person_message(at, widest(), Page([widest()] * 20, 2, True)),
        labourer.own_grievances_message(at.speech, Page([widest()] * 8, 2, True), []),
        labourer.opened_message(widest(), at),
        *(
            labourer.step_message(widest(), note, at.speech)
            for note in steps(3)
            if note.what in labourer.TOLD
        ),
    ]
    for message in messages:
        shown_text(message)


def test_the_earliest_steps_give_way() -> None:
    said = shown_text(labourer.own_grievance_message(widest(), steps(), looking(Language.EN)))
    assert "30:" in said
    assert "\n1:" not in said


def test_a_short_story_has_all_its_steps() -> None:
    short = [
        GrievanceNote(grievance_id=1, step=n, what=StepKind.NOTED, at=NOW, words=f"{n}:")
        for n in range(1, 20)
    ]
    said = shown_text(labourer.own_grievance_message(widest(), short, looking(Language.EN)))
    assert all(f"\n{n}:" in said for n in range(1, 20))


@pytest.mark.parametrize("kind", Trouble)
def test_every_kind_can_be_told_and_shown(kind: Trouble) -> None:
    asked = GRIEVANCE.asked({"kind": kind}, date(2026, 11, 23))
    assert [q.key for q in asked][:2] == ["kind", "employer"]
    assert [q.key for q in asked if not q.skippable] == ["kind"]
    assert len(asked) <= 6
