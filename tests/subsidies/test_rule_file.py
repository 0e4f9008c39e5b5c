"""Rules read from their files."""

from pathlib import Path

import pytest

from models.core.refusal import Refusal
from models.core.vocabulary import EvidenceKind
from models.subsidies.rule_file import (
    LONGEST,
    Rule,
    dump_rule,
    load_rule,
    parse_rule,
    read_rule_file,
)
from tests.support.subsidy_rules import FOLDER, example_rule, example_text

GANSU = "zhouqu_2020"


def test_a_file_is_read_as_it_stands() -> None:
    rule = example_rule(GANSU)
    assert (rule.county, rule.valid_from.isoformat()) == ("623023", "2020-01-01")
    assert (rule.group_size, rule.once_a_year, rule.filed_before_start) == (5, True, False)
    assert rule.evidence == {EvidenceKind.CERTIFICATE, EvidenceKind.WAGES, EvidenceKind.ROSTER}
    assert [(rate.months, rate.amount(1)) for rate in rule.rate] == [(3, 100)]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_every_example_is_cited_and_kept_unchanged(file: Path) -> None:
    rule = example_rule(file.stem)
    assert ".c" in rule.source or ".gov.cn" in rule.source
    assert load_rule(dump_rule(rule)) == rule


@pytest.mark.parametrize(
    ("name", "field"), [("tongxin_2025", "rate.1.tiers.1.yuan"), ("zhangzhou", "valid_from")]
)
def test_what_a_source_leaves_open_is_asked_of_the_county(name: str, field: str) -> None:
    assert parse_rule(example_text(name)) == Refusal("rule_open", {"field": field})


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ('"623023"', '"62302"', "county"),
        ("2020-01-01", "20200101", "valid_from"),
        ("2020-01-01", "2020-01-01T10:00:00", "valid_from"),
        ("group_size = 5", "group_size = 0", "group_size"),
        ("group_size = 5", "group_size = true", "group_size"),
        ("group_size = 5", 'group_size = "5"', "group_size"),
        ("group_size = 5", "group_size = 5.0", "group_size"),
        ("once_a_year = true", "once_a_year = 1", "once_a_year"),
        ('"wages"', '"wagez"', "evidence.2"),
        ('["in_county", "in_province", "outside"]', "[]", "destinations"),
        ("[[rate]]", "[rate]", "rate"),
        ("months = 3", "months = 37", "rate.1.months"),
        ("months = 3", "", "rate.1.months"),
        ("months = 3", "months = 3\nmonths_over = 6", "rate.1.months"),
        ("yuan = 100", "yuan = 0", "rate.1.tiers.1.yuan"),
        ("yuan = 100", "yuan = nan", "rate.1.tiers.1.yuan"),
        ("from_head = 1", "from_head = 2", "rate.1.tiers"),
        ("[{ from_head = 1, yuan = 100 }]", "[]", "rate.1.tiers"),
    ],
)
def test_a_field_that_does_not_fit_is_named(right: str, wrong: str, field: str) -> None:
    text = example_text(GANSU)
    assert right in text
    assert parse_rule(text.replace(right, wrong)) == Refusal("rule_wrong", {"field": field})


@pytest.mark.parametrize("field", ["county", "source", "evidence", "destinations", "once_a_year"])
def test_a_field_that_is_missing_is_named(field: str) -> None:
    lines = [line for line in example_text(GANSU).splitlines() if not line.startswith(field)]
    assert parse_rule("\n".join(lines)) == Refusal("rule_lacks", {"field": field})


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("months = 3", "months = 3\nmonth_wage = 2000", "rate.1.month_wage"),
        ("group_size", "groupsize", "groupsize"),
    ],
)
def test_a_field_that_is_not_known_is_named(right: str, wrong: str, field: str) -> None:
    text = example_text(GANSU).replace(right, wrong)
    assert parse_rule(text) == Refusal("rule_unknown", {"field": field})


def test_tiers_that_overlap_are_refused() -> None:
    tiers = "{ from_head = 1, yuan = 100 }, { from_head = 1, yuan = 90 }"
    text = example_text(GANSU).replace("{ from_head = 1, yuan = 100 }", tiers)
    assert parse_rule(text) == Refusal("rule_wrong", {"field": "rate.1.tiers"})


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    refusal = parse_rule("county = \n")
    assert isinstance(refusal, Refusal)
    assert refusal.name == "rule_unreadable"
    assert "line 1" in str(refusal.params["why"])


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rule.toml").write_bytes(b"\xff\xfe\x00")
    refusal = read_rule_file(tmp_path / "rule.toml")
    assert refusal == Refusal("rule_unreadable", {"why": "UnicodeDecodeError"})


def test_a_file_saved_on_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "rule.toml").write_text(example_text(GANSU), "utf-8-sig", newline="\r\n")
    text = read_rule_file(tmp_path / "rule.toml")
    assert isinstance(text, str)
    assert isinstance(parse_rule(text), Rule)


def test_wages_that_would_take_ten_years_never_add_up() -> None:
    rate = example_rule("tongxin_2025").rate[0]
    start = example_rule("tongxin_2025").valid_from
    assert rate.in_all == 10_000
    assert rate.earned_on(start, -(-10_000 // LONGEST)) is not None
    assert rate.earned_on(start, 1) is None
    assert rate.earned_on(start, 0) is None
