"""A text of the length that Telegram allows stalls nobody, whoever reads it."""

import subprocess
import sys


def test_the_worst_texts_of_4096_characters_are_read_or_refused_at_once_by_every_reader() -> None:
    reading = subprocess.run(
        [sys.executable, "-m", "tests.parsing.long_words"], capture_output=True, text=True
    )
    last = reading.stdout.splitlines()[-1:]
    assert last == ["all"], f"{last} took too long, or broke: {reading.stderr[-500:]}"
