"""All conversations, in the order in which they are asked whether an update is theirs."""

from aiogram import Router

from handlers import (
    anything,
    application,
    arrival,
    assist,
    brokers,
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
    shut,
    signing,
    status,
    writing,
)


def house() -> Router:
    """One router that holds them all."""
    rooms = (
        arrival,
        shut,
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
        application,
        brokers,
        jobs,
        conversation,
        anything,
    )
    whole = Router(name="house")
    for room in rooms:
        whole.include_router(room.router)
    return whole
