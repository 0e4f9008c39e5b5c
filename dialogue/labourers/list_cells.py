"""Cells of an office's list, read as what people type is, with no one to ask back."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from dialogue.core import labels
from dialogue.core.form import Answered, FormContext, Skipped
from dialogue.core.i18n import Speech
from dialogue.core.user_input import Typed
from dialogue.fields.matching import find_meant
from dialogue.labourers.form_intake import INTAKE
from dialogue.parsing import person_name, text
from dialogue.parsing.date import date as read_day
from dialogue.parsing.id_number import id_number
from dialogue.parsing.person_name import Likeness
from dialogue.parsing.phone import phones
from models.core.gazetteer import VILLAGE, Gazetteer
from models.core.refusal import Refusal
from models.core.vocabulary import Language
from models.labourers.household import HEAD_SELF
from models.labourers.imports.codes import find_code
from models.labourers.imports.readers import ListContext

UNREAD = Refusal("cell_unread")
LINES = {"work_place": 60, "work_what": 60, "certificates": 60, "ethnicity": 40}
LISTED: dict[str, Mapping[Any, str]] = {
    "skills": labels.SKILLS,
    "wanted_work": labels.TRADES,
    "courses": labels.COURSES,
}
BETWEEN = re.compile(r"[,，、;；/\s]+")
OWN_MOST = 5
# A number alone is an option of a question, and no word of a list.
BARE = re.compile(r"[\W\d]+")
DIGITS = re.compile("[0-9]{12}")
DAY_DIGITS = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])?")
OLDEST, YOUNGEST = 90, 16
# As nearly all names of a list are: nothing of them is to be set right.
PLAIN_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
NOWHERE = Gazetteer({})
KNOWN_FIELDS = frozenset(
    {"sex", "birth_year", "registered_poor", "schooling", "status", "out_of_work_since", "wage"}
    | {"has_contract", "has_insurance", "wishes", "wanted_reach", "wanted_wage"}
    | {"available_from", "left_school_recently"}
)
NUMBERS = frozenset({"birth_year", "wage", "wanted_wage", "out_of_work_since", "available_from"})


class ListCells:
    """The reader of one list. Nothing that names a person is remembered."""

    def __init__(self, context: ListContext) -> None:
        self._context = context
        self._today = context.today
        self._own: Mapping[str, Callable[[str], Any]] = {
            "name": self._name,
            "household_head": self._head,
            "id_number": self._id_number,
            "head_id_number": self._head_number,
            "phone": self._phone,
            "village": self._village,
            "relation": lambda said: find_code("relation", said) or said,
        }

    def read(self, fact: str, text: str) -> Any:
        """See models/labourers/imports/readers.py."""
        if fact in self._own:
            return self._own[fact](text)
        return _read_listed(fact, text, self._today)

    def fit(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """By the conditions of the intake's questions."""
        return INTAKE.fitting(facts, self._today)

    def _name(self, said: str) -> str | Refusal:
        """An office knows the names of its people: an unusual one is none the less one."""
        if PLAIN_NAME.fullmatch(said) and said[0] in person_name.family_names("chinese"):
            return said
        name = text.name(said)
        if isinstance(name, Refusal):
            return name
        is_name = person_name.judge(name) is not Likeness.NO_NAME
        return name if is_name else Refusal("name_no_answer")

    def _head(self, said: str) -> str | Refusal:
        return HEAD_SELF if find_code("relation", said) == HEAD_SELF else self._name(said)

    def _id_number(self, said: str) -> str | Refusal:
        read = id_number(said, self._today)
        return read if isinstance(read, Refusal) else read.number

    def _head_number(self, said: str) -> str | Refusal:
        read = id_number(said, self._today, youngest=0, oldest=120)
        return read if isinstance(read, Refusal) else read.number

    def _phone(self, said: str) -> str | Refusal:
        found = phones(said, None)
        if isinstance(found, Refusal):
            return found
        return found[0] if len(set(found)) == 1 else UNREAD

    def _village(self, said: str) -> str | Refusal:
        return _find_village(said, self._context.regions, self._context.county)


def make_list_cells(context: ListContext) -> ListCells:
    """The reader of a list: a hook of models/labourers/imports/readers.py."""
    return ListCells(context)


@lru_cache(maxsize=4_096)
def _find_village(said: str, regions: Gazetteer, county: str) -> str | Refusal:
    """The one village of the county that an address or a code names."""
    if DIGITS.fullmatch(said):
        villages = [said] if said in regions else []
    else:
        villages = [one.code for one in regions.named(said) if len(one.code) == VILLAGE]
    inside = [code for code in villages if code.startswith(county)]
    if len(inside) == 1:
        return inside[0]
    if inside:
        return Refusal("village_many", {"count": len(inside)})
    return Refusal("cell_other_county" if villages else "village_unknown")


@lru_cache(maxsize=8_192)
def _read_listed(fact: str, said: str, today: date) -> Any:
    """What of many rows says the same, and of nobody who they are."""
    code = find_code(fact, said)
    if code is not None:
        return code
    if fact == "birth_day":
        return _birth_day(said, today)
    if fact in LISTED:
        return _several(said, LISTED[fact], fact)
    if fact == "ethnicity" and (meant := _meant(said, labels.ETHNICITIES)):
        return meant
    if fact in LINES:
        return text.line(said, LINES[fact])
    if fact not in NUMBERS and BARE.fullmatch(said):
        return UNREAD
    return _answer(fact, said, today)


def _answer(fact: str, said: str, today: date) -> Any:
    """As the question of the intake reads it; what it would ask back about is not read."""
    scene = FormContext(Speech(Language.ZH), today, NOWHERE)
    heard = INTAKE.of(fact).kind.read(Typed(said), None, scene)
    if isinstance(heard, Answered):
        return heard.value
    if isinstance(heard, Refusal) and fact in NUMBERS:
        return heard
    return None if isinstance(heard, Skipped) else UNREAD


def _meant(said: str, labels: Mapping[Any, str]) -> Any | None:
    meant = find_meant(said, {code: (label,) for code, label in labels.items()}, ("always", "soft"))
    return meant.sure[0] if len(meant.sure) == 1 else None


def _several(said: str, labels: Mapping[Any, str], fact: str) -> list[str] | Refusal:
    """Those of the list, in its order; then own words, where the fact takes them."""
    parts = [part for part in BETWEEN.split(said) if part]
    found = {part: _meant(part, labels) for part in parts}
    own = [part[: OWN_MOST * 8] for part, code in found.items() if code is None]
    if any(BARE.fullmatch(part) for part in own) or (own and fact == "courses"):
        return UNREAD
    codes = [str(code) for code in labels if code in found.values()]
    return [*codes, *own[:OWN_MOST]]


def _birth_day(said: str, today: date) -> str | Refusal:
    """A day, or a month: 1985-03."""
    if digits := DAY_DIGITS.fullmatch(said):
        said = "-".join(part for part in digits.groups() if part)
    earliest = today.replace(year=today.year - OLDEST, day=1)
    latest = today.replace(year=today.year - YOUNGEST, day=1)
    day = read_day(said, today, earliest, latest)
    if isinstance(day, Refusal):
        return day
    is_whole = len(re.findall("[0-9]+", said)) > 2
    return day.isoformat() if is_whole else f"{day:%Y-%m}"
