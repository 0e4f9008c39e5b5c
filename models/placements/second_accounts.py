"""Second accounts: two of the office's that may be one person's, now or before a dismissal."""

from collections import defaultdict
from itertools import permutations

from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.terms_of_office import RoleTerm
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer


async def list_second_account_pairs(session: Session) -> tuple[tuple[int, int], ...]:
    """Accounts of staff with one name, phone or ID number, in either order."""
    same: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    terms = select(RoleTerm).where(RoleTerm.role == RoleName.STAFF)
    accounts = set()
    for term in await session.exec(terms):
        accounts.add(term.account_id)
        if term.name:
            same["name", term.name].add(term.account_id)
    own = select(Account.id, Labourer.phone_index, Labourer.id_index)
    own = own.join(Labourer, col(Labourer.id) == Account.labourer_id)
    for number, phone, card in await session.exec(own.where(col(Account.id).in_(accounts))):
        for what, index in (("phone", phone), ("card", card)):
            if index and number is not None:
                same[what, index].add(number)
    return tuple(sorted({two for alike in same.values() for two in permutations(alike, 2)}))
