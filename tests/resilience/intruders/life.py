"""Somebody of whom the county keeps all that it can, under signs that stand nowhere else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import dismissal, roles
from models.accounts.account import CONSENT_VERSION, Account
from models.accounts.one_time_codes import CodePurpose, OneTimeCode
from models.accounts.roles import Role
from models.core.audit import Subject
from models.core.file_store import FileStore
from models.core.media import Media
from models.core.vocabulary import EvidenceKind, RoleName
from models.labourers import entry_transfer, ledger
from models.labourers.calls import Call
from models.labourers.double import Double, Likeness
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from models.notices.sign_ups import SignUp, SignUpState
from models.placements import evidence
from models.placements.evidence import Paper
from models.placements.placement import CheckIn, Placement, StatementChannel
from models.placements.states import PlacementState
from models.privacy.erasure_request import ErasureRequest
from models.vacancies import interest
from models.vacancies.vacancy import Vacancy
from sandbox.chats.people import Person
from tests.support.accounts.actors import acting
from tests.support.enquiries.chat import waiting_enquiry
from tests.support.grievances.chat import told_grievance
from tests.support.labourers.facts import farmer_facts, id_number
from tests.support.labourers.intake import HESHENG
from tests.support.notices.chat import publishes_notice, registered_neighbour, registered_person
from tests.support.placements.chat import chooses_language, open_known_employer, placement_by_chen
from tests.support.stored_actors import load_actor, load_labourer_actor
from tests.support.town import BEN, CHEN, DAI, TONGYU, Town
from tests.support.vacancies.chat import offered_vacancy

ELSEWHERE = f"{TONGYU}101200"
NAME, PHONE, ID = "欧阳珞璎珩", "13977770001", id_number("19790606", "246")
TOLD = farmer_facts(
    name=NAME,
    phone=f"+86{PHONE}",
    id_number=ID,
    birth_year=1979,
    sex="female",
    village=HESHENG,
    household_head="诸葛琰琰",
    certificates="珵字证",
    limits="膝琮不好",
    wishes=["work"],
    courses=[],
    skills=["sewing"],
    wanted_work=["sewing"],
    notices=[],
)
EMPLOYER, BOSS, STORY, SAID, FILE = "瑱瑱服装厂", "珹老板", "他骂珹骂", "璟没去过", "琲合同.pdf"
TITLE, ASKED = "瑾瑜座谈会", "想问问玶瓈的事"
CONTENT = b"%PDF-1.4 \xe7\x90\xb2"
# What each sign gives away. Typed words hold none of them whole.
SIGNS = {
    "name": "珞璎珩",
    "phone": PHONE,
    "ID number": ID[6:14],
    "household": "琰琰",
    "certificate": "珵字",
    "health": "膝琮",
    "employer": "瑱瑱",
    "boss": "珹老板",
    "grievance": "骂珹",
    "dispute": "璟没",
    "file": "琲",
    "notice": "瑾瑜",
    "enquiry": "玶瓈",
}


@dataclass
class Life:
    """The numbers of what the county keeps of the person, for buttons and forms."""

    numbers: dict[str, int]
    entry: dict[str, Any] = field(default_factory=dict)

    @property
    def person(self) -> int:
        """The number of the person's entry."""
        return self.numbers["somebody"]


@dataclass(frozen=True)
class Situation:
    """Who lost what, and by what; `knows` is what of the person stays theirs to read.

    `spares` are the choices and forms that stay theirs, since they are about their own records.
    """

    name: str
    who: Person
    loses: Callable[[Town, Life], Awaitable[None]]
    tied: bool = True
    knows: frozenset[str] = frozenset()
    spares: frozenset[str] = frozenset()

    @property
    def carer(self) -> Person:
        """Who took the person through intake: who loses them, or the office."""
        return DAI if self.who is BEN else self.who


async def of(session: Any, person: Person) -> Account:
    """The account of somebody of the cast."""
    known = await accounts.get_account(session, telegram_address(person.id))
    assert known is not None
    return known


