"""Words that fit nothing: the question above stays the newest, and a person is offered."""

import pytest
from markupsafe import Markup

from bot.telegram.addresses import telegram_address
from dialogue.core.asking_back import HEARD, KIND_WORDS, NOT_UNDERSTOOD, TWICE
from dialogue.core.i18n import OWN_NAMES, Speech
from dialogue.core.offered import choices_by_number, offered_by, with_beside
from dialogue.core.reply import Button, Message
from models.accounts.account import get_account
from models.core.vocabulary import Language
from sandbox.chats.phone import Phone
from tests.grievances.test_labourer_chat import is_at
from tests.grievances.test_trouble_first import chooses_trouble
from tests.support.labourers.intake import EN, KO, ZH, arrive, asks_intake, labels, tap
from tests.support.notices.chat import publishes_notice, registered_person
from tests.support.town import ANA, Town

PERSON = "🙋 A person, please"


def said(phone: Phone, message: str, language: Language = EN) -> bool:
    return str(Speech(language)(message)) in phone.last


async def consents(town: Town) -> tuple[bool, bool]:
    """Whether Ana agreed to be registered, and to tell of trouble."""
    async with town.store() as session:
        known = await get_account(session, telegram_address(ANA.id))
    assert known is not None
    return known.consented_at is not None, known.trouble_consented_at is not None


@pytest.mark.parametrize(
    ("language", "unclear", "agrees"),
    [
        (ZH, "记啥啊", "行"),
        (ZH, "啥玩意儿", "1"),
        (ZH, "🤷", "可以"),
        (KO, "무슨 소리요", "네"),
        (EN, "what is that", "yes"),
    ],
)
async def test_unclear_words_at_the_trouble_consent_bring_no_other_consent(
    town: Town, language: Language, unclear: str, agrees: str
) -> None:
    await chooses_trouble(town.ana, language)
    await town.ana.says(unclear)
    await town.ana.sends_photo()
    await town.ana.says(agrees)
    drafts = (await town.rows())["draft"]
    assert [one["form"] for one in drafts] == ["grievance first"]
    assert await consents(town) == (False, True)


async def test_a_message_changed_at_the_trouble_consent_brings_no_other_consent(
    town: Town,
) -> None:
    await chooses_trouble(town.ana)
    await town.ana.says("记啥啊")
    await town.ana.edits(town.ana.messages[-2]["message_id"], "记啥")
    assert "May we?" not in town.ana.last
    await town.ana.says("yes")
    assert await consents(town) == (False, True)


async def test_unclear_words_below_the_work_on_offer_are_no_consent(town: Town) -> None:
    await town.ana.start()
    await tap(town.ana, OWN_NAMES[EN])
    await town.ana.says("/work")
    await town.ana.says("blue sky")
    assert said(town.ana, NOT_UNDERSTOOD)
    await town.ana.says("行")
    assert not asks_intake(town.ana, "name")


@pytest.mark.parametrize("first", ["blue sky", "asdf"])
async def test_a_person_is_offered_at_the_menu_too(town: Town, first: str) -> None:
    await registered_person(town, ANA, EN)
    await town.ana.says("/menu")
    await town.ana.says(first)
    assert PERSON not in town.ana.buttons[-1]
    before = town.ana.buttons
    await town.ana.says("谢谢")
    assert said(town.ana, KIND_WORDS["thanks"])
    await town.ana.says("green grass")
    assert said(town.ana, TWICE)
    assert PERSON in labels(town.ana)
    number, label = before[0].split(" ", 1)
    await town.ana.says(number)
    assert label, town.ana.last
    assert not said(town.ana, TWICE)
    await town.ana.says("/menu")
    await town.ana.says("blue sky")
    assert not said(town.ana, TWICE)


async def test_the_person_offered_beside_a_question_can_be_typed(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("12")
    await town.ana.says("34")
    await town.ana.says(PERSON)
    assert "What should the county office know" in town.ana.last


@pytest.mark.parametrize("typed", ["上岗记录", "我要报上岗", "帮我登记别人"])
async def test_what_is_not_for_somebody_is_asked_back_and_no_button_of_before(
    town: Town, typed: str
) -> None:
    await registered_person(town, ANA, EN)
    await publishes_notice(town)
    await town.settled()
    await town.ana.says(typed)
    assert "That button is from before." not in town.ana.screen()
    await town.ana.says("1")
    assert "You are signed up" in town.ana.last


@pytest.mark.parametrize("typed", ["我想找工作", "我要学电焊", "我要人工", "老板不给工资", "help"])
async def test_a_request_at_the_first_question_loses_no_form(town: Town, typed: str) -> None:
    await arrive(town.ana)
    await town.ana.says(typed)
    if not asks_intake(town.ana, "name"):
        await town.ana.says("back")
    assert asks_intake(town.ana, "name")


@pytest.mark.parametrize(
    ("typed", "heard"), [("我想学技术", "training"), ("有啥活动", "notices"), ("我的信息", None)]
)
async def test_what_is_not_open_yet_is_heard_in_the_form(
    town: Town, typed: str, heard: str | None
) -> None:
    await arrive(town.ana)
    await town.ana.says(typed)
    assert asks_intake(town.ana, "name")
    if heard:
        assert said(town.ana, HEARD[heard])
    assert not said(town.ana, HEARD["entry"])


@pytest.mark.parametrize("asks", ["我要人工", "a person please"])
async def test_a_request_at_the_summary_leads_away_and_back(town: Town, asks: str) -> None:
    phone = await is_at(town, "photo")
    await phone.says("skip")
    assert "That was all" in phone.last
    await phone.says(asks)
    assert "What should the county office know" in phone.last
    await phone.says("返回")
    assert "That was all" in phone.last


async def test_what_is_said_of_a_caption_is_said_where_it_leads_too(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.sends_photo(caption="我要人工")
    assert "not kept here" in town.ana.screen()
    assert "What should the county office know" in town.ana.last


def button(number: int, choice: str) -> Button:
    return Button(f"{number} {choice}", choice)


def test_a_number_that_means_nothing_keeps_its_place() -> None:
    menu = offered_by(Message(Markup("menu"), tuple((button(n, f"c{n}"),) for n in (1, 4, 6))))
    beside = Message(Markup("?"), ((Button("Menu", "menu"),), (button(3, "far"),)))
    offered = with_beside(with_beside(menu, beside), beside)
    assert choices_by_number(offered) == ["c1", "", "", "c4", "", "c6"]
