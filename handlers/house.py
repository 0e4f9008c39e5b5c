"""All conversations, in the order in which they are asked whether an update is theirs."""

from aiogram import Router

from handlers import (
    anything,
    arrival,
    assist,
    browse,
    calls,
    claim,
    confirm,
    conversation,
    employers,
    entry,
    intake,
    invite,
    jobs,
    links,
    menu,
    news,
    notices,
    people,
    placements,
    report,
    review,
    signing,
    status,
    writing,
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
        signing,
        browse,
        status,
        claim,
        assist,
        people,
        invite,
        notices,
        writing,
        calls,
        report,
        placements,
        confirm,
        review,
        employers,
        jobs,
        conversation,
        anything,
    )
    whole = Router(name="house")
    for room in rooms:
        whole.include_router(room.router)
    return whole
