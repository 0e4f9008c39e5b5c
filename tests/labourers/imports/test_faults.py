"""Every fault of a row is told at once, with its cell, and a faulty row never goes in."""

from typing import Any

import pytest
from sqlmodel import select

from dialogue.core.i18n import Speech
from dialogue.labourers.ledger_import import expected_of, explain_fault, explain_kept, name_fact
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.imports import columns
from models.labourers.imports.tables import ImportState, RowOutcome
from models.labourers.labourer import Labourer
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.labourers.lists import (
    CLEAN,
    HEADERS,
    JIN,
    LI,
    WANG,
    bring_in,
    faults_of,
    judge_list,
    rows_of,
)
from tests.support.store import consenting_account, register_labourer
from tests.support.stored_actors import clerk

WIDE = (
    *("姓名", "性别", "身份证号", "联系电话", "乡镇", "行政村", "是否建档立卡户", "户主姓名"),
    *("户主身份证号", "与户主关系", "民族", "文化程度", "务工情况", "务工单位", "岗位", "月工资"),
)
ALL_WRONG = (
    *("王3", "人妖", "220822199003071231", "123", "汪清镇", "没有村", "也许", "李4"),
    *("22082219900307123", "", "", "9", "随便", "", "", "十个亿"),
)
GOOD = (
    *("赵小兰", "女", id_number("19920202", "402"), "13843400009", "大兴沟镇", "和盛村", "是"),
    *("赵大山", id_number("19600101", "501"), "之女", "汉族", "初中", "省外", "某厂", "缝纫", 3500),
)


async def faults(session: Session, headers: Any, *rows: Any) -> list[list[tuple[str, str]]]:
    found = await judge_list(session, clerk(), [headers, *rows])
    return [faults_of(row) for row in await rows_of(session, found)]


async def test_a_row_tells_all_of_its_faults_each_with_its_column(session: Session) -> None:
    (found,) = await faults(session, WIDE, ALL_WRONG)
    letters = [column for column, _ in found]
    assert sorted(letters) == ["A", "B", "C", "D", "F", "G", "H", "I", "L", "M", "P"]
    assert dict(found)["C"] == "id_check_digit"
    assert dict(found)["A"] == "name_has_digits"


async def test_a_hundred_faults_in_a_hundred_columns(session: Session) -> None:
    headers = ["姓名", "身份证号", *(f"列{n}" for n in range(198))]
    facts = [fact for fact in columns.list_facts() if fact not in ("name", "id_number", "not_kept")]
    chosen = {(0, number + 2): fact for number, fact in enumerate(facts)}
    row = ["王3", "x", *("﹏9﹏" for _ in range(198))]
    found = await judge_list(session, clerk(), [headers, row], columns=chosen)
    (told,) = await rows_of(session, found)
    assert len(faults_of(told)) >= 18
    assert found.counts == {"refused": 1}


async def test_a_good_row_has_none(session: Session) -> None:
    assert await faults(session, WIDE, GOOD) == [[]]


async def test_an_id_number_kept_as_a_number_is_refused_by_its_cell(session: Session) -> None:
    number = int(WANG[1])
    rows = [
        (WANG[0], number, WANG[2], *WANG[3:]),
        (LI[0], float(number), int(LI[2]), *LI[3:]),
        (JIN[0], "2.22424E+17", *JIN[2:]),
        (LI[0], LI[1], int(LI[2]), *LI[3:]),
    ]
    found = await faults(session, HEADERS, *rows)
    assert found == [*([("B", "cell_number")] for _ in range(3)), []]


async def test_errors_and_formulas_are_told_by_their_cells(session: Session) -> None:
    rows = [
        (WANG[0], {"f": WANG[1]}, {"e": "#N/A"}, *WANG[3:]),
        ({"f": LI[0]}, *LI[1:4], {"f": None}),
    ]
    found = await faults(session, HEADERS, *rows)
    assert found == [[("B", "cell_formula"), ("C", "cell_error")], [("E", "cell_formula")]]


