"""All conversations, in the order in which they are asked whether an update is theirs."""

from aiogram import Router

from handlers import (
    anything,
    arrival,
    assist,
    claim,
    conversation,
    entry,
    intake,
    invite,
    links,
    menu,
    news,
    people,
)


def house() -> Router:
    """One router that holds them all."""
    rooms = (
        arrival,
        links,
        menu,
        intake,
        entry,
        news,
        claim,
        assist,
        people,
        invite,
        conversation,
        anything,
    )
    whole = Router(name="house")
    for room in rooms:
        whole.include_router(room.router)
    return whole
