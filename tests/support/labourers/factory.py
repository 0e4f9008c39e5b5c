"""A crowd: many invented labourers at once, with accounts and wishes of every sort."""

import random
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from models.accounts.account import CONSENT_VERSION, Account
from models.core.session import Session
from models.core.vocabulary import Course, NoticeKind, Reach, Sex, Trade, Wish, WorkStatus
from models.labourers.household import Household
from models.labourers.labourer import Labourer, NoticePreference
from tests.support.accounts.factory import new_account
from tests.support.store import NOON

VILLAGES = ("222424101001", "222424101200", "222424103001", "220822101001")
ODD = 'a "mushrooms" 和 [] % _ \\'
NUMBERS = count(10_000)


def any_labourer(dice: random.Random, **given: Any) -> Labourer:
    told: dict[str, Any] = {
        "name": dice.choice(("王小春", "李秀英", "金哲洙")),
        "sex": dice.choice(list(Sex)),
        "birth_year": dice.randint(1950, 2008),
        "village_code": dice.choice(VILLAGES),
        "ethnicity": "han",
        "schooling": "junior",
        "status": dice.choice(list(WorkStatus)),
        "wishes": dice.sample(list(Wish), dice.randint(0, 3)),
        "courses": dice.sample([*list(Course)[:3], ODD], dice.randint(0, 3)),
        "wanted_work": dice.sample([*list(Trade)[:3], ODD], dice.randint(0, 3)),
        "wanted_reach": dice.choice([None, *Reach]),
        "left_school_recently": dice.choice([None, True, False]),
        "consented_at": NOON,
        "consent_version": CONSENT_VERSION,
        "registered_at": NOON,
        "changed_at": NOON,
        "status_told_at": NOON - timedelta(days=60),
    }
    return Labourer(**{**told, **given})


async def add_crowd(
    session: Session, size: int, seed: int = 0, *, at: datetime = NOON, **given: Any
) -> list[Labourer]:
    """So many people; some have no account, some blocked the bot, some stopped a kind."""
    dice = random.Random(seed)
    home = Household(village_code=VILLAGES[0], head_name=f"王大山{seed}")
    session.add(home)
    await session.flush()
    people = [any_labourer(dice, **given) for _ in range(size)]
    for one in people:
        one.household_id = home.id if dice.random() < 0.3 else None
    session.add_all(people)
    await session.flush()
    for one in people:
        if dice.random() < 0.8:
            blocked = at if dice.random() < 0.2 else None
            session.add(new_account(next(NUMBERS), at=at, labourer_id=one.id, blocked_at=blocked))
        for kind in NoticeKind:
            if dice.random() < 0.8:
                welcome = dice.random() < 0.7
                stopped = at if not welcome and dice.random() < 0.5 else None
                session.add(
                    NoticePreference(
                        labourer_id=one.key(), kind=kind, welcome=welcome, stopped_at=stopped
                    )
                )
    await session.flush()
    return people


async def reachable_labourer(
    session: Session, chat_id: int, **given: Any
) -> tuple[Labourer, Account]:
    """Somebody who welcomes every kind of notice, and their account."""
    one = any_labourer(random.Random(chat_id), **given)
    session.add(one)
    await session.flush()
    account = new_account(chat_id, labourer_id=one.id)
    session.add(account)
    session.add_all(
        NoticePreference(labourer_id=one.key(), kind=kind, welcome=True) for kind in NoticeKind
    )
    await session.flush()
    return one, account