async def test_one_number_in_two_rows_is_a_fault_of_both(session: Session) -> None:
    twin = ("李小英", *WANG[1:])
    rows = [WANG, twin, JIN]
    found = await judge_list(session, clerk(), [HEADERS, *rows])
    told = await rows_of(session, found)
    assert [faults_of(row) for row in told] == [[("B", "cell_twice")], [("B", "cell_twice")], []]
    assert [row.faults[0]["params"] for row in told[:2] if row.faults] == [{"line": 3}, {"line": 2}]
    assert found.counts == {"refused": 2, "new": 1}


async def test_a_twin_in_a_later_piece_spoils_the_first_too(session: Session) -> None:
    many = [
        (f"王{chr(0x4E00 + n)}", id_number("19850312", f"{n:03}"), None, *WANG[3:])
        for n in range(100, 220)
    ]
    found = await judge_list(session, clerk(), [HEADERS, *many, ("赵小兰", *many[0][1:])])
    told = await rows_of(session, found)
    assert [row.line for row in told if row.outcome is RowOutcome.REFUSED] == [2, 122]
    assert found.counts == {"new": 119, "refused": 2}


async def test_people_of_another_county_are_faults(session: Session) -> None:
    elsewhere = (*WANG[:3], "通榆县开通镇", "务农")
    there = (*LI[:3], "220822101200", "务农")
    found = await faults(session, HEADERS, elsewhere, there)
    assert found == [[("D", "village_unknown")], [("D", "cell_other_county")]]


async def test_what_the_ledger_has_of_another_county_is_not_told(session: Session) -> None:
    """A clerk who tries numbers learns nothing: the row is new, as any other."""
    await register_labourer(
        session,
        await consenting_account(session, 5),
        entry_facts(name=WANG[0], id_number=WANG[1], village="220822101200"),
    )
    found = await judge_list(session, clerk(), [HEADERS, WANG])
    assert found.counts == {"new": 1}


async def test_a_number_of_the_ledger_under_another_name(session: Session) -> None:
    await bring_in(session, clerk(), [HEADERS, WANG])
    assert await faults(session, HEADERS, ("赵小兰", *WANG[1:])) == [[("A", "cell_other_name")]]


async def test_what_the_id_number_says_otherwise(session: Session) -> None:
    headers = ("姓名", "身份证号", "性别", "出生日期", "行政村", "务工情况")
    row = (WANG[0], WANG[1], "女", "1986-03-12", "和盛村", "务农")
    found = await faults(session, headers, row, (*row[:2], "男", "1985.3", *row[4:]))
    assert found[0][:2] == [("C", "cell_other_sex"), ("D", "cell_other_year")]


async def test_nobody_under_sixteen(session: Session) -> None:
    young = ("王小", id_number("20150101", "101"), None, *WANG[3:])
    assert await faults(session, HEADERS, young) == [[("B", "id_too_young")]]


async def test_a_faulty_row_stays_out_and_the_others_go_in(session: Session) -> None:
    found = await bring_in(session, clerk(), [WIDE, ALL_WRONG, GOOD])
    assert found.state is ImportState.ENTERED
    assert found.counts == {"refused": 1, "opened": 1}
    (zhao,) = await session.exec(select(Labourer))
    assert (zhao.name, zhao.wage, zhao.schooling) == ("赵小兰", 3500, "junior")
    assert zhao.household_id is not None


@pytest.mark.parametrize("language", list(Language))
async def test_every_fault_and_column_has_words(session: Session, language: Language) -> None:
    speech = Speech(language)
    found = await judge_list(session, clerk(), [WIDE, ALL_WRONG])
    (row,) = await rows_of(session, found)
    for fault in row.faults or ():
        assert explain_fault(fault, speech)
        assert "{" not in explain_fault(fault, speech)
    for fact in columns.list_facts():
        assert name_fact(fact, speech)
        assert expected_of(fact, speech) is not None
    assert explain_kept({"name": "kept_changed", "fact": "phone"}, speech)


async def test_samples_show_no_number_whole(session: Session) -> None:
    found = await judge_list(session, clerk(), [HEADERS, *CLEAN])
    report = found.report or {}
    assert report["0:1"]["filled"] == 3
    assert report["0:0"]["samples"] == [row[0] for row in CLEAN]
    shown = str([report["0:1"], report["0:2"]])
    assert not any(row[1] in shown or row[2] in shown for row in CLEAN)
