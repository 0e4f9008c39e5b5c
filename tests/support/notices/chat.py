"""Notices as staff write them and people get them, in the manner of tests.answers."""

import re
from collections.abc import Iterable
from typing import Any

from bot.telegram.addresses import telegram_address
from dialogue.core.i18n import Speech
from dialogue.notices.form_notice import NOTICE
from dialogue.notices.publication import CANCEL, PUBLISH, QR
from models.accounts import account, drafts
from models.accounts.account import CONSENT_VERSION
from models.core.vocabulary import Language, NoticeKind
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from sandbox.chats.people import Person
from sandbox.chats.phone import Message, Phone, words
from tests.support.labourers.facts import entry_facts as told
from tests.support.labourers.intake import EN, KO, ZH, Step, facts_of_steps, tap
from tests.support.town import CHEN, DAI, Town, until

NOTICES, OPEN = "📣 Notices", "Open the notice"
PROMPTS = [(question.key, question.prompt) for question in NOTICE.questions]
TOWN_HALL = {"name": "大兴沟镇政府", "latitude": None, "longitude": None}

# A fair in three days, for everybody of the county. It has all that most notices are asked for.
FAIR = (
    Step("kind", "job_fair", "1", ("Job fair",)),
    Step("title", ..., {ZH: "大兴沟招聘会", KO: "대흥구 일자리 박람회", EN: "Spring fair"}),
    Step("text", ..., {ZH: "二十家厂子来招人。", KO: "공장 스무 곳이 옵니다.", EN: "20 firms."}),
    Step("also", [], "3", ("Only this one",)),
    Step("day", "2026-11-26", {ZH: "11月26号", KO: "11월 26일", EN: "26 November"}),
    Step("time", "09:00", {ZH: "上午九点", KO: "오전 9시", EN: "9 a.m."}, ("09:00",)),
    Step("place", TOWN_HALL, "大兴沟镇政府"),
    Step("capacity", 30, {ZH: "三十人", KO: "30", EN: "30"}),
    Step("deadline", "2026-11-25", {ZH: "后天", KO: "모레", EN: "25 November"}),
    Step("picture", None, {ZH: "跳过", KO: "건너뛰기", EN: "skip"}, ("Skip ›",)),
    Step("to", "wishes", "1", ("People of an area whom it fits",)),
    Step("area", "222424", "1", ("汪清县",)),
    Step("who", [], "7", ("Everybody",)),
    Step("publish", "now", "1", ("As soon as I say so",)),
)


def steps_to(key: str) -> tuple[Step, ...]:
    """The steps of the fair before a question."""
    return FAIR[: [step.key for step in FAIR].index(key)]


def asks_notice(phone: Phone, key: str, language: Language = EN) -> bool:
    """Whether the newest message asks this question of the form."""
    return any(str(Speech(language)(p)) in phone.last for k, p in PROMPTS if k == key)


async def fills_notice(
    phone: Phone, steps: Iterable[Step], language: Language = EN, *, typing: bool = False
) -> None:
    """Answer one question after the other, by tapping where that can be."""
    for step in steps:
        assert asks_notice(phone, step.key, language), f"not {step.key}: {phone.screen()}"
        for label in () if typing else step.taps:
            await tap(phone, label, language)
        if typing or not step.taps:
            await phone.says(step.words(language))


async def registered_person(
    town: Town, person: Person, language: Language = EN, **given: Any
) -> Labourer:
    """Somebody is registered already and welcomes every kind of notice; `given` is otherwise."""
    async with town.store() as session:
        now = town.clock.now()
        known = await account.get_account(session, telegram_address(person.id))
        known = known or await account.open_account(session, telegram_address(person.id), now)
        known.language = language
        account.record_consent(known, now)
        by = Registration(now, known.key(), True, now, CONSENT_VERSION)
        entry = told(**{"name": person.first_name * 2, "notices": list(NoticeKind), **given})
        labourer = await ledger.register_labourer(session, entry, by)
        assert isinstance(labourer, Labourer)
        known.labourer_id = labourer.id
    await town.phone(person).start()
    return labourer


async def registered_neighbour(town: Town, name: str, **given: Any) -> Labourer:
    """Somebody of the ledger who has no phone; `given` is otherwise than in tests.models.facts."""
    async with town.store() as session:
        now = town.clock.now()
        chen = await account.get_account(session, telegram_address(CHEN.id))
        assert chen is not None
        by = Registration(now, chen.key(), False, now, CONSENT_VERSION)
        labourer = await ledger.register_labourer(session, told(**{"name": name, **given}), by)
        assert isinstance(labourer, Labourer)
        return labourer


async def prepares_notice(
    town: Town, language: Language = EN, *, upto: str = "publish", **given: Any
) -> None:
    """Dai of the office has answered all before this question, `given` otherwise, and sees it."""
    keys = [question.key for question in NOTICE.questions]
    answers = {**facts_of_steps(FAIR, language), **given}
    kept = {key: answers[key] for key in keys[: keys.index(upto)] if key in answers}
    async with town.store() as session:
        now = town.clock.now()
        dai = await account.get_account(session, telegram_address(DAI.id))
        assert dai is not None
        dai.language = language
        begun = await drafts.begin_draft(session, dai, "notice", now)
        drafts.save_draft(begun, now, answers=kept, revisiting=None, partial=None)
    await town.dai.start()


async def writes_notice(town: Town, language: Language = EN, **given: Any) -> int:
    """Dai writes a notice and sees how it will look; gives its number."""
    await prepares_notice(town, language, **given)
    await town.dai.says("1")
    return notice_number(town.dai)


async def publishes_notice(town: Town, language: Language = EN, **given: Any) -> int:
    """Dai writes a notice and lets it go out; whoever is to have it now has it."""
    notice = await writes_notice(town, language, **given)
    await town.dai.taps(str(Speech(language)(PUBLISH)))
    await town.settled()
    return notice


def notice_number(phone: Phone) -> int:
    """The number of the notice that was shown last."""
    found = re.findall(r"№(\d+)", "\n".join(map(words, phone.received)))
    assert found, phone.screen()
    return int(found[-1])


async def newest_text(phone: Phone) -> str:
    """What the newest message says."""
    await phone.look()
    return phone.last


async def messages_with(phone: Phone, said: str) -> list[Message]:
    """Every message that says this, oldest first."""
    await phone.look()
    return [message for message in phone.received if said in words(message)]


async def publication_report(town: Town) -> str:
    """Dai is told that it is out; gives the report."""

    async def came() -> bool:
        return bool(await messages_with(town.dai, "📮"))

    await until(came)
    return words((await messages_with(town.dai, "📮"))[-1])


async def opens_notice(town: Town) -> None:
    """Dai looks at the notice that was written last, be it going out or out."""
    await town.settled()
    await town.dai.says("/notices")
    await town.dai.taps("№")


async def cancels_notice(town: Town) -> None:
    """Dai cancels it; whoever had it is told."""
    await opens_notice(town)
    for _ in ("this one", "really"):
        await town.dai.taps(CANCEL)
    await town.settled()


async def shows_code(town: Town, language: Language = EN) -> str:
    """Dai shows the code at the door; gives what a phone reads in it: its link's payload."""
    await opens_notice(town)
    await tap(town.dai, QR, language)
    picture = town.dai.received[-1]["photo"][-1]["file_id"]
    address = f"{town.address}/sandbox/files/{picture}/code"
    async with town.web.get(address) as response:
        link: str = (await response.json())["text"]
    assert link in town.dai.last
    return link.partition("?start=")[2]
