"""Lists from the trail: codes, registered poor, ended placements, erased records, and looks."""

from typing import Any

from sqlalchemy import and_, case, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, exists, func, select

from models.accounts.account import Account
from models.accounts.terms_of_office import RoleTerm
from models.core.audit import Act, AuditRecord, Subject, is_look, is_of_code, is_overseen
from models.core.column_types import seconds
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.oversight.listing import (
    Kind,
    Listing,
    Scope,
    kind_column,
    select_columns,
    trail_columns,
    with_person,
)
from models.placements.placement import Placement

RECORD = AuditRecord
POOR_ACTS = (Act.POOR_TOLD, Act.POOR_DENIED, Act.POOR_CONFIRMED)


def _of_people(scope: Scope, acts: tuple[Act, ...], *wanted: Any) -> Any:
    """What was done with entries of the counties, the latest first."""
    query = select_columns(
        col(RECORD.labourer_id).label("number"),
        kind_column(Kind.PERSON),
        func.coalesce(RECORD.county, Labourer.village_code).label("area"),
        # Of who is erased no entry is joined.
        col(Labourer.id).label("person"),
        scope.name(),
        *trail_columns(*wanted),
    )
    listed = with_person(query.select_from(RECORD), RECORD.labourer_id)
    here = (col(RECORD.act).in_(acts), is_overseen(RECORD), scope.has_seen(RECORD))
    return listed.where(*here).order_by(col(RECORD.at).desc(), col(RECORD.id).desc())


def list_codes(scope: Scope) -> Any:
    """Every code for an entry: who gave it out, who took the entry over with it, how soon."""
    taken, anew = aliased(AuditRecord), aliased(AuditRecord)
    voided = (
        exists()
        .where(
            col(anew.labourer_id) == taken.labourer_id,
            col(anew.act) == Act.CODE_ISSUED,
            is_of_code(anew),
            col(anew.at) <= taken.at,
            or_(
                col(anew.at) > RECORD.at, and_(col(anew.at) == RECORD.at, col(anew.id) > RECORD.id)
            ),
        )
        .correlate(RECORD, taken)
    )
    its = (
        taken.labourer_id == RECORD.labourer_id,
        taken.act == Act.CLAIMED,
        is_of_code(taken),
        taken.at >= RECORD.at,
        ~voided,
    )
    by = select(taken.account_id).where(*its).limit(1).correlate(RECORD)
    after = select(seconds(taken.at) - seconds(RECORD.at)).where(*its).limit(1).correlate(RECORD)
    wanted = (by.scalar_subquery().label("other"), after.scalar_subquery().label("figure"))
    return _of_people(scope, (Act.CODE_ISSUED,), *wanted)


def list_poor(scope: Scope) -> Any:
    """Told to be registered poor, or not to be, and confirmed."""
    return _of_people(scope, POOR_ACTS, col(RECORD.act).label("word"))


def list_ended(scope: Scope) -> Any:
    """Placements that somebody with a role ended, who is not the person."""
    own = exists().where(
        col(Account.id) == RECORD.account_id, col(Account.labourer_id) == RECORD.labourer_id
    )
    held = exists().where(
        col(RoleTerm.account_id) == RECORD.account_id,
        col(RoleTerm.granted_at) <= RECORD.at,
        or_(col(RoleTerm.ended_at).is_(None), col(RoleTerm.ended_at) >= RECORD.at),
    )
    query = select_columns(
        col(Placement.id).label("number"),
        kind_column(Kind.PLACEMENT),
        col(Placement.county).label("area"),
        col(Placement.labourer_id).label("person"),
        scope.name(),
        case((col(Placement.ended_on).is_(None), Act.REOPENED.value)).label("word"),
        col(Placement.broker_id).label("other"),
        *trail_columns(),
    )
    joined = query.select_from(RECORD).join(Placement, col(Placement.id) == RECORD.subject_id)
    listed = with_person(joined, Placement.labourer_id).where(
        col(RECORD.act) == Act.ENDED,
        is_overseen(RECORD),
        col(RECORD.subject) == Subject.PLACEMENT,
        scope.covers(Placement.county),
        held,
        ~own,
    )
    return listed.order_by(col(RECORD.at).desc(), col(RECORD.id).desc())


