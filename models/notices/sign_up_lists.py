"""Who signed up to a notice and who came, as the office reads it beside the turns."""

from collections.abc import Collection

from sqlmodel import col, func, select

from models.accounts.actor import Actor
from models.core import audit, paging
from models.core.audit import Act
from models.core.paging import Page
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.notices.notice import Notice
from models.notices.sign_ups import HOLDING, SignUp


async def list_sign_up_page(
    session: Session, notice: Notice, page: int = 1
) -> Page[tuple[SignUp, Labourer]]:
    """One page of everybody who has a seat, waits or came, by name."""
    query = (
        select(SignUp, Labourer)
        .join(Labourer, col(Labourer.id) == SignUp.labourer_id)
        .where(SignUp.notice_id == notice.id)
        .where(col(SignUp.state).in_(HOLDING) | col(SignUp.attended_at).is_not(None))
        .order_by(col(Labourer.name), col(Labourer.id))
    )
    return await paging.rows(session, query, page)


async def count_holding(session: Session, notices: Collection[Notice]) -> dict[int, int]:
    """How many have a seat or wait, by the notice's number; none is left out."""
    numbers = {notice.key(): 0 for notice in notices}
    query = select(SignUp.notice_id, func.count()).where(
        col(SignUp.notice_id).in_(numbers), col(SignUp.state).in_(HOLDING)
    )
    return numbers | dict((await session.exec(query.group_by(col(SignUp.notice_id)))).all())


async def note_phones_seen(session: Session, actor: Actor, people: tuple[int, ...]) -> None:
    """The trail keeps that the actor saw the phones of these people."""
    await audit.record_many(session, actor.now, Act.LISTED, by=actor.id, labourers=people)
