"""Words typed instead of a tap: what is understood, what is asked back, and what is never taken."""

import pytest
from sqlmodel import select

from dialogue.core.asking_back import HEARD, KIND_WORDS, PERHAPS, TWICE, YES_OR_NO
from dialogue.core.i18n import Speech
from models.core.vocabulary import Language
from models.notices.sign_ups import SignUp
from models.placements.placement import Placement
from models.placements.states import PlacementState
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import EN, KO, ZH, asks_intake, labels, tap
from tests.support.notices.chat import publishes_notice, registered_person
from tests.support.placements.chat import (
    open_known_employer,
    placement_by_chen,
    visible_person,
)
from tests.support.town import ANA, Town


def said(phone: Phone, message: str, language: Language = EN) -> bool:
    """Whether the newest message has this sentence."""
    return str(Speech(language)(message)) in phone.last


async def arrives(phone: Phone, language: Language = ZH) -> None:
    """Up to the consent, by typed words alone."""
    await phone.start()
    await phone.says({ZH: "中文", KO: "조선말로 하겠소", EN: "english please"}[language])


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        (ZH, "同意"),
        (ZH, "好的"),
        (ZH, "行，整吧"),
        (ZH, "嗯呢"),
        (KO, "네 동의합니다"),
        (KO, "좋습니다"),
        (EN, "Yes, let's begin"),
        (EN, "ok sure"),
    ],
)
async def test_consent_is_given_in_everyday_words(
    town: Town, language: Language, typed: str
) -> None:
    await arrives(town.ana, language)
    await town.ana.says(typed)
    assert asks_intake(town.ana, "name", language)


@pytest.mark.parametrize(
    "typed", ["不同意什么", "同意吗？", "如果有钱我就同意", "我妈同意", "好不好", "谢谢"]
)
async def test_what_is_no_clear_yes_is_no_consent(town: Town, typed: str) -> None:
    await arrives(town.ana)
    await town.ana.says(typed)
    assert said(town.ana, YES_OR_NO, ZH)
    await town.ana.says("1")
    assert asks_intake(town.ana, "name", ZH)


@pytest.mark.parametrize(
    ("language", "typed", "asked"),
    [
        (ZH, "找活干", "work"),
        (ZH, "老板不给工资", "unpaid"),
        (KO, "월급을 못 받았습니다", "unpaid"),
        (ZH, "我要人工", "person"),
    ],
)
async def test_a_stranger_who_asks_for_something_is_heard_and_nothing_is_kept(
    town: Town, language: Language, typed: str, asked: str
) -> None:
    await town.ana.says(typed)
    assert said(town.ana, HEARD[asked], language)
    await tap(town.ana, "中文" if language is ZH else "조선말", language)
    await town.ana.says(typed)
    assert said(town.ana, HEARD[asked], language)
    assert await town.given(ANA) is None


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("找活干", "There is no work on offer"),
        ("俺想找点活儿干", "There is no work on offer"),
        ("월급을 못 받았습니다", "Something is wrong"),
        ("我想看看我的信息", "What is kept about you"),
        ("帮我把资料都删了吧", "Delete everything that is kept"),
        ("change the language", "Which language do you speak?"),
    ],
)
async def test_a_plain_request_leads_where_it_belongs(town: Town, typed: str, shows: str) -> None:
    await registered_person(town, ANA, EN)
    await town.ana.says(typed)
    assert shows in town.ana.last or asks_grievance(town.ana, shows)


def asks_grievance(phone: Phone, shows: str) -> bool:
    """Who has told nothing and works nowhere known is asked at once."""
    return shows == "Something is wrong" and "What is wrong" in phone.last


