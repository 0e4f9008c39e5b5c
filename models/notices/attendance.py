"""Attendance 签到: a labourer scans the code at the door, or staff mark them."""

from dataclasses import dataclass
from typing import TypeAlias

from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.notices import check_in, open_notices, reminders, sign_ups
from models.notices.lifecycle import is_managed_by
from models.notices.notice import Notice
from models.notices.sign_ups import Help, SignUp

# What a start link carries before the token.
LINK_PREFIX = "here-"


@dataclass(frozen=True)
class Scan:
    """What came of scanning a code: present at which notice, and whether for the first time.

    Without a notice the person is to register first; the code is kept for afterwards.
    """

    notice: Notice | None = None
    is_first: bool = False


People: TypeAlias = list[tuple[SignUp, Labourer]]


@dataclass(frozen=True)
class Namesakes:
    """Several of one name, of whom nobody was marked: which of them is there?"""

    people: list[Labourer]


async def scan_code(session: Session, actor: Actor, token: str) -> Scan | Refusal:
    """A labourer opened the code at the door. Refusals: door_unknown, door_over, door_early."""
    number = check_in.read_token(token, actor.now)
    if isinstance(number, Refusal):
        return number
    own = actor.account.labourer_id
    labourer = await session.get(Labourer, own) if own else None
    if labourer is None:
        actor.account.came_with = LINK_PREFIX + token
        return Scan()
    notice = await open_notices.get_notice_known_to(session, number, labourer)
    if refused := check_in.refuse_check_in(notice, actor.now, actor.zone):
        return refused
    assert notice is not None
    return Scan(notice, await _mark(session, actor, notice, labourer))


async def mark_present(
    session: Session, actor: Actor, notice: Notice, labourer_id: int
) -> People | Refusal:
    """Staff say that somebody of the county is here; of who is marked, that it was a mistake.

    Gives everybody, as `view_sign_ups`. Refusals: notice_gone, door_early, name_unknown {place}.
    """
    if refused := _refuse(actor, notice):
        return refused
    labourer = await ledger.get_labourer_of_area(session, labourer_id, notice.county)
    if labourer is None:
        return Refusal("name_unknown", {"place": 1})
    if not await _mark(session, actor, notice, labourer, marked_by=actor.id):
        await sign_ups.unmark_attended(session, notice.key(), labourer_id)
    return await _list_people(session, actor, notice)


async def mark_by_name(
    session: Session, actor: Actor, notice: Notice, name: str
) -> People | Namesakes | Refusal:
    """Somebody of this name in the counties of the office is here: one alone is marked present.

    Gives everybody, as `view_sign_ups`. Refusals: notice_gone, door_early, name_unknown {place}.
    """
    if refused := _refuse(actor, notice):
        return refused
    found = await ledger.list_labourers_named(session, name, actor.roles.counties())
    if not found:
        return Refusal("name_unknown", {"place": 1})
    if len(found) > 1:
        return Namesakes(found)
    await _mark(session, actor, notice, found[0], marked_by=actor.id)
    return await _list_people(session, actor, notice)


async def view_sign_ups(session: Session, actor: Actor, notice: Notice) -> People | Refusal:
    """Everybody signed up or there, by name. Before its day with phones: the trail says so.

    Refusal: notice_gone.
    """
    if not is_managed_by(actor, notice):
        return Refusal("notice_gone")
    return await _list_people(session, actor, notice)


async def _list_people(session: Session, actor: Actor, notice: Notice) -> People:
    people = await sign_ups.list_sign_ups(session, notice)
    if check_in.shows_phones(notice, actor.now, actor.zone):
        for _, labourer in people:
            audit.record(session, actor.now, Act.LISTED, by=actor.id, labourer=labourer.id)
    return people


async def say_whether_it_helped(
    session: Session, actor: Actor, notice: Notice, labourer: Labourer, helped: str
) -> Refusal | None:
    """Said afterwards by who was there. Refusals: no_entry, button_stale."""
    if actor.account.labourer_id != labourer.id:
        return Refusal("no_entry")
    mine = await sign_ups.get_sign_up(session, notice.key(), labourer.key())
    if mine is None or mine.attended_at is None or helped not in tuple(Help):
        return Refusal("button_stale")
    mine.helped = Help(helped)
    return None


def _refuse(actor: Actor, notice: Notice) -> Refusal | None:
    if not is_managed_by(actor, notice):
        return Refusal("notice_gone")
    early = check_in.is_before_the_day(notice, actor.now, actor.zone)
    return Refusal("door_early") if early else None


async def _mark(
    session: Session, actor: Actor, notice: Notice, labourer: Labourer, marked_by: int | None = None
) -> bool:
    """Present from now on, and asked afterwards whether it helped; False where they were."""
    if not await sign_ups.mark_attended(session, notice, labourer, actor.now, by=marked_by):
        return False
    await reminders.plan_question_after(session, notice, labourer.key(), actor.now, actor.zone)
    if marked_by is not None:
        audit.record(session, actor.now, Act.MARKED, by=marked_by, labourer=labourer.id)
    return True
