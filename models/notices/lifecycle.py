"""What becomes of a notice: published, cancelled, or thrown away as a draft."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import delete, false, or_
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act
from models.core.paging import Page
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.notices import audience, cancellation, publication, sign_ups
from models.notices.commands import WriteNotice
from models.notices.lawful import refuse_unlawful
from models.notices.messages import PUBLICATION_PROGRESS
from models.notices.notice import STANDS_FOR, Notice, NoticeState
from models.outbox import outbox
from models.outbox.row import OutboxRow

# What is out sooner needs no word on how far it is.
PROGRESS_AFTER = dt.timedelta(seconds=5)


async def publish_notice(session: Session, actor: Actor, notice: Notice) -> Refusal | None:
    """Let it go out: now, or when its writer said. Refused where nobody would get it.

    Refusals: notice_gone, notice_out, vacancy_unlawful, day_past, publish_late, audience_empty.
    """
    if not is_managed_by(actor, notice):
        return Refusal("notice_gone")
    await sign_ups.lock_notice(session, notice)
    if notice.state is not NoticeState.DRAFT:
        return Refusal("notice_out")
    if refused := refuse_unlawful(_as_kept(notice)):
        return refused
    goes = max(notice.publish_at or actor.now, actor.now)
    if not notice.has_day:
        notice.over_at = goes + STANDS_FOR
    if goes >= notice.over_at or (notice.starts_at is not None and goes >= notice.starts_at):
        return Refusal("day_past")
    if goes >= notice.closes_at(actor.zone):
        return Refusal("publish_late")
    who = audience.read_audience(notice.audience)
    if not await publication.is_for_anybody(session, notice.kind, who):
        return Refusal("audience_empty")
    notice.publish_at, notice.state = goes, NoticeState.SCHEDULED
    first = goes + PROGRESS_AFTER
    row = outbox.new_row(PUBLICATION_PROGRESS, notice.key(), first, account=actor.id)
    await outbox.plan_row(session, row)
    audit.record(session, actor.now, Act.PUBLISHED, by=actor.id)
    await session.flush()
    return None


def refuse_ended(notice: Notice, now: dt.datetime) -> Refusal | None:
    """Nothing can be done any more about what is cancelled or over.

    Refusals: notice_cancelled, notice_over.
    """
    if notice.state is NoticeState.CANCELLED:
        return Refusal("notice_cancelled")
    return Refusal("notice_over") if notice.is_out() and notice.over_at <= now else None


async def cancel_notice(session: Session, actor: Actor, notice: Notice) -> Refusal | None:
    """It does not take place: nobody else gets it from now on, and who had it is told.

    What waits is not sent any more; its rows are ended, and people told, in pieces:
    models/notices/cancellation.

    Refusals: notice_gone, notice_cancelled, notice_over.
    """
    if not is_managed_by(actor, notice):
        return Refusal("notice_gone")
    await sign_ups.lock_notice(session, notice)
    if refusal := refuse_ended(notice, actor.now):
        return refusal
    was_out = notice.is_out()
    notice.state = NoticeState.CANCELLED
    notice.version += 1
    if was_out:
        await cancellation.begin_to_withhold(session, notice)
    else:
        await drop_progress(session, notice)
    audit.record(session, actor.now, Act.CANCELLED, by=actor.id)
    await session.flush()
    return None


async def discard_notice(session: Session, actor: Actor, notice: Notice) -> Refusal | None:
    """Throw a draft away; what is out can only be cancelled. Refusals: notice_gone, notice_out."""
    if not is_managed_by(actor, notice):
        return Refusal("notice_gone")
    if notice.state is not NoticeState.DRAFT:
        return Refusal("notice_out")
    await session.delete(notice)
    await session.flush()
    return None


def is_managed_by(actor: Actor, notice: Notice) -> bool:
    """Whether somebody is staff of its county."""
    return any(notice.county.startswith(area) for area in actor.roles.counties())


async def get_notice(session: Session, notice_id: int, counties: tuple[str, ...]) -> Notice | None:
    """A notice of these counties; the empty one is every county."""
    notice = await session.get(Notice, notice_id)
    mine = notice is not None and any(notice.county.startswith(area) for area in counties)
    return notice if mine else None


async def list_notices(
    session: Session, counties: tuple[str, ...], page: int = 1, state: NoticeState | None = None
) -> Page[Notice]:
    """The notices of these counties, the newest first; those in one state perhaps."""
    within = or_(false(), *(inside(col(Notice.county), area) for area in counties))
    query = select(Notice).where(within)
    if state is not None:
        query = query.where(Notice.state == state)
    return await paging.rows(session, query.order_by(col(Notice.id).desc()), page)


def _as_kept(notice: Notice) -> WriteNotice:
    """What a notice says, as its row has it."""
    told = WriteNotice.from_answers(notice.answers)
    return replace(told, kind=notice.kind)


async def drop_progress(session: Session, notice: Notice) -> None:
    """It was taken back before it went out: its writer is told of no progress."""
    following = delete(OutboxRow).where(
        col(OutboxRow.topic) == PUBLICATION_PROGRESS.name, col(OutboxRow.about) == notice.id
    )
    await session.exec(following)