async def begins(town: Town, carer: Person, *, tied: bool) -> Life:
    """The person is in somebody's care; with ties, in all that the county keeps too."""
    await chooses_language(town, DAI)
    await chooses_language(town)
    await registered_person(town, BEN, village=HESHENG)
    async with town.store() as session:
        now, helper = town.clock.now(), await of(session, carer)
        by = Registration(now, helper.key(), False, now, CONSENT_VERSION)
        told = {**TOLD, "seen_by_brokers": True if tied else None}
        labourer = await ledger.register_labourer(session, told, by)
        assert isinstance(labourer, Labourer)
        await entry_transfer.issue_entry_code(session, acting(helper, now), labourer)
        facts = await ledger.get_facts(session, labourer)
        call = Call(month=202611, labourer_id=labourer.key(), opened_at=now)
        labourer.status_told_at = None
        session.add(call)
        await session.flush()
        numbers = {"somebody": labourer.key(), "call": call.id or 0, "broker": 0}
        numbers["broker"] = (await of(session, CHEN)).key()
    life = Life(numbers, facts)
    if tied:
        await _ties(town, life, labourer)
    await town.settled()
    return life


async def _ties(town: Town, life: Life, labourer: Labourer) -> None:
    """A placement with a paper, a dispute, a check-in; a grievance; work; a fair; a twin."""
    employer = await open_known_employer(town, EMPLOYER)
    placement = await placement_by_chen(town, labourer, employer)
    vacancy = await offered_vacancy(town)
    notice = await publishes_notice(town, to="people", people=[NAME], title=TITLE)
    grievance = await told_grievance(town, labourer, DAI, employer=BOSS, words=STORY)
    enquiry = await waiting_enquiry(town, labourer, ASKED)
    twin = await registered_neighbour(town, "王小春", village=HESHENG)
    vault = FileStore(town.settings.data_dir)
    async with town.store() as session:
        now = town.clock.now()
        mine = await session.get_one(Placement, placement.key())
        mine.said, mine.said_how = {"started": False, "why": SAID}, StatementChannel.SELF
        mine.state = PlacementState.DISPUTED
        work = await session.get_one(Vacancy, vacancy.key())
        entry = await session.get_one(Labourer, labourer.key())
        await interest.show_interest(
            session, await load_labourer_actor(session, entry, now), work, entry
        )
        by = (await of(session, CHEN)).key()
        check = CheckIn(placement_id=placement.key(), days=30, asked_at=now)
        both = (labourer.key(), twin.key())
        double = Double(first_id=both[0], second_id=both[1], why=Likeness.ALIKE, opened_at=now)
        asked = ErasureRequest(county="222424", labourer_id=labourer.key(), asked_by=by)
        asked.asked_at = double.told_at = now
        seat = SignUp(notice_id=notice, labourer_id=labourer.key(), state=SignUpState.SEATED)
        seat.asked_at = now
        code = OneTimeCode(purpose=CodePurpose.MOVE, code_index="a code", issued_at=now)
        code.labourer_id = labourer.key()
        session.add_all([check, double, asked, seat, code])
        file = {"file_id": "kept", "name": FILE, "size": len(CONTENT)}
        sent, actor = Paper(EvidenceKind.SIGNED_PAPER, file), await load_actor(session, by, now)
        paper, photo = [
            await evidence.add_evidence(session, actor, owner, sent)
            for owner in (
                (Subject.PLACEMENT, placement.key()),
                (Subject.GRIEVANCE, grievance.key()),
            )
        ]
        for one in (paper, photo):
            assert isinstance(one, evidence.Evidence)
            evidence.mark_kept(one, vault.put(CONTENT, now), Media.PDF, len(CONTENT), now)
            life.numbers["paper" if one is paper else "photo"] = one.key()
        await session.flush()
        life.numbers |= {"check": check.id or 0, "double": double.key(), "erasure": asked.key()}
        life.numbers |= {"code": code.id or 0, "twin": twin.key()}
    life.numbers |= {"placement": placement.key(), "vacancy": vacancy.key(), "notice": notice}
    life.numbers |= {"grievance": grievance.key(), "employer": employer.key()}
    life.numbers |= {"enquiry": enquiry.key()}


async def becomes(town: Town, who: Person, name: RoleName, area: str) -> None:
    """All their roles are gone but this one, which they may have had before; by no use case."""
    async with town.store() as session:
        known = await of(session, who)
        await session.exec(delete(Role).where(col(Role.account_id) == known.key()))
        await roles.grant_role(session, known, name, area, town.clock.now())


async def is_dismissed(town: Town, who: Person) -> None:
    """The server's own word."""
    async with town.store() as session:
        assert await dismissal.dismiss_address(session, telegram_address(who.id), town.clock.now())
