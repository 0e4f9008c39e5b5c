"""Grievances as people tell them and staff see them, in the manner of tests.notices."""

from typing import Any

from bot.telegram.addresses import telegram_address
from dialogue.core.i18n import Speech
from dialogue.grievances.form_grievance import GRIEVANCE
from models.accounts import account, roles
from models.core.vocabulary import Language, RoleName, Trouble
from models.grievances import opening
from models.grievances.grievance import Grievance
from models.grievances.opening import GrievanceReport
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from sandbox.chats.people import Person
from sandbox.chats.phone import Phone
from tests.support.grievances import factory
from tests.support.labourers.intake import EN, SAVE, SKIP, labels, tap
from tests.support.refusals import granted
from tests.support.stored_actors import load_actor
from tests.support.town import ANA, WANGQING, Town

UNPAID, FEE, DANGER, NO_CONTRACT = (
    "Wages not paid",
    "Money was asked of me for the job",
    "The work is dangerous",
    "No contract",
)
TAKE, NOTE, CLOSE = "🤝 I look after it", "📝 Write to the person", "✅ It is over"
AGAIN, SEE, OPEN = "🔁 It is not over", "🔎 See it", "Open it"
PROMPTS = {question.key: question.prompt for question in GRIEVANCE.questions}
BOSS, STORY = "赵老板砖厂", "干了三个月没给钱，一问就骂人。"


def asks_grievance(phone: Phone, key: str, language: Language = EN) -> bool:
    """Whether the newest message asks this question."""
    return str(Speech(language)(PROMPTS[key])) in phone.last


async def tells_grievance(phone: Phone, kind: str = UNPAID) -> None:
    """The shortest way: what it is, and nothing else."""
    await phone.says("/trouble")
    if not asks_grievance(phone, "kind"):
        await phone.says("1")
    await tap(phone, kind)
    while "That was all" not in phone.last:
        await tap(phone, SKIP)
    await tap(phone, SAVE)


async def opens_bot_in_english(phone: Phone) -> None:
    """Somebody of the office opens the bot in English."""
    await phone.start()
    await tap(phone, "English")


async def opens_from_list(phone: Phone, grievance: int = 1) -> None:
    """Staff open one from their list."""
    await phone.says("/grievances")
    if any("more)" in label for label in labels(phone)):
        await tap(phone, "more)")
    await tap(phone, f"№{grievance} ")


async def takes_grievance(phone: Phone, grievance: int = 1) -> None:
    """Staff look after it from now on."""
    await opens_from_list(phone, grievance)
    await tap(phone, TAKE)


async def writes_to_person(phone: Phone, words: str, button: str = NOTE) -> None:
    """Staff, who look at it, write to the person or close it."""
    await tap(phone, button)
    await phone.says(words)


async def told_grievance(
    town: Town, labourer: Labourer, by: Person = ANA, **given: Any
) -> Grievance:
    """A grievance is there already; `given` is otherwise."""
    answers = {"kind": Trouble.UNPAID, "employer": BOSS, "words": STORY, **given}
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(by.id))
        assert known is not None
        actor = await load_actor(session, known, town.clock.now())
        report = GrievanceReport(**answers)
        return granted(await opening.open_for(session, actor, labourer, report))


async def working_at(town: Town, labourer: Labourer, name: str = "宁波鞋厂") -> Placement:
    """A person works at an employer."""
    async with town.store() as session:
        return await factory.work_at(session, labourer, name)


async def colleague(town: Town, person: Person, county: str = WANGQING) -> Phone:
    """Somebody else of an office, of Wangqing unless told otherwise, who opens it in English."""
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(person.id))
        known = known or await account.open_account(
            session, telegram_address(person.id), town.clock.now()
        )
        await roles.grant_role(session, known, RoleName.STAFF, county, town.clock.now())
    phone = town.phone(person)
    await opens_bot_in_english(phone)
    return phone
