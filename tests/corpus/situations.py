"""How somebody comes to each question and screen: by the real dialogue and the real deliveries."""

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from models.accounts import drafts
from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import Brought, Destination, Language
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.labourers.messages import MONTHLY_STATUS
from models.notices.messages import DID_IT_HELP, EVE_REMINDER
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp, SignUpState
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.placements import reporting
from models.placements.messages import CHECK_IN
from models.placements.placement import CheckIn, Placement
from models.placements.reporting import Report
from tests.corpus.desk import Desk, Place
from tests.corpus.forms import HOLDERS, LEFT_OUT, account_of, answers_before, asked_in
from tests.corpus.people import BROKER, LABOURER, NEWCOMER, STAFF, STRANGER, People
from tests.support.employers.factory import place_at_employer
from tests.support.notices.factory import publish_notice, write_notice
from tests.support.placements.factory import confirm_placement
from tests.support.store import NOON
from tests.support.stored_actors import load_actor
from tests.support.vacancies.factory import open_vacancy

THEN, PICKED = ", then ", ", "
LONG_AGO = NOON - dt.timedelta(hours=2)
OF_REVIEW = ("send back", "reject")
# Forms whose first answer is a button of what was pushed, and counts at once.
ANSWERED_FIRST = {"confirmation": "placed:{about}:0:{right}", "check-in": "check:{about}:{still}"}

Enter: TypeAlias = Callable[[Desk, People, Session], Awaitable[Any]]


async def enter(desk: Desk, people: People, at: str, language: Language) -> Place:
    """One of these people, who speak this language, comes to this situation."""
    first, _, pushed = at.partition(THEN)
    if first == "language":
        reply = await desk.taps(STRANGER, "start")
        return Place(desk, STRANGER, reply.messages[-1])
    if first == "consent":
        await desk.taps(STRANGER, "start")
        reply = await desk.taps(STRANGER, f"language:{language}")
        return Place(desk, STRANGER, reply.messages[-1])
    if first in PUSHED:
        return await _pushed(desk, people, first)
    question, _, picked = first.partition(PICKED)
    place = await (_screen if first in SCREENS else _question)(desk, people, question)
    if picked:
        return await _picked(desk, place, picked.removesuffix(" picked"))
    return await _pushed(desk, people, pushed) if pushed else place


async def _question(desk: Desk, people: People, at: str) -> Place:
    form, key = at.rsplit(" ", 1)
    form = asked_in(form, key)
    chat, before = HOLDERS[form], answers_before(form, key)
    async with desk.sessions() as session, session.begin():
        about = await _about(session, people, form)
    if form in ANSWERED_FIRST:
        await desk.taps(chat, ANSWERED_FIRST[form].format(about=about, **before))
    async with desk.sessions() as session, session.begin():
        account = await session.get_one(Account, account_of(people, chat).key())
        draft = await drafts.get_present_draft(session, account)
        if draft is None:
            own = people.entry.key() if form == "more" else None
            draft = await drafts.begin_draft(
                session, account, form, LONG_AGO, about=about, labourer=own
            )
        draft.answers, draft.answered_at = before, LONG_AGO
        draft.revisiting = key if (form, key) in LEFT_OUT else None
    return await _opens(desk, chat, f"resume:{draft.id}")


async def _picked(desk: Desk, place: Place, option: str) -> Place:
    """One option of a list is ticked already."""
    choice = next(one for one in place.choices if one.endswith(f":{option}"))
    return Place(desk, place.chat_id, (await desk.taps(place.chat_id, choice)).messages[-1])


async def _about(session: Session, people: People, form: str) -> int | None:
    if form == "confirmation":
        return (await _report(session, people)).key()
    if form in OF_REVIEW:
        return (await _confirmed(session, people)).key()
    if form == "check-in":
        return (await _check_in(session, people)).key()
    return people.employer.key() if form == "blacklist employer" else None


async def _report(session: Session, people: People) -> Placement:
    """The broker reports the labourer from today on."""
    actor = await load_actor(session, people.broker.key())
    report = Report(
        employer_id=people.employer.key(),
        starts_on=NOON.date(),
        post="缝纫工",
        wage=3500,
        has_contract=True,
        has_insurance=True,
        destination=Destination.IN_COUNTY,
        region="汪清镇",
        brought=Brought.ALONE,
    )
    made = await reporting.report_labourer(session, actor, people.entry.key(), report)
    assert isinstance(made, Placement), made
    return made


async def _confirmed(session: Session, people: People) -> Placement:
    """The labourer has said that all is right."""
    placement = await _report(session, people)
    assert await confirm_placement(session, placement) is None
    return placement


async def _check_in(session: Session, people: People) -> CheckIn:
    placement = await place_at_employer(
        session,
        people.employer,
        people.entry,
        starts_on=dt.date(2026, 10, 1),
        reported_on=dt.date(2026, 10, 1),
    )
    asked = CheckIn(placement_id=placement.key(), days=30, asked_at=NOON)
    session.add(asked)
    await session.flush()
    return asked


