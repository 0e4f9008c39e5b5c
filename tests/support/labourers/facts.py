"""Invented people as facts of the ledger, and their ID numbers."""

from collections.abc import Mapping
from typing import Any

from models.core.vocabulary import NoticeKind
from models.labourers import facts as entry

XINGSHENG, HENAN = "222424101001", "222424101200"
LUOZIGOU = "222424103001"
SEVERAL = {*entry.SEVERAL, "notices"}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(born: str = "19850412", order: str = "002", county: str = "222424") -> str:
    """An ID number of nobody, with the check digit of GB 11643.

    `born` is YYYYMMDD; an even `order` is a woman's.
    """
    body = county + born + order
    rest = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


def entry_facts(**given: Any) -> dict[str, Any]:
    """The shortest intake: a woman without ID number and phone, at school; `given` on top."""
    return {
        "name": "李秀英",
        "sex": "female",
        "birth_year": 1985,
        "village": XINGSHENG,
        "registered_poor": False,
        "ethnicity": "han",
        "schooling": "junior",
        "status": "at_school",
        "notices": [],
        **given,
    }


def farmer_facts(**given: Any) -> dict[str, Any]:
    """A man with everything that can be told, out of work."""
    told: dict[str, Any] = {
        "name": "金哲洙",
        "id_number": id_number(order="123"),
        "phone": "+8613812340001",
        "registered_poor": True,
        "household_head": "金大山",
        "ethnicity": "鄂温克族",
        "schooling": "primary",
        "status": "out_of_work",
        "out_of_work_since": "2026-03-01",
        "skills": ["crops", "酿酒"],
        "certificates": "电工证",
        "wishes": ["work", "training"],
        "wanted_work": ["factory", "养蜂"],
        "wanted_reach": "anywhere",
        "wanted_wage": 3500,
        "available_from": "2027-01-15",
        "seen_by_brokers": True,
        "courses": ["ginseng"],
        "health_agreed": True,
        "limits": "腰疼",
        "left_school_recently": False,
        "notices": ["job_fair", "training"],
    }
    return {**entry_facts(), "sex": "male", "birth_year": 1985, **told, **given}


def worker_facts(**given: Any) -> dict[str, Any]:
    """Somebody employed outside the province."""
    told: dict[str, Any] = {
        "status": "outside",
        "work_place": "宁波的工厂",
        "work_what": "缝纫",
        "wage": 0,
        "has_contract": False,
        "has_insurance": True,
        "notices": list(NoticeKind),
    }
    return entry_facts(**{"name": "朴英姬", **told, **given})


def whole_facts(told: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Facts as an entry shows them: nothing is None or an empty list, what was not asked not there.

    Or the facts of an entry that was opened with others `before`.
    """
    known = {key for key, value in told.items() if value is not None}
    asked = known | (told if before is None else before).keys() | (entry.ALL - entry.LATER)
    nothing: dict[str, Any] = {key: [] if key in SEVERAL else None for key in asked}
    return {**nothing, **{key: told[key] for key in known}}