def list_erased(scope: Scope) -> Any:
    """What was open, or paid, when its person was erased: by whom, and who asked for it."""
    asked = aliased(AuditRecord)
    asking = select(asked.account_id).where(
        asked.labourer_id == RECORD.labourer_id, asked.act == Act.ERASURE_ASKED
    )
    latest = asking.order_by(col(asked.id).desc()).limit(1).correlate(RECORD)
    query = select_columns(
        col(RECORD.subject_id).label("number"),
        col(RECORD.subject).label("kind"),
        func.coalesce(RECORD.county, Placement.county).label("area"),
        latest.scalar_subquery().label("other"),
        *trail_columns(),
    )
    there = and_(col(RECORD.subject) == Subject.PLACEMENT, col(Placement.id) == RECORD.subject_id)
    here = or_(
        scope.covers(RECORD.county),
        and_(col(RECORD.county).is_(None), scope.covers(Placement.county)),
    )
    listed = query.select_from(RECORD).outerjoin(Placement, there)
    listed = listed.where(col(RECORD.act) == Act.ERASED, is_overseen(RECORD))
    listed = listed.where(col(RECORD.subject_id).is_not(None), here)
    return listed.order_by(col(RECORD.at).desc(), col(RECORD.id).desc())


def list_looks(scope: Scope) -> Any:
    """Each account that is or was staff or broker here, who looked last first."""
    look = aliased(AuditRecord)
    its = (col(look.account_id) == RoleTerm.account_id, is_look(look))
    heads = select(func.count()).where(*its).correlate(RoleTerm).scalar_subquery()
    newest = select(func.max(look.id)).where(*its).correlate(RoleTerm).scalar_subquery()
    last = select(look.at).where(look.id == newest).correlate(RoleTerm).scalar_subquery()
    query = select_columns(
        col(RoleTerm.account_id).label("key"),
        col(RoleTerm.account_id).label("number"),
        kind_column(Kind.GROUP),
        last.label("at"),
        col(RoleTerm.account_id).label("by"),
        heads.label("figure"),
    )
    looked = exists().where(*its)
    here = query.where(_in_office(scope), looked).group_by(col(RoleTerm.account_id))
    return here.order_by(newest.desc())


def _in_office(scope: Scope) -> Any:
    """Staff of the counties or of every county, and brokers of their villages."""
    staff = and_(col(RoleTerm.role) == RoleName.STAFF, col(RoleTerm.area) == "")
    return or_(staff, scope.covers(RoleTerm.area))


def list_looks_of(scope: Scope, account_id: int) -> Any:
    """Whom one of these accounts looked at, the latest first."""
    theirs = select(RoleTerm.id).where(RoleTerm.account_id == account_id, _in_office(scope))
    whom = col(RECORD.labourer_id)
    kind = case((whom.is_not(None), Kind.PERSON.value), else_=col(RECORD.subject))
    query = select_columns(
        func.coalesce(whom, RECORD.subject_id, 0).label("number"),
        kind.label("kind"),
        col(Labourer.id).label("person"),
        scope.name(),
        col(RECORD.act).label("word"),
        *trail_columns(),
    )
    listed = with_person(query.select_from(RECORD), whom)
    listed = listed.where(RECORD.account_id == account_id, is_look(RECORD), exists(theirs))
    return listed.order_by(col(RECORD.id).desc())


CODES, POOR, ENDED, ERASED = (
    Listing(query) for query in (list_codes, list_poor, list_ended, list_erased)
)
LOOKS = Listing(list_looks, list_looks_of)
