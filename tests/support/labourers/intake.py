"""The intake as people go through it: question by question what is tapped, or typed instead.

Labels are given in English and tapped in the person's language; what is typed is in their own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.telegram.addresses import telegram_address
from dialogue.core.i18n import OWN_NAMES, Speech
from dialogue.core.refusals import SENTENCES
from dialogue.labourers.form_intake import INTAKE, known_in
from dialogue.labourers.form_intake import MORE as MORE_FORM
from models.accounts import account, drafts
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core.region_names import korean_name
from models.core.vocabulary import Language
from models.labourers import intake, ledger
from models.labourers.facts import LATER
from models.labourers.labourer import Labourer
from sandbox.chats.people import Person
from sandbox.chats.phone import Phone, PhoneError, inline_buttons
from sandbox.chats.plain_phone import PlainPhone
from tests.support.labourers.facts import id_number
from tests.support.town import Town

ZH, KO, EN = Language.ZH, Language.KO, Language.EN
AGREE, GO_ON, CHANGE = "Yes, let's begin", "▶️ Yes, go on", "✏️ Change something"
SAVE, MORE_QUESTIONS = "✅ All right, save", "📝 A few more questions"
SKIP, BACK, KEEP, DONE = "Skip ›", "‹ Back", "Leave as it is", "Done"
SEND_NUMBER = "📱 Send my number"
PROMPTS = {question.key: question.prompt for question in INTAKE.questions}
LABELS = {question.key: question.label for question in INTAKE.questions}
NUMBERED = re.compile(r"^\d+ (?:✓ )?")
HESHENG = "222424101216"
YANBIAN = {"汪清县", "大兴沟镇", "和盛村"}

Words = str | Mapping[Language, str]


ANA_ID = id_number("19850312")


@dataclass(frozen=True)
class Step:
    """One question: what the ledger holds afterwards, and how it is answered.

    Without `taps` it is typed by everybody; a value of ... is the words as typed.
    """

    key: str
    value: Any
    says: Words
    taps: tuple[str, ...] = ()

    def words(self, language: Language) -> str:
        """What is typed in this language."""
        return self.says if isinstance(self.says, str) else self.says[language]

    def kept(self, language: Language) -> Any:
        """What the ledger holds for it."""
        return self.words(language) if self.value is ... else self.value


NO_ID = Step("id_number", None, {ZH: "跳过", KO: "건너뛰기", EN: "skip"}, (SKIP,))
NAME = Step("name", ..., {ZH: "李秀英", KO: "김영희", EN: "Ann Lee"})

# Everything that one person can be asked: only "since when without work" is another's.
WHOLE = (
    NAME,
    NO_ID,
    Step("sex", "female", "1", ("Woman",)),
    Step("birth_year", 1997, {ZH: "1997年", KO: "1997", EN: "1997"}),
    Step("phone", "+8613800002001", "138 0000-2001", (SEND_NUMBER,)),
    Step("village", HESHENG, "和盛", ("汪清县", "大兴沟镇", "▸", "和盛村")),
    Step("registered_poor", True, {ZH: "是", KO: "예", EN: "yes"}, ("Yes",)),
    Step("status", "outside", "5", ("Working outside the province",)),
    Step("notices", ["job_fair", "training"], "1 2", ("Job fairs", "Training", DONE)),
    Step("work_place", ..., {ZH: "宁波鞋厂", KO: "녕파 신발공장", EN: "Ningbo, shoe factory"}),
    Step("work_what", ..., {ZH: "踩缝纫机", KO: "재봉일", EN: "Sewing uppers"}),
    Step("wage", 3500, {ZH: "三千五", KO: "삼천오백", EN: "3.5k"}),
    Step("has_contract", True, "1", ("Signed",)),
    Step("has_insurance", False, {ZH: "没有", KO: "아니요", EN: "no"}, ("Not paid",)),
    Step("household_head", ..., {ZH: "李大山", KO: "김대산", EN: "Dan Lee"}),
    Step("head_birth_year", 1950, {ZH: "1950年", KO: "1950", EN: "1950"}),
    Step("ethnicity", "korean", "2", ("Korean",)),
    Step("schooling", "senior", "4", ("Senior high",)),
    Step("skills", ["driving", "cooking"], "7 8", ("Cooking", "Driving", DONE)),
    Step("certificates", ..., {ZH: "驾照C1", KO: "운전면허 C1", EN: "Driver C1"}),
    Step("wishes", ["work", "training"], "1、2", ("Find work", "Learn a trade, free", DONE)),
    Step("wanted_work", ["factory"], "2", ("Factory", DONE)),
    Step("wanted_reach", "anywhere", "4", ("Anywhere",)),
    Step("wanted_wage", 4000, "4", ("4000",)),
    Step("available_from", "2026-11-23", {ZH: "今天", KO: "오늘", EN: "today"}, ("Now",)),
    Step("seen_by_brokers", True, "1", ("Yes",)),
    Step("courses", ["mushrooms"], "2", ("Edible mushrooms", DONE)),
    Step("left_school_recently", False, "2", ("No",)),
    Step("health_agreed", True, "1", ("Yes",)),
    Step("limits", ..., {ZH: "家里有老人", KO: "로인이 있소", EN: "Old people at home"}),
)

SHORTEST = (
    NAME,
    Step("id_number", ANA_ID, ANA_ID),
    Step("phone", "+8613800002001", "13800002001"),
    Step("village", HESHENG, "和盛"),
    Step("registered_poor", False, "2", ("No",)),
    Step("status", "farming", "2", ("Farming at home",)),
    Step("notices", [], "8", ("None",)),
)
# What is asked after registration, at the shortest.
MORE = (
    Step("ethnicity", "han", "1", ("Han",)),
    Step("schooling", "primary", "2", ("Primary school",)),
    Step("skills", [], {ZH: "没有", KO: "없소", EN: "none"}, ("Nothing special",)),
    Step("wishes", [], "4", ("Nothing now",)),
    Step("health_agreed", False, "2", ("No",)),
)


TWELVE = (*SHORTEST, *MORE)
# The first part of WHOLE, which opens the entry.
SEVEN = tuple(step for step in WHOLE if step.key not in LATER)


def steps_before(key: str, steps: Iterable[Step] = SHORTEST) -> tuple[Step, ...]:
    """The steps before a question."""
    steps = tuple(steps)
    return steps[: [step.key for step in steps].index(key)]


def facts_of_steps(steps: Iterable[Step], language: Language) -> dict[str, Any]:
    """What the ledger holds after these steps."""
    return {step.key: step.kept(language) for step in steps}


def asks_intake(phone: Phone, key: str, language: Language = EN) -> bool:
    """Whether the newest message asks this question."""
    return str(Speech(language)(PROMPTS[key])) in phone.last


def labels(phone: Phone) -> list[str]:
    """What can be tapped under the newest message, without numbers."""
    return [NUMBERED.sub("", label) for label in phone.buttons]


def tells_refusal(phone: Phone, name: str, language: Language = EN) -> bool:
    """Whether the newest message tells this refusal."""
    return bool(refusal_pattern(name, language).search(phone.last))


def toasts_refusal(phone: Phone, name: str, language: Language = EN) -> bool:
    """Whether the last toast tells this refusal; without toasts the newest message does."""
    if isinstance(phone, PlainPhone):
        return tells_refusal(phone, name, language)
    return bool(phone.toasts) and bool(
        refusal_pattern(name, language).search(phone.toasts[-1]["text"] or "")
    )


def refusal_pattern(name: str, language: Language) -> re.Pattern[str]:
    """What a refusal says, whatever stands in its blanks."""
    blanks = dict.fromkeys(re.findall(r"\{(\w+)", SENTENCES[name]), "\0")
    parts = Speech(language)(SENTENCES[name], **blanks).striptags().split("\0")
    return re.compile(".+".join(map(re.escape, parts)))


def region_name(name: str, language: Language) -> str:
    """A region of Yanbian as its button is labelled in this language; other words as they are."""
    is_region = language is KO and name in YANBIAN
    return korean_name(name) if is_region else name


async def tap(phone: Phone, label: str, language: Language = EN) -> None:
    """Tap this very button under the newest message, or this key of the keyboard."""
    wanted = str(Speech(language)(region_name(label, language)))
    await phone.look()
    buttons = [b for message in phone.received[-1:] for b in inline_buttons(message)]
    exact = [b for b in buttons if NUMBERED.sub("", b["text"]) == wanted]
    for button in exact or [b for b in buttons if wanted in b["text"]]:
        newest = phone.received[-1]["message_id"]
        tapped = {"text": button["text"], "data": button.get("callback_data")}
        return await _does(phone, message_id=newest, **tapped)
    return await _does(phone, text=wanted)


async def _does(phone: Phone, **tapped: Any) -> None:
    try:
        await phone.does("tap", **tapped)
    except PhoneError as problem:
        raise PhoneError(f"{problem}\n{phone.screen()}") from None


async def go_on(phone: Phone, language: Language = EN, *, typing: bool = False) -> None:
    """To what is asked after registration: from the end of it, the entry, or the menu."""
    offered = [str(Speech(language)(one)) for one in (GO_ON, MORE_QUESTIONS)]
    there = [one for one in phone.buttons if NUMBERED.sub("", one) in offered]
    if typing:
        await phone.says(there[0].split()[0] if there else "1")
    else:
        await tap(phone, MORE_QUESTIONS if offered[1] in str(there) else GO_ON, language)


async def answer(
    phone: Phone, step: Step, language: Language = EN, *, typing: bool = False
) -> None:
    """Answer one question, by tapping where that can be; what is asked later is gone on with."""
    if step.key in LATER and not asks_intake(phone, step.key, language):
        await go_on(phone, language, typing=typing)
    assert asks_intake(phone, step.key, language), f"not {step.key}: {phone.screen()}"
    # Numbers that are typed are the whole of several.
    typing = typing or (DONE in step.taps and isinstance(phone, PlainPhone))
    for label in () if typing else step.taps:
        await tap(phone, label, language)
    if typing or not step.taps:
        await phone.says(step.words(language))


async def walk(
    phone: Phone, steps: Iterable[Step], language: Language = EN, *, typing: bool = False
) -> None:
    """Answer one question after the other."""
    for step in steps:
        await answer(phone, step, language, typing=typing)


async def arrive(phone: Phone, language: Language = EN, *, typing: bool = False) -> None:
    """Start, choose the language, and agree."""
    await phone.start()
    if typing:
        await phone.says(str(list(OWN_NAMES).index(language) + 1))
        await phone.says("1")
    else:
        await tap(phone, OWN_NAMES[language])
        await tap(phone, AGREE, language)


async def begun_intake(
    town: Town, person: Person, steps: Iterable[Step], language: Language = EN
) -> None:
    """The person has given these answers before, and sees the next question now."""
    async with town.store() as session:
        now = town.clock.now()
        known = await account.open_account(session, telegram_address(person.id), now)
        known.language = language
        account.record_consent(known, now)
        given = await drafts.begin_draft(session, known, "intake", now)
        drafts.save_draft(
            given, now, answers=facts_of_steps(steps, language), revisiting=None, partial=None
        )
    await town.phone(person).start()


async def begun_more(
    town: Town, person: Person, steps: Iterable[Step], language: Language = EN
) -> None:
    """The person is registered, has given these answers, and sees the next question now."""
    steps = tuple(steps)
    told = facts_of_steps(steps, language)
    async with town.store() as session:
        now = town.clock.now()
        known = await account.open_account(session, telegram_address(person.id), now)
        known.language = language
        account.record_consent(known, now)
        actor = Actor(known, Roles(), now, town.settings.zone)
        first = {key: value for key, value in told.items() if key not in LATER}
        labourer = await intake.register_oneself(session, actor, first)
        assert isinstance(labourer, Labourer)
        facts = {**await ledger.get_facts(session, labourer), **told}
        await ledger.set_facts(session, labourer, facts, now, known.id)
        ledger.mark_asked(labourer, told)
        given = known_in(MORE_FORM, await ledger.get_facts(session, labourer))
        await drafts.begin_draft(session, known, "more", now, labourer=labourer.id, answers=given)
    await town.phone(person).start()


async def begun(
    town: Town, person: Person, key: str, language: Language = EN, steps: Iterable[Step] = ()
) -> None:
    """The person sees this question now, and has answered all before it."""
    before = steps_before(key, steps or WHOLE)
    await (begun_more if key in LATER else begun_intake)(town, person, before, language)


async def register(phone: Phone, steps: Iterable[Step] = SHORTEST, language: Language = EN) -> None:
    """The whole way into the ledger, typing."""
    await arrive(phone, language, typing=True)
    await walk(phone, steps, language, typing=True)
