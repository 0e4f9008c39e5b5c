"""Grievances as people tell them and staff see them, in the manner of tests.notices."""

from typing import Any

from dialogue.forms.grievance import GRIEVANCE
from dialogue.speech import Speech
from models import account, grievances, role
from models.employer import Employer
from models.grievance import Grievance
from models.labourer import Labourer
from models.placement import Placement
from models.placement_state import PlacementState
from models.words import Brought, Destination, EmployerKind, Language, RoleName, Trouble
from sandbox.people import Person
from sandbox.phone import Phone
from tests.answers import EN, SAVE, SKIP, tap
from tests.town import ANA, WANGQING, Town

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


def asked(phone: Phone, key: str, language: Language = EN) -> bool:
    """Whether the newest message asks this question."""
    return str(Speech(language)(PROMPTS[key])) in phone.last


async def tells(phone: Phone, kind: str = UNPAID) -> None:
    """The shortest way: what it is, and nothing else."""
    await phone.says("/trouble")
    if not asked(phone, "kind"):
        await phone.says("1")
    await tap(phone, kind)
    while "That was all" not in phone.last:
        await tap(phone, SKIP)
    await tap(phone, SAVE)


async def meets(phone: Phone) -> None:
    """Somebody of the office opens the bot in English."""
    await phone.start()
    await tap(phone, "English")


async def looks_at(phone: Phone, grievance: int = 1) -> None:
    """Staff open one from their list."""
    await phone.says("/grievances")
    await tap(phone, f"№{grievance} ")


async def takes(phone: Phone, grievance: int = 1) -> None:
    """Staff look after it from now on."""
    await looks_at(phone, grievance)
    await tap(phone, TAKE)


async def writes(phone: Phone, words: str, button: str = NOTE) -> None:
    """Staff, who look at it, write to the person or close it."""
    await tap(phone, button)
    await phone.says(words)


async def opened(town: Town, labourer: Labourer, by: Person = ANA, **given: Any) -> Grievance:
    """A grievance is there already; `given` is otherwise."""
    answers = {"kind": Trouble.UNPAID, "employer": BOSS, "words": STORY, **given}
    async with town.store() as session:
        known = await account.find(session, by.id)
        assert known is not None
        now, zone = town.clock.now(), town.settings.zone
        return await grievances.open_grievance(session, labourer, answers, now, known.key(), zone)


async def placed(town: Town, labourer: Labourer | int, name: str = "宁波鞋厂") -> Placement:
    """A person works at an employer."""
    async with town.store() as session:
        now = town.clock.now()
        employer = Employer(
            county=WANGQING,
            name=name,
            kind=EmployerKind.ENTERPRISE,
            destination=Destination.OUTSIDE,
            region="浙江宁波",
            opened_at=now,
        )
        session.add(employer)
        await session.flush()
        placement = Placement(
            county=WANGQING,
            labourer_id=labourer if isinstance(labourer, int) else labourer.key(),
            employer_id=employer.key(),
            state=PlacementState.CONFIRMED,
            post="缝纫",
            starts_on=now.date(),
            wage=3500,
            has_contract=True,
            has_insurance=False,
            destination=Destination.OUTSIDE,
            region="浙江宁波",
            brought=Brought.ALONE,
            filed_at=now,
        )
        session.add(placement)
        await session.flush()
        return placement


async def colleague(town: Town, person: Person) -> Phone:
    """Somebody else of the office of Wangqing, who opens the bot in English."""
    async with town.store() as session:
        known = await account.find(session, person.id)
        known = known or await account.open_account(session, person.id, town.clock.now())
        await role.grant(session, known, RoleName.STAFF, WANGQING, town.clock.now())
    phone = town.phone(person)
    await meets(phone)
    return phone
