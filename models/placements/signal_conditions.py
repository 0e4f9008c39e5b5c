"""What the signals are made of, as conditions and figures over Placement."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, exists, func, select

from models.accounts.account import Account
from models.accounts.terms_of_office import RoleTerm
from models.brokers.broker import Broker
from models.core.audit import Act, AuditRecord, Subject, is_of_code
from models.core.column_types import seconds
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer, LedgerChange, is_phone
from models.placements.placement import Placement

# A word that comes sooner after the report, the code or the taking over came very soon.
SOON = dt.timedelta(minutes=10)


def _reported(column: Any) -> Any:
    """What the trail keeps of the report, whoever is erased since."""
    record = aliased(AuditRecord)
    its = (record.subject == Subject.PLACEMENT, record.subject_id == Placement.id)
    query = select(getattr(record, column)).where(*its, record.act == Act.REPORTED)
    return query.order_by(col(record.id)).limit(1).correlate(Placement).scalar_subquery()


def broker_of_report() -> Any:
    """The account that reported it."""
    return func.coalesce(Placement.broker_id, _reported("account_id"))


def account_of_labourer() -> Any:
    """The number of the entry it was reported of."""
    return func.coalesce(Placement.labourer_id, _reported("labourer_id"))


def issuer_of_code(claimed: Any) -> Any:
    """The account whose code a taking over was done with: a new code voids those before."""
    code = aliased(AuditRecord)
    its = (code.labourer_id == claimed.labourer_id, code.act == Act.CODE_ISSUED, is_of_code(code))
    query = select(code.account_id).where(*its, code.at <= claimed.at)
    latest = query.order_by(col(code.at).desc(), col(code.id).desc()).limit(1)
    return latest.correlate(claimed).scalar_subquery()


def _told_at() -> Any:
    return func.coalesce(Placement.reported_at, Placement.filed_at)


def no_phone() -> ColumnElement[bool]:
    """No phone number is known now."""
    entry = aliased(Labourer)
    its = col(entry.id) == Placement.labourer_id
    return exists().where(its, col(entry.phone_index).is_(None))


def registered_by_broker() -> ColumnElement[bool]:
    """Whoever reported it registered the person too."""
    entry = aliased(Labourer)
    its = col(entry.id) == Placement.labourer_id
    return exists().where(its, col(entry.registered_by) == Placement.broker_id)


def phone_changed() -> ColumnElement[bool]:
    """Somebody else changed the number between the report and the word."""
    change, account = aliased(LedgerChange), aliased(Account)
    own = exists().where(
        col(account.id) == change.account_id, col(account.labourer_id) == change.labourer_id
    )
    return exists().where(
        col(change.labourer_id) == Placement.labourer_id,
        is_phone(change),
        col(change.at) > Placement.filed_at,
        col(change.at) <= Placement.said_at,
        ~own,
    )


def with_brokers_code() -> ColumnElement[bool]:
    """The entry was taken over with a code of whoever reported the placement."""
    claimed = aliased(AuditRecord)
    return exists().where(
        col(claimed.labourer_id) == account_of_labourer(),
        col(claimed.act) == Act.CLAIMED,
        is_of_code(claimed),
        or_(col(Placement.said_at).is_(None), col(claimed.at) <= Placement.said_at),
        issuer_of_code(claimed) == broker_of_report(),
    )


def confirmed_within_minutes() -> ColumnElement[bool]:
    """The word came within SOON of the report, of a code, or of the taking over."""
    after = seconds(Placement.said_at) - seconds(_told_at())
    code = aliased(AuditRecord)
    lately = seconds(Placement.said_at) - seconds(code.at) < SOON.total_seconds()
    return or_(
        and_(after >= 0, after < SOON.total_seconds()),
        exists().where(*_step_before(code), lately),
    )


def _step_before(code: Any) -> tuple[ColumnElement[bool], ...]:
    """A code given out for the entry, or its taking over, before the word."""
    return (
        code.labourer_id == account_of_labourer(),
        is_of_code(code),
        code.at <= Placement.said_at,
    )


_OWN, _OTHER = aliased(LedgerChange), aliased(LedgerChange)


def entries_with_same_phone() -> Any:
    """Further entries that have, or ever had, a phone that this person's had."""
    return (
        select(literal_column("1"))
        .select_from(_OWN)
        .join(_OTHER, col(_OTHER.phone_index) == _OWN.phone_index)
        .where(
            col(_OWN.labourer_id) == Placement.labourer_id,
            is_phone(_OWN),
            is_phone(_OTHER),
            col(_OTHER.labourer_id) != _OWN.labourer_id,
        )
        .correlate(Placement)
    )


def with_brokers_phone() -> ColumnElement[bool]:
    change, told = aliased(LedgerChange), aliased(Broker)
    return exists().where(
        col(change.labourer_id) == Placement.labourer_id,
        is_phone(change),
        col(told.phone_index) == change.phone_index,
        col(told.account_id) == Placement.broker_id,
    )


def with_staffs_phone() -> ColumnElement[bool]:
    """Whoever is or was staff has an entry with it: a dismissal hides nothing."""
    account, term = aliased(Account), aliased(RoleTerm)
    theirs = (
        select(account.labourer_id)
        .join(term, col(term.account_id) == account.id)
        .where(col(term.role) == RoleName.STAFF)
    )
    return exists(entries_with_same_phone().where(col(_OTHER.labourer_id).in_(theirs)))


def _same_chat(word: Any) -> tuple[ColumnElement[bool], ...]:
    return word.said_by == Placement.said_by, word.said_how == literal_column("'self'")


def spoke_for_another() -> ColumnElement[bool]:
    """The account that said so spoke for somebody else too."""
    word = aliased(Placement)
    whose = func.coalesce(word.labourer_id, -col(word.id))
    own = func.coalesce(Placement.labourer_id, -col(Placement.id))
    return exists().where(*_same_chat(word), whose != own)


def _claimed(claims: Any) -> tuple[ColumnElement[bool], ...]:
    whose = claims.account_id == Placement.said_by
    return whose, claims.act == Act.CLAIMED, is_of_code(claims)


def claimed_another() -> ColumnElement[bool]:
    """The account that said so took over somebody else's entry too."""
    claims = aliased(AuditRecord)
    return exists().where(*_claimed(claims), col(claims.labourer_id) != account_of_labourer())


def seconds_until_statement() -> tuple[Any, ...]:
    """From the report to the word, and from the last code or taking over before it."""
    code = aliased(AuditRecord)
    since = seconds(Placement.said_at) - seconds(code.at)
    after_code = select(func.min(since)).where(*_step_before(code))
    return (
        seconds(Placement.said_at) - seconds(_told_at()),
        after_code.correlate(Placement).scalar_subquery(),
    )


def count_same_phone() -> Any:
    """How many further entries have or had a phone of this person's."""
    heads = func.count(func.distinct(_OTHER.labourer_id))
    return entries_with_same_phone().with_only_columns(heads).scalar_subquery()


def count_spoken_for() -> tuple[Any, ...]:
    """For how many people the account spoke, and how many entries it took over."""
    word, claims = aliased(Placement), aliased(AuditRecord)
    whose = func.coalesce(word.labourer_id, -col(word.id))
    spoke = select(func.count(func.distinct(whose))).where(*_same_chat(word))
    claimed = select(func.count(func.distinct(claims.labourer_id))).where(*_claimed(claims))
    return tuple(query.correlate(Placement).scalar_subquery() for query in (spoke, claimed))
