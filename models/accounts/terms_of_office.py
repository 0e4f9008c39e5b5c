"""Terms of office: who held which role where, from when until when, and under which name.

A term outlives the role and the account, as the trail does: it says who somebody was at the time.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import update
from sqlmodel import Field, SQLModel, col, or_, select

from models.accounts import identity
from models.accounts.account import Account
from models.core.address import Address, parse_address
from models.core.column_types import BIG_ID, moment, row_id, word
from models.core.encryption import CHAT, Sealed, keyring
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import RoleName


class TermEvent(StrEnum):
    """By what a term began or ended."""

    GRANTED = auto()
    INVITED = auto()
    SETTINGS = auto()
    RENAMED = auto()
    DISMISSED = auto()
    SUSPENDED = auto()
    ERASED = auto()
    REINSTATED = auto()
    TAKEN_AWAY = auto()


class RoleTerm(SQLModel, table=True):
    """One role of one account in one area for one time. No number is a reference.

    `name` is what the holder was called then; `granted_by` and `ended_by` are accounts, None for
    the settings and the server's command line. `chat_id` and its index are of staff alone: they
    find a dismissed person again whose account is gone. Read the column by `address`.
    """

    __tablename__ = "role_term"

    id: int | None = row_id()
    account_id: int = Field(sa_type=BIG_ID, index=True)
    chat_id: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    chat_index: str | None = Field(default=None, max_length=64, index=True)
    role: RoleName = word(RoleName)
    area: str = Field(default="", max_length=12)
    name: str | None = Field(default=None, sa_type=Sealed, nullable=True)
    begun: TermEvent = word(TermEvent)
    granted_at: datetime = moment()
    granted_by: int | None = Field(default=None, sa_type=BIG_ID)
    ended: TermEvent | None = word(TermEvent, optional=True)
    ended_at: datetime | None = moment(optional=True)
    ended_by: int | None = Field(default=None, sa_type=BIG_ID)

    @property
    def address(self) -> Address | None:
        """Where its holder was written to; rows of before hold a number."""
        return parse_address(str(self.chat_id)) if self.chat_id is not None else None

    def covers(self, at: datetime) -> bool:
        """Whether the role was held at this moment."""
        return self.granted_at <= at and (self.ended_at is None or at <= self.ended_at)


Terms = Mapping[int, Sequence[RoleTerm]]


async def open_term(
    session: Session,
    account: Account,
    role: RoleName,
    area: str,
    now: datetime,
    *,
    how: TermEvent,
    by: int | None,
    name: str | None = None,
) -> None:
    """A role begins; without a name, what the account's person is known by."""
    address = account.address.value if role is RoleName.STAFF else None
    session.add(
        RoleTerm(
            account_id=account.key(),
            chat_id=str(address) if address else None,
            chat_index=keyring.index(address.index_text, CHAT) if address else None,
            role=role,
            area=area,
            name=name or await _known_name(session, account),
            begun=how,
            granted_at=now,
            granted_by=by,
        )
    )


async def close_terms(
    session: Session,
    account_id: int,
    now: datetime,
    *,
    how: TermEvent,
    by: int | None,
    role: RoleName | None = None,
    within: Collection[str] = ("",),
) -> None:
    """The open terms of an account end, in these areas: of one role, or all."""
    theirs = [col(RoleTerm.account_id) == account_id, col(RoleTerm.ended_at).is_(None)]
    if role is not None:
        theirs.append(col(RoleTerm.role) == role)
    theirs.append(or_(*(inside(col(RoleTerm.area), area) for area in within)))
    await session.exec(update(RoleTerm).where(*theirs).values(ended=how, ended_at=now, ended_by=by))


async def rename_holder(session: Session, account: Account, name: str, now: datetime) -> None:
    """What the holder is called from now on; acts of before keep the name of before."""
    for term in await list_open_terms(session, account.key()):
        if term.name is None:
            term.name = name
        elif term.name != name:
            term.ended, term.ended_at, term.ended_by = TermEvent.RENAMED, now, account.key()
            await open_term(
                session, account, term.role, term.area, now,
                how=TermEvent.RENAMED, by=account.key(), name=name,
            )  # fmt: skip
    await session.flush()


