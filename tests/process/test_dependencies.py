"""What is installed is what is pinned, and is written down."""

import re

from tests.process.dependencies import (
    LIST,
    LOCK,
    LOCK_DEV,
    PINS,
    installed,
    licence,
    listed,
    locked,
    needed,
    pinned,
)

FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python|MPL|LGPL|Zlib|Unlicense|CC0|HPND|PostgreSQL")


def test_every_pin_is_one_exact_version() -> None:
    loose = [line for line in PINS.read_text().splitlines() if not re.fullmatch(r"\S+==\S+", line)]
    assert loose == []


def test_what_is_installed_is_what_is_pinned() -> None:
    assert {name: one.version for name, one in installed().items()} == pinned()


def test_the_list_is_of_what_is_installed() -> None:
    assert LIST.read_text() == listed()


def test_what_the_bot_needs_is_free_to_use_and_hand_on() -> None:
    runs = needed()
    stated = {name: licence(one) for name, one in installed().items() if name in runs}
    assert {name: said for name, said in stated.items() if not FREE.search(said)} == {}
    assert {"aiogram", "sqlalchemy", "greenlet", "cryptography"} <= set(stated)


def test_every_pin_has_its_hashes_and_nothing_else_has() -> None:
    for lock, names in ((LOCK_DEV, pinned().keys()), (LOCK, needed("build"))):
        found = locked(lock)
        assert {name: version for name, (version, _) in found.items()} == {
            name: version for name, version in pinned().items() if name in names
        }
        hashes = [one for _, every in found.values() for one in every]
        assert all(every for _, every in found.values())
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)
        # Every line is one of these: no address, no option, no package without a hash.
        lines = sum(1 + len(every) for _, every in found.values())
        assert len(lock.read_text().splitlines()) == lines
