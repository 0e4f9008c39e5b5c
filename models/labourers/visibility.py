"""Sight: which people of the ledger a broker may see, and staff. Never an ID number with it.

The one rule, for every list, search, button, call and message:

- Staff see everybody of their counties.
- A broker never sees who said No (`seen_by_brokers` is False), whatever was before, nor an entry of
  the office's register, whose person was not asked (models/labourers/legal_ground.py).
- Of all others a broker sees who lives in an area covered now and said Yes; who is in this
  broker's care, which is whom the account registered, in an area covered now, and who has no
  account of their own yet; and, in a county of the role, whom the account placed, unless that is
  void, and who would like work that it offers.
- Nobody without a role sees anybody.

Two records stay a broker's own after a No, and open nothing else: a placement, with the name and
without the phone (models/placements/queries.py), and interest in the broker's own vacancy as long
as it is offered, since the person asked for that (models/vacancies/interest.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, true
from sqlmodel import col, exists, select

from models.accounts.account import Account
from models.accounts.roles import Role, Roles
from models.core import regions as region
from models.core.encryption import LABOURER_PHONE, keyring
from models.core.gazetteer import COUNTY, TOWNSHIP, VILLAGE, Gazetteer
from models.core.person_names import name_key
from models.core.plain_text import plain
from models.core.regions import inside
from models.core.session import Session, reads_past_changes
from models.core.vocabulary import RoleName
from models.labourers import legal_ground
from models.labourers.labourer import Labourer
from models.labourers.legal_ground import Purpose

MOST = 8
# More words than that are no name and village.
MOST_WORDS, WORDS_LONGEST = 4, 100


@dataclass(frozen=True)
class Ties:
    """What binds a person to one account: registered by it, placed by it, likes its work.

    `has_account` is whether the person has taken their entry over.
    """

    has_account: bool = False
    registered: bool = False
    placed: bool = False
    likes: bool = False


@dataclass(frozen=True)
class VisibilityGround:
    """One way of seeing somebody: where, and on what ground; as SQL and as a predicate."""

    areas: Callable[[Roles], Iterable[str]]
    condition: Callable[[int], ColumnElement[bool]]
    holds: Callable[[Labourer, Ties], bool]
    after_no: bool = False


def _has_account() -> ColumnElement[bool]:
    return exists().where(col(Account.labourer_id) == Labourer.id)


def is_in_care(account_id: Any) -> ColumnElement[bool]:
    """The people whom an account took through intake and who have no account of their own."""
    return and_(col(Labourer.read_out_by) == account_id, ~_has_account())


GROUNDS = (
    VisibilityGround(Roles.counties, lambda _: true(), lambda *_: True, after_no=True),
    VisibilityGround(
        Roles.villages,
        lambda _: col(Labourer.seen_by_brokers).is_(True),
        lambda one, _: one.seen_by_brokers is True,
    ),
    VisibilityGround(
        Roles.villages, is_in_care, lambda _, ties: ties.registered and not ties.has_account
    ),
)
# Those of placements and vacancies: see bot/hooks.py.
GROUNDS_OF_OTHERS: list[VisibilityGround] = []


def is_visible(account_id: int, roles: Roles) -> ColumnElement[bool]:
    """The rule as a condition over Labourer."""
    return or_(
        false(),
        *(
            and_(
                inside(col(Labourer.village_code), area),
                ground.condition(account_id),
                *(() if ground.after_no else (is_not_refused(),)),
            )
            for ground in (*GROUNDS, *GROUNDS_OF_OTHERS)
            for area in ground.areas(roles)
        ),
    )


def can_see(one: Labourer, roles: Roles, ties: Ties) -> bool:
    """The rule as a predicate, for whoever has the person at hand and knows the ties."""
    return any(
        one.village_code.startswith(area) and ground.holds(one, ties)
        for ground in (*GROUNDS, *GROUNDS_OF_OTHERS)
        if ground.after_no or not refuses_brokers(one)
        for area in ground.areas(roles)
    )


def refuses_brokers(one: Labourer) -> bool:
    """Whether brokers may not see somebody, by their No or the ground of the entry.

    Who agreed to be registered and was never asked has not said No.
    """
    return one.seen_by_brokers is False or not legal_ground.allows(one, Purpose.BROKERS)


def is_not_refused() -> ColumnElement[bool]:
    """The people whom brokers may see on some ground, as a condition over Labourer."""
    said = col(Labourer.seen_by_brokers).is_not(False)
    return and_(said, legal_ground.is_allowed(Purpose.BROKERS))


def is_callable_in_village(account_id: Any, area: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whom a broker of an area may call there: who said Yes, or is in this account's care."""
    yes = col(Labourer.seen_by_brokers).is_(True)
    return and_(area, is_not_refused(), or_(yes, is_in_care(account_id)))


