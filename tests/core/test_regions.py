"""Regions: read from a file, brought into the store, looked up."""

from pathlib import Path

import pytest

from models.core import regions
from models.core.refusal import Refusal
from models.core.regions import COLUMNS, SHIPPED, import_villages, read_villages
from models.core.session import Session

HEAD = ",".join(COLUMNS)
GOOD = "220881,洮南市,220881100,瓦房镇,220881100201,瓦房村委会"


def written(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / "villages.csv"
    file.write_text("\n".join(lines) + "\n", encoding=encoding)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_good_file_gives_codes_and_spoken_names(tmp_path: Path, encoding: str) -> None:
    assert read_villages(written(tmp_path, HEAD, GOOD, encoding=encoding)) == {
        "220881": "洮南市",
        "220881100": "瓦房镇",
        "220881100201": "瓦房村",
    }


def test_the_two_counties_come_with_the_bot() -> None:
    names = read_villages(SHIPPED)
    assert isinstance(names, dict)
    assert len([code for code in names if len(code) == 12]) == 467
    assert [name for code, name in names.items() if len(code) == 6] == ["通榆县", "汪清县"]


def test_a_file_without_a_column_is_refused_by_its_name(tmp_path: Path) -> None:
    refused = read_villages(written(tmp_path, HEAD.replace(",township,", ",")))
    assert refused == Refusal("villages_columns", {"columns": "township"})


def test_an_empty_file_lacks_every_column(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    refused = read_villages(tmp_path / "empty.csv")
    assert refused == Refusal("villages_columns", {"columns": ", ".join(COLUMNS)})


@pytest.mark.parametrize(
    "line",
    [
        "220881,洮南市,220881100,瓦房镇,22088110020,瓦房村",
        "220881,洮南市,220882100,瓦房镇,220882100201,瓦房村",
        "220881,洮南市,220881100,瓦房镇,220881101201,瓦房村",
        "220881,洮南市,220881100,瓦房镇,22088110020x,瓦房村",
        "220881,洮南市,220881100,,220881100201,瓦房村",
        "220881,洮南市,220881100,瓦房镇,220881100201,",
        "220881,洮南市,220881100",
    ],
)
def test_a_line_that_is_no_village_is_refused_by_its_number(tmp_path: Path, line: str) -> None:
    refused = read_villages(written(tmp_path, HEAD, GOOD, line, GOOD))
    assert isinstance(refused, Refusal)
    assert (refused.name, refused.params["count"]) == ("villages_lines", 1)
    assert str(refused.params["lines"]).startswith("3: ")


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("220881,兆南市,220881100,瓦房镇,220881100202,新村", 'county "兆南市"'),
        ("220881,洮南市,220881100,瓦访镇,220881100202,新村", 'township "瓦访镇"'),
        ("220881,洮南市,220881100,瓦房镇,220881100201,新村", 'village_code "220881100201"'),
    ],
)
def test_one_line_renames_no_region_of_the_lines_before(
    tmp_path: Path, line: str, cell: str
) -> None:
    refused = read_villages(written(tmp_path, HEAD, GOOD, line))
    assert refused == Refusal("villages_lines", {"count": 1, "lines": f"3: {cell}"})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", "UnicodeDecodeError"),
        (b"\xff\xff\xff\xff", "UnicodeDecodeError"),
        (f'{HEAD}\n"{"x" * 200_000}"'.encode(), "Error"),
        (None, "FileNotFoundError"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "villages.csv"
    if content is not None:
        file.write_bytes(content)
    assert read_villages(file) == Refusal("villages_unreadable", {"why": why})


async def test_an_import_adds_and_renames(session: Session) -> None:
    old = await regions.get_gazetteer(session)
    names = {"220881": "洮南市", "222424": "汪清"}
    assert (await import_villages(session, names)).new == 1
    new = await regions.get_gazetteer(session)
    assert (new.name("220881"), new.name("222424")) == ("洮南市", "汪清")
    assert new.name("220822") == old.name("220822") == "通榆县"
    assert (await import_villages(session, names)).new == 0


async def test_the_gazetteer_is_read_anew_only_after_an_import(session: Session) -> None:
    known = await regions.get_gazetteer(session)
    assert await regions.get_gazetteer(session) is known
    await import_villages(session, {"222424": "汪清"})
    renamed = await regions.get_gazetteer(session)
    assert renamed.name("222424") == "汪清"
    await import_villages(session, {"222424": "汪清县"})
    assert (await regions.get_gazetteer(session)).name("222424") == "汪清县"


async def test_an_import_that_failed_is_not_remembered(session: Session) -> None:
    await import_villages(session, {"220881": "洮南市"})
    assert "220881" in await regions.get_gazetteer(session)
    await session.rollback()
    assert "220881" not in await regions.get_gazetteer(session)