async def name_open_terms(session: Session, account: Account, name: str) -> None:
    """A holder whom nobody could name so far is called this in what they did in these terms."""
    unnamed = (
        RoleTerm.account_id == account.key(),
        col(RoleTerm.ended_at).is_(None),
        col(RoleTerm.name).is_(None),
    )
    for term in (await session.exec(select(RoleTerm).where(*unnamed))).all():
        term.name = name


async def list_open_terms(session: Session, account_id: int) -> list[RoleTerm]:
    """The terms that an account is in, staff first."""
    query = select(RoleTerm).where(
        RoleTerm.account_id == account_id, col(RoleTerm.ended_at).is_(None)
    )
    return list(await session.exec(query.order_by(col(RoleTerm.role).desc(), col(RoleTerm.id))))


async def get_terms_of(session: Session, accounts: Collection[int]) -> Terms:
    """Every term of these accounts, the oldest first."""
    found: dict[int, list[RoleTerm]] = {}
    query = select(RoleTerm).where(col(RoleTerm.account_id).in_(accounts))
    for term in await session.exec(query.order_by(col(RoleTerm.granted_at), col(RoleTerm.id))):
        found.setdefault(term.account_id, []).append(term)
    return found


def get_term_at(terms: Terms, account_id: int | None, moment_: datetime) -> RoleTerm | None:
    """Which role an account had at a moment; staff before broker, the latest of several."""
    then = [term for term in terms.get(account_id or 0, ()) if term.covers(moment_)]
    return max(then, key=lambda t: (t.role is RoleName.STAFF, t.granted_at, t.id), default=None)


async def get_suspension_end(session: Session, account_id: int, county: str) -> datetime | None:
    """When the account's last term as a broker in a county ended, if that was a suspension."""
    terms = (await get_terms_of(session, {account_id})).get(account_id, ())
    there = [t for t in terms if t.role is RoleName.BROKER and t.area.startswith(county)]
    last = there[-1] if there else None
    return last.ended_at if last is not None and last.ended is TermEvent.SUSPENDED else None


async def get_last_staff_term(session: Session, address: Address) -> RoleTerm | None:
    """The last term at this address as staff, also once its account is gone."""
    query = select(RoleTerm).where(
        RoleTerm.role == RoleName.STAFF,
        col(RoleTerm.chat_index).in_(keyring.indexes(address.index_text, CHAT)),
    )
    return (await session.exec(query.order_by(col(RoleTerm.id).desc()).limit(1))).first()


async def is_dismissed(session: Session, address: Address, since: datetime | None = None) -> bool:
    """Whether the last term at this address as staff ended by a dismissal, which stands.

    Args:
        since: only a dismissal later than this moment counts.
    """
    last = await get_last_staff_term(session, address)
    if last is None or last.ended is not TermEvent.DISMISSED:
        return False
    return since is None or last.ended_at is None or last.ended_at > since


async def mark_dismissed(session: Session, address: Address) -> int | None:
    """Let a dismissal that was lifted stand again; gives the account that it was of, if any."""
    last = await get_last_staff_term(session, address)
    if last is None or last.ended is not TermEvent.REINSTATED:
        return None
    last.ended = TermEvent.DISMISSED
    await session.flush()
    return last.account_id


async def lift_dismissal(session: Session, address: Address) -> int | None:
    """Let the settings name a dismissed person again; gives the account they had, if any."""
    query = select(RoleTerm).where(
        col(RoleTerm.chat_index).in_(keyring.indexes(address.index_text, CHAT)),
        RoleTerm.ended == TermEvent.DISMISSED,
    )
    terms = list(await session.exec(query.order_by(col(RoleTerm.id))))
    for term in terms:
        term.ended = TermEvent.REINSTATED
    await session.flush()
    return terms[-1].account_id if terms else None


async def _known_name(session: Session, account: Account) -> str | None:
    earlier = select(RoleTerm).where(
        RoleTerm.account_id == account.key(), col(RoleTerm.ended_at).is_(None)
    )
    for term in await session.exec(earlier.order_by(col(RoleTerm.id).desc())):
        if term.name:
            return term.name
    return await identity.get_name_from_sources(session, account)
