"""An entrance parses, calls one use case as somebody, and shows the result; it writes nothing."""

import ast

import pytest

from tests.process.entrances import Entrances, Module, find_offences, find_writers

MODELS = Module(
    "models.fairs.seats",
    ast.parse(
        """
async def take_seat(session, actor, seat):
    seat.taken = True

async def give_seat_back(session, actor, seat):
    await session.delete(seat)

async def get_seat(session, number):
    return await session.get(Seat, number)
"""
    ),
)
HEAD = "from models.core import audit\nfrom models.fairs import seats\nasync def act(turn, seat):\n"


def offences_of(body: str) -> list[str]:
    """What a handler with this body does wrong."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    handlers = [Module("handlers.fairs.seats", ast.parse(HEAD + lines))]
    return [
        one.partition(" ")[2] for one in Entrances(handlers, find_writers([MODELS])).find_offences()
    ]


@pytest.mark.parametrize(
    ("body", "offences"),
    [
        ("return await seats.get_seat(turn.session, 1)", []),
        ("await seats.take_seat(turn.session, turn.actor, seat)", []),
        ("turn.choice = None", []),
        ("await seats.take_seat(turn.session, turn.account, seat)", ["writes without an actor"]),
        ("await seats.take_seat(turn.session, turn.address, seat)", []),
        ("seat.taken = True", ["changes a row"]),
        ("turn.sender.language = 1", ["changes a row"]),
        ("audit.record(turn.session, turn.now, 1)", ["records in the trail"]),
        (
            "await seats.take_seat(turn.session, turn.actor, seat)\n"
            "await seats.give_seat_back(turn.session, turn.actor, seat)",
            ["calls several use cases"],
        ),
        (
            "if seat:\n"
            "    return await seats.take_seat(turn.session, turn.actor, seat)\n"
            "return await seats.give_seat_back(turn.session, turn.actor, seat)",
            [],
        ),
    ],
)
def test_what_an_entrance_does_is_told_from_what_it_may_do(body: str, offences: list[str]) -> None:
    assert offences_of(body) == offences


def test_an_entrance_calls_one_use_case_and_writes_nothing() -> None:
    assert find_offences() == []
