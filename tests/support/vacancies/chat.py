"""Work as brokers and staff offer it and people look for it, in the manner of tests.notices."""

from collections.abc import Iterable
from typing import Any

from bot.telegram.addresses import telegram_address
from dialogue.core.i18n import Speech
from dialogue.vacancies.form_vacancy import VACANCY
from models.accounts import account
from models.core.vocabulary import Language
from models.vacancies import lifecycle
from models.vacancies.commands import OpenVacancy
from models.vacancies.vacancy import Vacancy
from sandbox.chats.people import Person
from sandbox.chats.phone import Phone
from tests.support.labourers.intake import EN, KO, ZH, Step, facts_of_steps, tap
from tests.support.placements.chat import FACTORY, chooses_language, open_known_employer
from tests.support.refusals import granted
from tests.support.stored_actors import load_actor
from tests.support.town import CHEN, Town

PROMPTS = {question.key: question.prompt for question in VACANCY.questions}
OFFER = "✏️ Offer work"
WANT, NOT_ANY_MORE = "✋ I'd like this", "Not any more"
SEE, CLOSE, RELEASE = "👥 See who would like it", "🛑 No longer on offer", "✅ Show it to people"

# Sewing in Daxinggou, with everything that can be asked.
SEWING = (
    Step("employer", ..., "金达莱", (FACTORY,)),
    Step("post", ..., {ZH: "踩缝纫机", KO: "재봉일", EN: "Sewing uppers"}),
    Step("trade", "sewing", "12", ("Sewing",)),
    Step("reach", "township", "1", ("In people's own township",)),
    Step("area", "222424101", "大兴沟镇"),
    Step("place", ..., "大兴沟镇服装厂"),
    Step("wanted", 5, {ZH: "五个人", KO: "5명", EN: "5"}),
    Step("wage_from", 3000, {ZH: "三千", KO: "3000원", EN: "3000"}, ("3000 yuan",)),
    Step("wage_to", 4000, {ZH: "四千", KO: "4000원", EN: "4000"}, ("4000 yuan",)),
    Step("needs", ..., {ZH: "会踩机器", KO: "재봉 경험", EN: "Some practice"}),
    Step("lodging", False, {ZH: "没有", KO: "아니요", EN: "no"}, ("There is none",)),
    Step("insurance", True, {ZH: "是", KO: "예", EN: "yes"}, ("Paid",)),
    Step("until", "2026-12-23", {ZH: "12月23号", KO: "12월 23일", EN: "23 December"}),
)


def steps_to(key: str) -> tuple[Step, ...]:
    """The steps before a question."""
    return SEWING[: [step.key for step in SEWING].index(key)]


async def begins_vacancy(town: Town, person: Person = CHEN, language: Language = EN) -> Phone:
    """The county knows the factory, and somebody begins to offer work there; gives the phone."""
    await open_known_employer(town)
    await chooses_language(town, person, language)
    phone = town.phone(person)
    await phone.says("/vacancies")
    await tap(phone, OFFER, language)
    return phone


async def fills_vacancy(
    phone: Phone,
    steps: Iterable[Step] = SEWING,
    language: Language = EN,
    *,
    typing: bool = False,
    **otherwise: str,
) -> None:
    """Answer one question after the other, by tapping where that can be, but for `otherwise`."""
    for step in steps:
        asked = str(Speech(language)(PROMPTS[step.key])) in phone.last
        assert asked, f"not {step.key}: {phone.screen()}"
        typed = typing or step.key in otherwise
        for label in () if typed else step.taps:
            await tap(phone, label, language)
        if typed or not step.taps:
            await phone.says(otherwise.get(step.key) or step.words(language))


async def offered_vacancy(town: Town, person: Person = CHEN, **given: Any) -> Vacancy:
    """Somebody has offered the sewing; `given` is otherwise."""
    employer = await open_known_employer(town, given.pop("name", FACTORY))
    told = {**facts_of_steps(SEWING, EN), "employer": {"id": employer.key(), "name": employer.name}}
    async with town.store() as session:
        by = await account.get_account(session, telegram_address(person.id))
        assert by is not None
        actor = await load_actor(session, by, town.clock.now())
        return granted(
            await lifecycle.open_vacancy(session, actor, OpenVacancy(**{**told, **given}))
        )


async def forges_button(phone: Phone, data: str) -> None:
    """Tap a button that was never there."""
    await phone.look()
    newest = phone.received[-1]["message_id"]
    await phone.does("tap", message_id=newest, data=data, forged=True)
