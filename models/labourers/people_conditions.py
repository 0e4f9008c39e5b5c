"""The conditions over Labourer that a filter comes to. The counties of who asks hold always."""

import datetime as dt
import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, or_
from sqlmodel import col, exists

from models.accounts.account import Account
from models.core.gazetteer import VILLAGE, Gazetteer
from models.core.person_names import name_key
from models.core.plain_text import plain
from models.core.regions import inside
from models.core.vocabulary import Wish
from models.labourers.labourer import Labourer
from models.labourers.ledger_checks.finding import Finding
from models.labourers.number_indexes import list_indexes
from models.labourers.people_filter import WORDS_MOST, PeopleFilter
from models.labourers.present_placements import present_placements

# More words than that are no name and village.
MOST_WORDS = 4


def covers(code: Any, counties: Collection[str]) -> ColumnElement[bool]:
    """A column of codes lies in one of these areas; in none of no areas."""
    return or_(false(), *(inside(col(code), county) for county in counties))


def lives_in(counties: Collection[str]) -> ColumnElement[bool]:
    """Somebody lives in one of these areas."""
    return covers(Labourer.village_code, counties)


def match_words(typed: str, regions: Gazetteer) -> ColumnElement[bool]:
    """The typed text as one, or each of its words: a name, a number or its end, a place."""
    text = plain(typed[:WORDS_MOST])
    if not text:
        return false()
    words = text.split()[:MOST_WORDS]
    each = and_(*(_match(word, regions) for word in words))
    return or_(_match(text, regions), each) if len(words) > 1 else each


def _match(words: str, regions: Gazetteer) -> ColumnElement[bool]:
    numbers = list_indexes(words)
    if numbers:
        return or_(*(getattr(Labourer, name).in_(found) for name, found in numbers.items()))
    lives, key = col(Labourer.village_code), name_key(words)
    places = [area.code for area in regions.find(words)]
    villages = [code for code in places if len(code) == VILLAGE]
    return or_(
        col(Labourer.name_key).contains(key, autoescape=True) if key else false(),
        lives.in_(villages) if villages else false(),
        *(inside(lives, code) for code in places if len(code) < VILLAGE),
    )


def is_named_alike(typed: str) -> ColumnElement[bool]:
    """Whether somebody has this very name, for the order of a list."""
    return col(Labourer.name_key) == name_key(plain(typed[:WORDS_MOST]))


def build_conditions(
    wanted: PeopleFilter, counties: Collection[str], regions: Gazetteer, now: dt.datetime
) -> list[ColumnElement[bool]]:
    """All that holds for those who are wanted, beginning with the counties."""
    return [
        lives_in(counties),
        *_of_entry(wanted, regions, now),
        *_of_lists(wanted),
        *_of_others(wanted),
    ]


def _of_entry(
    wanted: PeopleFilter, regions: Gazetteer, now: dt.datetime
) -> Iterator[ColumnElement[bool]]:
    if wanted.words:
        yield match_words(wanted.words, regions)
    if wanted.area:
        yield inside(col(Labourer.village_code), wanted.area)
    if wanted.status:
        yield col(Labourer.status).in_(sorted(wanted.status))
    if wanted.poor is not None:
        home = col(Labourer.household_id)
        yield home.is_not(None) if wanted.poor else home.is_(None)
    if wanted.household is not None:
        yield col(Labourer.household_id) == wanted.household
    if wanted.silent_days is not None:
        yield is_silent_since(now - dt.timedelta(days=wanted.silent_days))


def is_silent_since(moment: dt.datetime) -> ColumnElement[bool]:
    """Nobody has told the present work since then."""
    return col(Labourer.status_told_at) < moment


def _of_lists(wanted: PeopleFilter) -> Iterator[ColumnElement[bool]]:
    asked: tuple[tuple[Any, Collection[str]], ...] = (
        (Labourer.wishes, wanted.wishes),
        (Labourer.skills, wanted.skills),
        (Labourer.courses, wanted.courses),
    )
    for column, codes in asked:
        if codes:
            yield has_any(column, codes)
    if wanted.wants_work is not None:
        wants = has_any(Labourer.wishes, [Wish.WORK])
        yield wants if wanted.wants_work else ~wants


def has_any(column: Any, codes: Collection[str]) -> ColumnElement[bool]:
    """A JSON list of words holds one of these, as JSON writes them."""
    kept = cast(column, String)
    return or_(*(kept.contains(json.dumps(str(one)), autoescape=True) for one in sorted(codes)))


def _of_others(wanted: PeopleFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.has_account is not None:
        has = exists().where(col(Account.labourer_id) == Labourer.id).correlate(Labourer)
        yield has if wanted.has_account else ~has
    if wanted.placed is not None:
        placed = present_placements().is_placed
        yield placed if wanted.placed else ~placed
    if wanted.check is not None:
        yield has_finding(wanted.check)


def has_finding(kind: str) -> ColumnElement[bool]:
    """An open finding of a kind."""
    is_open = (
        col(Finding.labourer_id) == Labourer.id,
        col(Finding.kind) == kind,
        col(Finding.gone_at).is_(None),
        col(Finding.dismissed_at).is_(None),
    )
    return exists().where(*is_open).correlate(Labourer)
