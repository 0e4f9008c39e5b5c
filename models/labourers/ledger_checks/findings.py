"""Findings as the office works through them: counted, listed, dismissed with a reason."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, func, select

from models.accounts import account as accounts
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act, Subject
from models.core.plain_text import plain
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks.finding import Finding, FindingKind
from models.labourers.people_conditions import lives_in

PAGE_MOST, REASON_MOST = 200, 300


@dataclass(frozen=True)
class FindingLine:
    """One finding and whose it is."""

    finding: Finding
    name: str
    village_code: str


async def count_findings(session: Session, actor: Actor) -> dict[FindingKind, int] | Refusal:
    """How many are open of each kind in the actor's counties. Refusal: not_yours."""
    if not actor.roles.counties():
        return Refusal("not_yours")
    query = _of_counties(actor, Finding.kind, func.count()).where(*_is_open())
    found = await session.exec(query.group_by(col(Finding.kind)))
    return {FindingKind(kind): count for kind, count in found}


async def list_findings(
    session: Session,
    actor: Actor,
    kind: FindingKind | None = None,
    *,
    dismissed: bool = False,
    labourer_id: int | None = None,
    after: int = 0,
    most: int = 50,
) -> list[FindingLine] | Refusal:
    """Those that are open, or dismissed and still so, behind `after`. Refusal: not_yours."""
    if not actor.roles.counties():
        return Refusal("not_yours")
    query = _of_counties(actor, Finding, Labourer.name, Labourer.village_code)
    query = query.where(*(_is_dismissed() if dismissed else _is_open()), col(Finding.id) > after)
    if kind is not None:
        query = query.where(Finding.kind == kind)
    if labourer_id is not None:
        query = query.where(Finding.labourer_id == labourer_id)
    rows = await session.exec(query.order_by(col(Finding.id)).limit(min(most, PAGE_MOST)))
    return [FindingLine(*row) for row in rows]


async def dismiss_finding(
    session: Session, actor: Actor, finding_id: int, reason: str
) -> Refusal | None:
    """It is as it should be, and why; it is not found again while its facts are the same.

    Refusals: not_yours, finding_settled, reason_needed, four_eyes for one's own entry.
    """
    query = _of_counties(actor, Finding).where(Finding.id == finding_id)
    found: Finding | None = (await session.exec(query.with_for_update(of=Finding))).first()
    if found is None:
        return Refusal("not_yours")
    if found.gone_at is not None or found.dismissed_at is not None:
        return Refusal("finding_settled")
    told = plain(reason)[:REASON_MOST]
    if not told:
        return Refusal("reason_needed")
    if actor.id == await accounts.get_account_id_of_labourer(session, found.labourer_id):
        return Refusal("four_eyes")
    found.dismissed_at, found.dismissed_by, found.reason = actor.now, actor.id, told
    of = (Subject.FINDING, found.key())
    audit.record(session, actor.now, Act.SETTLED, by=actor.id, labourer=found.labourer_id, of=of)
    await session.flush()
    return None


def _of_counties(actor: Actor, *columns: Any) -> Any:
    query = select(*columns).join(Labourer, col(Labourer.id) == Finding.labourer_id)
    return query.where(lives_in(actor.roles.counties()))


def _is_open() -> tuple[Any, ...]:
    return col(Finding.gone_at).is_(None), col(Finding.dismissed_at).is_(None)


def _is_dismissed() -> tuple[Any, ...]:
    return col(Finding.gone_at).is_(None), col(Finding.dismissed_at).is_not(None)