def some_broker_sees() -> ColumnElement[bool]:
    """Whether there is a broker who may call the person in their village.

    The areas that hold a village are written out, so that an index finds the brokers of each.
    """
    lives = col(Labourer.village_code)
    holding = [func.substr(lives, 1, size) for size in (COUNTY, TOWNSHIP, VILLAGE)]
    broker = exists().where(col(Role.name) == RoleName.BROKER, col(Role.area).in_(["", *holding]))
    says_yes = and_(col(Labourer.seen_by_brokers).is_(True), is_not_refused(), broker)
    cares = and_(is_in_care(col(Labourer.read_out_by)), is_not_refused())
    return or_(says_yes, and_(cares, broker.where(col(Role.account_id) == Labourer.read_out_by)))


# That a form was opened or left in this turn says nothing of who has an account.
_visible = select(Labourer).execution_options(**reads_past_changes)


async def search_visible_people(
    session: Session, account_id: int, roles: Roles, words: str, most: int = MOST
) -> list[Labourer]:
    """Those in sight by a part of the name, the whole phone number, or a part of the village's.

    Several words, such as a name and a village, narrow it down. Who has that very name comes first.
    """
    typed = plain(words[:WORDS_LONGEST])
    if not typed:
        return []
    regions = await region.get_gazetteer(session)
    each = [_fits(word, regions) for word in typed.split()[:MOST_WORDS]]
    wanted = or_(_fits(typed, regions), and_(*each))
    query = _visible.where(is_visible(account_id, roles), wanted)
    order = (col(Labourer.name_key) != name_key(typed), col(Labourer.name), col(Labourer.id))
    return list(await session.exec(query.order_by(*order).limit(most)))


async def list_latest_visible(
    session: Session, account_id: int, roles: Roles, most: int = MOST
) -> list[Labourer]:
    """Those in sight, the last registered first."""
    query = _visible.where(is_visible(account_id, roles))
    return list(await session.exec(query.order_by(col(Labourer.id).desc()).limit(most)))


async def get_visible_person(
    session: Session, account_id: int, roles: Roles, labourer_id: int
) -> Labourer | None:
    """One of those in sight."""
    query = _visible.where(is_visible(account_id, roles), Labourer.id == labourer_id)
    return (await session.exec(query)).first()


def _fits(words: str, regions: Gazetteer) -> ColumnElement[bool]:
    places = [area.code for area in regions.find(words)]
    lives, key = col(Labourer.village_code), name_key(words)
    return or_(
        col(Labourer.name_key).contains(key, autoescape=True) if key else false(),
        col(Labourer.name).icontains(words, autoescape=True),
        col(Labourer.phone_index).in_(_phone_indexes(words)),
        lives.in_([code for code in places if len(code) == VILLAGE]),
        *(inside(lives, code) for code in places if len(code) < VILLAGE),
    )


def _phone_indexes(words: str) -> list[str]:
    """Of a number as typed, with or without 86 and the area code's 0."""
    digits = "".join(sign for sign in words if sign.isdecimal())
    if not digits:
        return []
    ways = {f"+{digits.removeprefix('00')}", f"+86{digits.removeprefix('0')}"}
    return [index for way in sorted(ways) for index in keyring.indexes(way, LABOURER_PHONE)]


async def list_villages_of(session: Session, numbers: Iterable[int]) -> list[str]:
    """The codes of the villages that these people live in; of who is gone, none."""
    query = select(Labourer.village_code).where(col(Labourer.id).in_(list(numbers)))
    return list(await session.exec(query))
