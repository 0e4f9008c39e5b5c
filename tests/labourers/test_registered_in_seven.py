"""Seven answers open an entry; the rest is asked afterwards, and each answer counts at once."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from dialogue.core.form import Form, FormState
from dialogue.core.progress import progress_of
from dialogue.labourers.form_intake import INTAKE, MORE, PIECES, REGISTRATION, known_in
from dialogue.placements.form_placement import PLACEMENT
from models.core.vocabulary import Wish, WorkStatus
from models.labourers import household
from models.labourers.facts import LATER
from models.labourers.labourer import Labourer
from tests.privacy.test_for_others import entry_of_somebody, registers_somebody
from tests.support.form_contexts import TODAY
from tests.support.labourers.facts import id_number
from tests.support.labourers.intake import (
    BACK,
    DONE,
    EN,
    GO_ON,
    MORE_QUESTIONS,
    SHORTEST,
    SKIP,
    TWELVE,
    WHOLE,
    arrive,
    asks_intake,
    begun_intake,
    facts_of_steps,
    labels,
    register,
    tap,
    walk,
)
from tests.support.town import ANA, Town

TWO = "✏️ Two questions, so that work fits you"
GO_ON_WITH_THEM = "▶️ Go on: work, skills, wishes"


async def test_the_entry_is_there_after_the_seventh_answer(town: Town) -> None:
    await arrive(town.ana, typing=True)
    await walk(town.ana, SHORTEST[:-1], typing=True)
    assert await town.entry(ANA) is None
    await walk(town.ana, SHORTEST[-1:], typing=True)
    assert "You are registered." in town.ana.last
    assert "Shall we go on?" in town.ana.last
    entry = await town.entry(ANA)
    assert entry is not None
    assert not LATER & entry.keys()
    assert (await town.rows())["draft"] == []


async def test_each_later_answer_is_in_the_entry_when_it_is_given(town: Town) -> None:
    await register(town.ana)
    await tap(town.ana, GO_ON)
    told: dict[str, Any] = {}
    for step in TWELVE[len(SHORTEST) :]:
        await walk(town.ana, [step], typing=True)
        told[step.key] = step.value
        entry = await town.entry(ANA)
        assert entry is not None
        assert {key: entry.get(key) for key in told} == told
    assert "That was all" in town.ana.last
    await town.ana.says("/menu")
    assert MORE_QUESTIONS not in labels(town.ana)


@pytest.mark.parametrize("later", ["Go on: More about you", MORE_QUESTIONS])
async def test_it_is_gone_on_with_where_it_was_left(town: Town, later: str) -> None:
    await register(town.ana, TWELVE[: len(SHORTEST) + 2])
    assert asks_intake(town.ana, "skills")
    await town.ana.says("/menu")
    if later == MORE_QUESTIONS:
        await town.ana.taps("Go on")
        await town.ana.says("/cancel")
        await tap(town.ana, "🗑 Throw these answers away")
        assert (await town.rows())["draft"] == []
    await town.ana.taps(later)
    assert asks_intake(town.ana, "skills")


@pytest.mark.parametrize("words", ["go on", "继续", "接着填吧", "接着来", "계속"])
async def test_what_was_left_is_gone_on_with_in_words(town: Town, words: str) -> None:
    await register(town.ana, TWELVE[: len(SHORTEST) + 2])
    await town.ana.says("/menu")
    await town.ana.says(words)
    assert asks_intake(town.ana, "skills")


async def test_who_goes_on_later_finds_it_in_the_menu_and_the_entry(town: Town) -> None:
    await register(town.ana)
    await tap(town.ana, "Not now")
    assert MORE_QUESTIONS in labels(town.ana)
    await town.ana.says("/me")
    await tap(town.ana, MORE_QUESTIONS)
    assert asks_intake(town.ana, "ethnicity")


async def test_what_is_wrong_is_changed_at_once(town: Town) -> None:
    await register(town.ana)
    await tap(town.ana, "✏️ Something is wrong")
    await tap(town.ana, "Name")
    await town.ana.says("Bo Kim")
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["name"] == "Bo Kim"
    assert not LATER & entry.keys()


async def test_a_skipped_question_was_asked(town: Town) -> None:
    await register(town.ana, WHOLE[: [step.key for step in WHOLE].index("certificates")])
    await tap(town.ana, SKIP)
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["certificates"] is None
    (row,) = (await town.rows())["labourer"]
    assert "certificates" not in row["not_asked"]


@pytest.mark.parametrize("words", ["我想找工作", "I want a job"])
async def test_who_asks_for_work_in_the_middle_goes_on_there(town: Town, words: str) -> None:
    await arrive(town.ana)
    await town.ana.says(words)
    assert asks_intake(town.ana, "name")
    assert "It costs nothing." in town.ana.last


async def test_what_rested_on_an_answer_goes_with_it(town: Town) -> None:
    await register(town.ana, WHOLE[: [step.key for step in WHOLE].index("wanted_reach")])
    assert (await town.entry(ANA) or {})["wanted_work"] == ["factory"]
    for _ in range(2):
        await tap(town.ana, BACK)
    assert asks_intake(town.ana, "wishes")
    await tap(town.ana, "Find work")
    await tap(town.ana, DONE)
    entry = await town.entry(ANA)
    assert entry is not None
    assert (entry["wishes"], entry["wanted_work"]) == (["training"], [])


async def test_two_questions_make_work_fit_and_two_more_the_next_time(town: Town) -> None:
    await register(town.ana)
    for answers in (("1", "2"), ("4", "3000"), ("today", "yes")):
        await town.ana.says("/work")
        await tap(town.ana, TWO)
        for words in answers:
            await town.ana.says(words)
        assert "work on offer" in town.ana.last, town.ana.screen()
    assert TWO not in labels(town.ana)
    entry = await town.entry(ANA)
    assert entry is not None
    assert (entry["wishes"], entry["wanted_work"]) == (["work"], ["factory"])
    assert (entry["wanted_reach"], entry["wanted_wage"]) == ("anywhere", 3000)
    assert (entry["available_from"], entry["seen_by_brokers"]) == ("2026-11-23", True)


async def test_who_looks_for_no_work_is_asked_no_more_about_it(town: Town) -> None:
    await register(town.ana)
    await town.ana.says("/work")
    await tap(town.ana, TWO)
    await town.ana.says("2")
    assert (await town.entry(ANA) or {})["wishes"] == ["training"]
    assert TWO not in labels(town.ana)


async def test_answers_of_the_longer_form_of_before_are_kept(town: Town) -> None:
    longer = [step for step in WHOLE if step.key != "notices"]
    await begun_intake(town, ANA, longer)
    assert asks_intake(town.ana, "notices")
    await town.ana.says("8")
    entry = await town.entry(ANA)
    assert entry is not None
    told = facts_of_steps(longer, EN)
    assert {key: entry[key] for key in told} == told


async def test_what_was_refused_can_be_changed_whichever_answer_it_was(town: Town) -> None:
    """Somebody who was old enough by the year, and is not by the day."""
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    await town.ana.says("skip")
    await town.ana.says("1")
    await town.ana.says("2010")
    assert asks_intake(town.ana, "born_on")
    await town.ana.says("2010-12-20")
    for words in ("skip", "和盛", "no", "2", "8"):
        await town.ana.says(words)
    assert await town.entry(ANA) is None
    assert "16" in town.ana.last
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Born on")
    await town.ana.says("2010-05-03")
    await tap(town.ana, "✅ All right, save")
    assert "You are registered." in town.ana.last


async def test_a_broker_goes_on_with_somebody_beside_them(town: Town) -> None:
    await registers_somebody(town.chen)
    await tap(town.chen, GO_ON_WITH_THEM)
    await town.chen.says("2")
    assert (await entry_of_somebody(town))["ethnicity"] == "korean"
    await town.chen.says("/menu")
    await town.chen.taps("Go on: More about them Ann Lee (2/5)")
    for words in ("2", "none", "4", "no"):
        await town.chen.says(words)
    row = await entry_of_somebody(town)
    assert (row["schooling"], row["not_asked"]) == ("primary", None)


async def test_what_a_broker_goes_on_with_is_theirs_to_ask(town: Town) -> None:
    """Whoever has taken their entry over answers for themselves."""
    await registers_somebody(town.chen)
    await tap(town.chen, GO_ON_WITH_THEM)
    asked = town.chen.received[-1]
    async with town.store() as session:
        labourer = (await session.exec(select(Labourer))).one()
        labourer.read_out_by = None
    await town.chen.taps("Korean", asked)
    assert (await entry_of_somebody(town))["ethnicity"] is None


@pytest.mark.parametrize(
    "form", [REGISTRATION, MORE, INTAKE, PLACEMENT, *PIECES], ids=lambda f: f.name
)
@given(dice=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_progress_never_runs_backwards(form: Form, dice: Any) -> None:
    pool: dict[str, tuple[Any, ...]] = {
        "id_number": (None, id_number("19850312")),
        "birth_year": (1985, 2010),
        "registered_poor": (True, False),
        "household_head": ("李大山", household.HEAD_SELF),
        "status": tuple(WorkStatus),
        "skills": ([], ["driving"]),
        "wishes": ([], [Wish.WORK], [Wish.TRAINING], [Wish.WORK, Wish.TRAINING]),
        "schooling": ("none", "senior"),
        "health_agreed": (True, False),
        "who": ([{"id": None, "name": "王小春"}], [{"id": 1, "name": "王小春"}]),
        "agreed": (True,),
        "employer": ({"id": None, "name": "x"}, {"id": 1, "name": "x"}),
    }
    known = {key: dice.choice(pool[key]) for key in form.known if key in pool}
    filling = FormState(form, TODAY, form.fitting(known_in(form, known), TODAY))
    seen = [progress_of(filling)]
    while filling.question:
        filling = filling.answer(dice.choice(pool.get(filling.question.key, ("x",))))
        seen.append(progress_of(filling))
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert {one.of for one in seen} == {seen[0].of}
    assert seen[-1].done == 1