async def test_what_is_near_is_asked_back_and_the_numbers_stay(town: Town) -> None:
    await registered_person(town, ANA, EN)
    await publishes_notice(town)
    await town.settled()
    await town.ana.says("我听说我哥找活干呢")
    assert said(town.ana, PERHAPS)
    assert labels(town.ana) == ["💼 Find work", "Menu"]
    await town.ana.says("blue sky")
    assert said(town.ana, TWICE)
    await town.ana.says("1")
    assert "You are signed up" in town.ana.last


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("参加", "seated"),
        ("俺去", "seated"),
        ("没空", "declined"),
        ("있다가 갈게요 신청합니다", None),
    ],
)
async def test_a_notice_is_answered_in_words(town: Town, typed: str, state: str | None) -> None:
    await registered_person(town, ANA, EN)
    await publishes_notice(town)
    await town.settled()
    await town.ana.says(typed)
    async with town.store() as session:
        kept = [one.state.value for one in await session.exec(select(SignUp))]
    assert kept == ([state] if state else [])


async def test_a_plain_no_that_two_buttons_fit_is_asked_back(town: Town) -> None:
    labourer = await visible_person(town)
    await placement_by_chen(town, labourer, await open_known_employer(town))
    await town.settled()
    await town.ana.says("不对")
    assert said(town.ana, PERHAPS)
    assert {"✏️ Something is different", "❌ I don't work there"} <= set(labels(town.ana))
    async with town.store() as session:
        (placement,) = await session.exec(select(Placement))
        assert placement.state is PlacementState.REPORTED


async def test_a_yes_answers_what_was_pushed_and_not_the_form_further_up(town: Town) -> None:
    await registered_person(town, ANA, EN, status="farming")
    await town.ana.says("/trouble")
    form = await town.given(ANA)
    await town.wait(days=8, hours=1)
    assert "Is this still so?" in (await town.ana.look()).last
    await town.ana.says("嗯呢")
    assert "noted" in town.ana.last
    assert await town.given(ANA) in (form, None)


async def test_words_below_a_pushed_question_are_kept_and_asked_about(town: Town) -> None:
    await registered_person(town, ANA, EN, status="farming")
    await town.ana.says("/me")
    await tap(town.ana, "✏️ Change something")
    await tap(town.ana, "Name")
    await town.wait(days=8, hours=1)
    assert "Is this still so?" in (await town.ana.look()).last
    await town.ana.says("王小芳")
    assert "You wrote: “王小芳”" in town.ana.last
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["name"] != "王小芳"
    await town.ana.says("是的")
    entry = await town.entry(ANA)
    assert entry is not None
    assert entry["name"] == "王小芳"


async def test_a_request_that_a_question_cannot_take_leads_away_and_the_answers_stay(
    town: Town,
) -> None:
    await arrives(town.ana, EN)
    await town.ana.says("ok")
    await town.ana.says("Ann Lee")
    await town.ana.says("talk to a person")
    assert asks_enquiry(town.ana)
    await town.ana.says("/menu")
    assert any("Go on" in one for one in labels(town.ana))


def asks_enquiry(phone: Phone) -> bool:
    return "What should the county office know" in phone.last


async def test_who_is_refused_twice_by_a_question_is_offered_a_person(town: Town) -> None:
    await arrives(town.ana, EN)
    await town.ana.says("ok")
    await town.ana.says("12")
    assert "🙋 A person, please" not in town.ana.screen()
    await town.ana.says("34")
    assert "🙋 A person, please" in town.ana.screen()
    assert asks_intake(town.ana, "name")
    await town.ana.says("Ann Lee")
    assert asks_intake(town.ana, "id_number")
    await town.ana.says("56")
    await town.ana.says("a person please")
    assert asks_enquiry(town.ana)


@pytest.mark.parametrize(
    ("typed", "kind_word"), [("谢谢领导", "thanks"), ("知道了", "acknowledge")]
)
async def test_thanks_change_nothing_and_are_answered_kindly(
    town: Town, typed: str, kind_word: str
) -> None:
    await registered_person(town, ANA, EN)
    await publishes_notice(town)
    await town.settled()
    await town.ana.says(typed)
    assert said(town.ana, KIND_WORDS[kind_word])
    await town.ana.says("1")
    assert "You are signed up" in town.ana.last
