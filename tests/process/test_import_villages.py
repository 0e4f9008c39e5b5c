"""Lists of villages as offices have them, on the real command line: taken in whole, or refused."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import BIGGEST
from models.core.village_list import COLUMNS, LINES_SHOWN
from tests.process.test_cli import Environment, chunfeng, ended, looked_up
from tests.support.town import KEY, TOKEN

HEAD = ",".join(COLUMNS)
PREFIX = "220881,洮南市,220881100,瓦房镇,220881100"
EAST, WEST, BACK = (
    f"{PREFIX}{n},{name}" for n, name in ((201, "前进村（东）"), (202, "前进村　"), (203, "后进村"))
)
READ = "5 regions read, 5 of them new\n"
COMMANDS = """
import sys
from bot.cli import app
for words in (
    ("import", "villages", "old.csv"), ("import", "villages", "new.csv"),
    ("import", "villages", "没有.csv"), ("import", "rule", "没有.toml"),
    ("村子",), ("dismiss", "王芳"), ("db", "backup", "没有/没有.db"),
):
    sys.argv = ["chunfeng", *words]
    try:
        app()
    except SystemExit as end:
        print("ended", end.code or 0)
"""


@pytest.fixture
def store(environment: Environment, sqlite_url: str) -> str:
    environment(database_url=sqlite_url, secret_keys=KEY)
    return sqlite_url


def listed(*lines: str, head: str = HEAD, end: str = "\n") -> str:
    return end.join([head, *lines]) + end


SHAPES = {
    "UTF-8": listed(EAST, WEST, BACK).encode(),
    "UTF-8 with a mark": listed(EAST, WEST, BACK).encode("utf-8-sig"),
    "GBK": listed(EAST, WEST, BACK).encode("gbk"),
    "GB 18030": listed(EAST, WEST, BACK).encode("gb18030"),
    "UTF-16 of Excel": listed(EAST, WEST, BACK).encode("utf-16"),
    "UTF-16 without a mark": listed(EAST, WEST, BACK).encode("utf-16-le"),
    "tabs": listed(EAST, WEST, BACK).replace(",", "\t").encode("utf-16"),
    "semicolons": listed(EAST, WEST, BACK).replace(",", ";").encode(),
    "lines of Windows": listed(EAST, WEST, BACK, end="\r\n").encode(),
    "empty lines": listed("", EAST, ",,,,,", WEST, " , ,　,,,", BACK, "", "").encode(),
    "columns behind": listed(f"{EAST},,,", f"{WEST},x", BACK, head=f"{HEAD},,note").encode(),
    "columns elsewhere": b"note," + listed(*(f"x,{one}" for one in (EAST, WEST, BACK))).encode(),
    "spaces in the head": listed(EAST, WEST, BACK, head=HEAD.replace(",", " , ").upper()).encode(),
    "the same village twice": listed(EAST, WEST, EAST, BACK).encode(),
    "quotes": listed(
        *(f'"{one.replace(",", chr(34) + "," + chr(34))}"' for one in (EAST, WEST, BACK))
    ).encode(),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_is_taken_in_however_it_was_saved(store: str, tmp_path: Path, shape: str) -> None:
    (tmp_path / "list.csv").write_bytes(SHAPES[shape])
    assert chunfeng("import", "villages", "list.csv").stdout == READ
    names = [looked_up(store, f"220881100{n}") for n in (201, 202, 203)]
    assert names == ["前进村（东）", "前进村", "后进村"]


BAD = {
    "220881,洮南市,220881100,瓦房镇,22088110020,x": ["village_code"],
    "220881,洮南市,220881100,瓦房镇,２２０８８１１００２０１,x": ["village_code"],
    "220881,洮南市,220881100,瓦房镇,٢٢٠٨٨١١٠٠٢٠١,x": ["village_code"],
    "220881,洮南市,220881100,瓦房镇,2.2088E+11,x": ["village_code"],
    "220881,洮南市,220881100,瓦房镇,220881101201,x": ["village_code"],
    "220881,洮南市,220882100,瓦房镇,220882100201,x": ["township_code"],
    "990881,洮南市,990881100,瓦房镇,990881100201,x": [
        "county_code",
        "township_code",
        "village_code",
    ],
    "220881,,220881100,,220881100201,": ["county", "township", "village"],
    "220881,洮南市,220881100,瓦房镇,220881100201,　": ["village"],
    f"220881,洮南市,220881100,瓦房镇,220881100201,{'村' * 300}": ["village"],
    "220881": ["county", "township_code", "township", "village_code", "village"],
    "220881,洮南市,220881100,瓦房镇,220881100203,别村": ["village_code"],
}


def test_every_bad_line_is_told_at_once_with_its_cells(store: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(listed(BACK, *BAD, EAST))
    said = ended(chunfeng("import", "villages", "list.csv")).splitlines()
    assert said[0].startswith(f"{len(BAD)} lines are not villages, and nothing was taken in.")
    for place, (line, cells) in enumerate(zip(said[1:], BAD.values(), strict=True), start=3):
        assert line.startswith(f"{place}: ")
        assert [cell.split()[0] for cell in line.partition(": ")[2].split(", ")] == cells
    assert looked_up(store, "220881100203") == ""


def test_of_very_many_bad_lines_some_are_shown_and_all_are_counted(
    store: str, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(listed(*["x"] * 500))
    said = ended(chunfeng("import", "villages", "list.csv")).splitlines()
    assert said[0].startswith("500 lines are not villages")
    assert (len(said), said[-1]) == (LINES_SHOWN + 2, "…")


def test_villages_that_a_new_list_leaves_out_are_said_and_come_back_with_it(
    store: str, tmp_path: Path
) -> None:
    (tmp_path / "old.csv").write_text(listed(EAST, WEST, BACK))
    (tmp_path / "new.csv").write_text(listed(EAST, WEST))
    assert chunfeng("import", "villages", "old.csv").stdout == READ
    assert chunfeng("import", "villages", "new.csv").stdout.splitlines() == [
        "4 regions read, 0 of them new",
        "Left out by the list, and offered no more: 1",
        "220881100203 洮南市 瓦房镇 后进村",
    ]
    assert looked_up(store, "220881100203") == "后进村"
    assert chunfeng("import", "villages", "old.csv").stdout == "5 regions read, 0 of them new\n"
    assert chunfeng("import", "villages", "new.csv").stdout.count("后进村") == 1


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "gbk"])
def test_a_terminal_without_chinese_ends_no_command(
    store: str, tmp_path: Path, encoding: str
) -> None:
    """What cannot be shown is shown by its code; never is it a trace."""
    (tmp_path / "old.csv").write_text(listed(EAST, WEST, BACK), encoding="utf-8")
    (tmp_path / "new.csv").write_text(listed(EAST), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS],
        env={
            "PYTHONPATH": ":".join(sys.path),
            "PYTHONIOENCODING": encoding,
            "CHUNFENG_DATABASE_URL": store,
            "CHUNFENG_SECRET_KEYS": KEY,
        },
        capture_output=True,
        check=False,
    )
    said = (done.stdout + done.stderr).decode(encoding, "replace")
    assert "Traceback" not in said
    assert re.findall("ended ([0-9]+)", said) == ["0", "0", "2", "2", "2", "2", "2"]
    assert "220881100203" in said


@pytest.mark.parametrize("number", [str(BIGGEST + 1), "9" * 60, "0", "-5"])
def test_a_number_that_nobody_can_have_is_refused_with_a_sentence(store: str, number: str) -> None:
    said = ended(chunfeng("dismiss", "--", number))
    assert said == f"{number} is no number of a person in Telegram\n"


def test_a_county_that_is_not_known_stops_the_start(environment: Environment, store: str) -> None:
    environment(staff_ids="1001@220899", bot_token=TOKEN)
    said = ended(chunfeng("run"))
    assert said == "CHUNFENG_STAFF_IDS: no county with the code 220899 is known yet\n"