async def _plan(
    session: Session, people: People, what: MessageType, about: int, round_: int
) -> None:
    row = outbox.new_row(
        what,
        about,
        NOON,
        account=people.labourer.key(),
        labourer=people.entry.key(),
        round_=round_,
    )
    await outbox.plan_row(session, row)


async def _placed(desk: Desk, people: People, session: Session) -> None:
    await _report(session, people)


async def _check(desk: Desk, people: People, session: Session) -> None:
    asked = await _check_in(session, people)
    await _plan(session, people, CHECK_IN, asked.key(), asked.tries)


async def _month(desk: Desk, people: People, session: Session) -> None:
    entry = await session.get_one(Labourer, people.entry.key())
    # Asked only of who has not told of their work this month.
    entry.status_told_at = entry.registered_at
    await _plan(session, people, MONTHLY_STATUS, 202611, 1)


async def _notice(desk: Desk, people: People, session: Session) -> Notice:
    return await publish_notice(session, people.staff.key())


async def _signed(session: Session, people: People, **given: Any) -> Notice:
    notice = await publish_notice(session, people.staff.key())
    told = {"state": SignUpState.SEATED, "asked_at": NOON, "asked": 1, **given}
    session.add(SignUp(notice_id=notice.key(), labourer_id=people.entry.key(), **told))
    await session.flush()
    return notice


async def _reminder(desk: Desk, people: People, session: Session) -> None:
    notice = await _signed(session, people)
    await _plan(session, people, EVE_REMINDER, notice.key(), notice.dated)


async def _helped(desk: Desk, people: People, session: Session) -> None:
    notice = await _signed(session, people, attended_at=NOON)
    await _plan(session, people, DID_IT_HELP, notice.key(), 1)


PUSHED: dict[str, Enter] = {
    "placed": _placed,
    "check": _check,
    "month": _month,
    "notice": _notice,
    "reminder": _reminder,
    "did it help": _helped,
}


async def _pushed(desk: Desk, people: People, at: str) -> Place:
    async with desk.sessions() as session, session.begin():
        await PUSHED[at](desk, people, session)
    desk.outbound.sent.clear()
    await desk.delivers()
    mine = [message for chat, message in desk.outbound.sent if chat == LABOURER]
    assert mine, f"nothing came: {at}"
    return Place(desk, LABOURER, mine[-1])


async def _signed_up(desk: Desk, people: People) -> Place:
    place = await _pushed(desk, people, "notice")
    sign = next(choice for choice in place.choices if choice.endswith(":sign"))
    return await _opens(desk, LABOURER, sign)


async def _work(desk: Desk, people: People) -> Place:
    async with desk.sessions() as session, session.begin():
        await open_vacancy(session, people.broker.key(), people.employer)
    return await _opens(desk, LABOURER, "work")


async def _stopped(desk: Desk, people: People) -> Place:
    await _question(desk, people, "intake phone")
    return await _opens(desk, NEWCOMER, "cancel")


async def _review(desk: Desk, people: People) -> Place:
    async with desk.sessions() as session, session.begin():
        placement = await _confirmed(session, people)
    return await _opens(desk, STAFF, f"review:{placement.id}")


async def _withdrawal(desk: Desk, people: People) -> Place:
    async with desk.sessions() as session, session.begin():
        placement = await _report(session, people)
    return await _opens(desk, BROKER, f"placement:{placement.id}:withdraw")


async def _assist(desk: Desk, people: People) -> Place:
    return await _opens(desk, BROKER, "assist")


async def _call(desk: Desk, people: People) -> Place:
    async with desk.sessions() as session, session.begin():
        call = Call(month=202611, labourer_id=people.entry.key(), opened_at=NOON)
        session.add(call)
    return await _opens(desk, BROKER, f"call:{call.id}")


async def _preview(desk: Desk, people: People) -> Place:
    async with desk.sessions() as session, session.begin():
        notice = await write_notice(session, people.staff.key())
    return await _opens(desk, STAFF, f"manage:{notice.id}")


async def _cancelling(desk: Desk, people: People) -> Place:
    async with desk.sessions() as session, session.begin():
        notice = await publish_notice(session, people.staff.key())
    return await _opens(desk, STAFF, f"manage:{notice.id}:cancel")


async def _opens(desk: Desk, chat: int, choice: str) -> Place:
    return Place(desk, chat, (await desk.taps(chat, choice)).messages[-1])


def _path(choice: str) -> Callable[[Desk, People], Awaitable[Place]]:
    async def lies_there(desk: Desk, people: People) -> Place:
        return await _opens(desk, LABOURER, choice)

    return lies_there


SCREENS: dict[str, Callable[[Desk, People], Awaitable[Place]]] = {
    "menu": _path("menu"),
    "own entry": _path("me"),
    "change": _path("me:change"),
    "erase": _path("me:erase"),
    "news": _path("news"),
    "signed up": _signed_up,
    "work on offer": _work,
    "stopped": _stopped,
    "review": _review,
    "withdrawal": _withdrawal,
    "assist": _assist,
    "call": _call,
    "preview": _preview,
    "cancelling": _cancelling,
}


async def _screen(desk: Desk, people: People, at: str) -> Place:
    return await SCREENS[at](desk, people)
