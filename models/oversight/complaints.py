"""Lists of grievances: by the person who told them, and by the employer they are about."""

from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from models.grievances.grievance import Grievance
from models.oversight.listing import Kind, Listing, Scope, kind_column, select_columns, with_person

HEADS = func.count().label("figure")
LAST = func.max(Grievance.opened_at).label("at")


def list_by_person(scope: Scope) -> Any:
    """Who told the office something, the most first."""
    whose = col(Grievance.labourer_id)
    query = select_columns(
        whose.label("number"),
        kind_column(Kind.GROUP),
        LAST,
        whose.label("person"),
        func.max(scope.name()).label("name"),
        HEADS,
    )
    told = query.select_from(Grievance).where(whose.is_not(None))
    listed = with_person(told, whose).where(scope.covers(Grievance.county))
    return listed.group_by(whose).order_by(HEADS.desc(), whose)


def list_of_person(scope: Scope, number: int) -> Any:
    """What one person told, the latest first."""
    return _told(scope).where(Grievance.labourer_id == number)


def list_by_employer(scope: Scope) -> Any:
    """Employers that grievances name, those that most are about first; `other` counts people."""
    named = aliased(Grievance)
    same = (named.employer_index == Grievance.employer_index, scope.covers(named.county))
    name = select(named.employer).where(*same).order_by(col(named.id)).limit(1)
    query = select_columns(
        func.min(Grievance.id).label("number"),
        kind_column(Kind.GROUP),
        LAST,
        HEADS,
        func.count(func.distinct(Grievance.labourer_id)).label("other"),
        name.correlate(Grievance).scalar_subquery().label("word"),
    )
    index = col(Grievance.employer_index)
    listed = query.where(scope.covers(Grievance.county), index.is_not(None)).group_by(index)
    return listed.order_by(HEADS.desc(), func.min(Grievance.id))


def list_of_employer(scope: Scope, number: int) -> Any:
    """The grievances about the employer that one of them names."""
    named = aliased(Grievance)
    index = select(named.employer_index).where(named.id == number, scope.covers(named.county))
    return _told(scope).where(col(Grievance.employer_index) == index.scalar_subquery())


def _told(scope: Scope) -> Any:
    query = select_columns(
        col(Grievance.id).label("key"),
        col(Grievance.id).label("number"),
        kind_column(Kind.GRIEVANCE),
        col(Grievance.county).label("area"),
        col(Grievance.opened_at).label("at"),
        col(Grievance.labourer_id).label("person"),
        scope.name(),
        col(Grievance.employer).label("word"),
        col(Grievance.taken_by).label("by"),
    )
    listed = with_person(query.select_from(Grievance), Grievance.labourer_id)
    return listed.where(scope.covers(Grievance.county)).order_by(col(Grievance.id).desc())


PEOPLE = Listing(list_by_person, list_of_person)
EMPLOYERS = Listing(list_by_employer, list_of_employer)
