"""Every block of commands in docs/operations.md is run by something, or says why not."""

import re
import subprocess

import pytest

from tests.process.operations_page import NOT_RUN, PAGE, RUN_BY, TREE, Block, list_blocks

BLOCKS = list(list_blocks())
NAMED = [f"{block.heading} {number}" for number, block in enumerate(BLOCKS)]
IN_TREE = re.compile(r"/opt/chunfeng/current/([\w./@*-]+)")
UNITS = re.compile(r"\bchunfeng(?:@\w+|\.target|-backup\.\w+)")
# Made by an install, not copied.
BY_VENV = "bin/"


@pytest.mark.parametrize("block", BLOCKS, ids=NAMED)
def test_a_block_is_run_or_says_why_not(block: Block) -> None:
    runner = RUN_BY.get(block.heading, "")
    assert block.reason or (TREE / runner).is_file(), "name what runs it, or why nothing does"
    done = subprocess.run(["bash", "-n"], input=block.text, text=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("block", BLOCKS, ids=NAMED)
def test_what_a_block_names_is_there(block: Block) -> None:
    paths = [path for path in IN_TREE.findall(block.text) if not path.startswith(BY_VENV)]
    assert all(any(TREE.glob(path)) for path in paths)
    known = {path.name for path in (TREE / "deploy").iterdir()}
    known |= {
        f"chunfeng@{name}" for name in re.findall(r"/etc/chunfeng/(\w+)\.env", PAGE.read_text())
    }
    assert set(UNITS.findall(block.text)) <= known


def test_nothing_is_listed_that_the_page_has_not() -> None:
    text = "\n".join(block.text for block in BLOCKS)
    assert set(RUN_BY) <= {block.heading for block in BLOCKS}
    assert all(word in text for word in NOT_RUN)
