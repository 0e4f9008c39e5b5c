"""Whether somebody who is being registered may be in the ledger: within what who asks may see.

Nobody is told more than that. Where an entry out of sight is alike, the new one opens, and the
office is shown both: models/labourers/likeness.
"""

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import col, select

from models.accounts.actor import Actor
from models.core import age
from models.core.encryption import LABOURER_ID, LABOURER_PHONE, keyring
from models.core.person_names import name_key
from models.core.regions import inside
from models.core.session import Session, reads_past_changes
from models.labourers import visibility
from models.labourers.facts import Facts
from models.labourers.labourer import Labourer

MOST = 4


async def list_possible_same(session: Session, actor: Actor, facts: Facts) -> list[Labourer]:
    """Who may be the one with these facts, the oldest entry first.

    Of whom the actor cares for, and staff of their counties: by name and birth year in the
    village, by phone, or by ID number; never where both have a number and they differ. Of others
    in sight: by name and village, which are on the actor's screens.
    """
    named = and_(
        col(Labourer.name_key) == name_key(facts["name"]),
        col(Labourer.village_code) == facts["village"],
    )
    seen = and_(visibility.is_visible(actor.id, actor.roles), named)
    known = and_(_is_known_whole(actor), or_(*_alike(facts, named)), *_not_another(facts))
    query = select(Labourer).where(or_(seen, known)).order_by(col(Labourer.id)).limit(MOST)
    return list(await session.exec(query.execution_options(**reads_past_changes)))


def _is_known_whole(actor: Actor) -> ColumnElement[bool]:
    """Those of whom the actor may see everything that is compared."""
    lives = col(Labourer.village_code)
    staff = [inside(lives, county) for county in actor.roles.counties()]
    areas = [inside(lives, area) for area in actor.roles.villages()]
    cared_for = and_(
        visibility.is_in_care(actor.id), visibility.is_not_refused(), or_(false(), *areas)
    )
    return or_(cared_for, *staff)


def _alike(facts: Facts, named: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    number, phone = facts.get("id_number"), facts.get("phone")
    found: list[ColumnElement[bool]] = [
        and_(named, col(Labourer.birth_year) == age.birth_year(facts))
    ]
    if phone:
        found.append(col(Labourer.phone_index).in_(keyring.indexes(phone, LABOURER_PHONE)))
    if number:
        found.append(col(Labourer.id_index).in_(keyring.indexes(number, LABOURER_ID)))
    return found


def _not_another(facts: Facts) -> list[ColumnElement[bool]]:
    """Two ID numbers are two people."""
    number, index = facts.get("id_number"), col(Labourer.id_index)
    if not number:
        return []
    return [or_(index.is_(None), index.in_(keyring.indexes(number, LABOURER_ID)))]
