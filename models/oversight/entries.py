"""Lists of entries: phones that several have, and people without an ID number by who took them."""

from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, exists, func, select

from models.accounts.account import Account
from models.brokers.broker import Broker
from models.labourers.labourer import Labourer, LedgerChange, is_phone
from models.oversight.listing import Kind, Listing, Scope, kind_column, select_columns


def _shared() -> Any:
    """Indexes of phones that several entries have or had, or one besides a broker's own."""
    change = aliased(LedgerChange)
    own = (
        exists()
        .where(col(Account.id) == Broker.account_id, col(Account.labourer_id) == change.labourer_id)
        .correlate(Broker, change)
    )
    brokers = exists().where(col(Broker.phone_index) == change.phone_index, ~own)
    several = (
        select(change.phone_index)
        .where(is_phone(change), col(change.phone_index).is_not(None))
        .group_by(col(change.phone_index))
        .having(func.min(change.labourer_id) != func.max(change.labourer_id))
    )
    known = select(Broker.phone_index).where(col(Broker.phone_index).is_not(None))
    besides = select(change.phone_index).where(
        is_phone(change), col(change.phone_index).in_(known), brokers
    )
    return several.union(besides)


def list_shared_phones(scope: Scope) -> Any:
    """Each phone once: how many have or had it, and the account of the broker who told it."""
    change, said = aliased(LedgerChange), aliased(LedgerChange)
    index = col(change.phone_index)
    number = select(said.after).where(is_phone(said), said.phone_index == change.phone_index)
    broker = select(Broker.account_id).where(Broker.phone_index == change.phone_index)
    heads = func.count(func.distinct(change.labourer_id)).label("figure")
    query = select_columns(
        func.min(change.labourer_id).label("number"),
        kind_column(Kind.GROUP),
        func.max(change.at).label("at"),
        heads,
        number.limit(1).scalar_subquery().label("word"),
        broker.limit(1).scalar_subquery().label("by"),
    )
    whose = col(Labourer.id) == LedgerChange.labourer_id
    here = select(LedgerChange.phone_index).join(Labourer, whose)
    here = here.where(is_phone(LedgerChange), col(LedgerChange.phone_index).in_(_shared()))
    here = here.where(scope.covers(Labourer.village_code))
    listed = query.where(is_phone(change), index.in_(here)).group_by(index)
    return listed.order_by(heads.desc(), func.min(change.labourer_id))


def list_phone_sharers(scope: Scope, number: int) -> Any:
    """The people of the counties who have or had a phone that this one has or had."""
    own = select(LedgerChange.phone_index).where(
        LedgerChange.labourer_id == number,
        is_phone(LedgerChange),
        col(LedgerChange.phone_index).is_not(None),
    )
    theirs = aliased(LedgerChange)
    same = select(theirs.labourer_id).where(is_phone(theirs), col(theirs.phone_index).in_(own))
    return _people(scope).where(col(Labourer.id).in_(same))


def _people(scope: Scope) -> Any:
    query = select_columns(
        col(Labourer.id).label("key"),
        col(Labourer.id).label("number"),
        kind_column(Kind.PERSON),
        col(Labourer.registered_at).label("at"),
        col(Labourer.id).label("person"),
        col(Labourer.village_code).label("area"),
        scope.name(),
        col(Labourer.registered_by).label("by"),
    )
    return query.where(scope.covers(Labourer.village_code)).order_by(col(Labourer.id).desc())


def _without_number() -> tuple[Any, ...]:
    """Taken down by somebody else, and no ID number is known."""
    return col(Labourer.id_index).is_(None), col(Labourer.read_out_by).is_not(None)


def list_numberless_by_account(scope: Scope) -> Any:
    """Who registered people without an ID number, the most first."""
    heads = func.count().label("figure")
    query = select_columns(
        col(Labourer.read_out_by).label("number"),
        kind_column(Kind.GROUP),
        func.max(Labourer.registered_at).label("at"),
        col(Labourer.read_out_by).label("by"),
        heads,
    )
    here = query.where(*_without_number(), scope.covers(Labourer.village_code))
    grouped = here.group_by(col(Labourer.read_out_by))
    return grouped.order_by(heads.desc(), col(Labourer.read_out_by))


def list_numberless_of(scope: Scope, account_id: int) -> Any:
    """The people whom one account registered without."""
    return _people(scope).where(*_without_number(), Labourer.read_out_by == account_id)


PHONES = Listing(list_shared_phones, list_phone_sharers)
NUMBERLESS = Listing(list_numberless_by_account, list_numberless_of)
