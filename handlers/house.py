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
    grievances,
    intake,
    invite,
    jobs,
    links,
    menu,
    news,
    notices,
    offering,
    people,
    placements,
    report,
    review,
    signing,
    status,
    trouble,
    vacancies,
    work,
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
        work,
        status,
        claim,
        assist,
        people,
        invite,
        notices,
        writing,
        vacancies,
        offering,
        calls,
        report,
        placements,
        confirm,
        review,
        employers,
        trouble,
        grievances,
        jobs,
        conversation,
        anything,
    )
    whole = Router(name="house")
    for room in rooms:
        whole.include_router(room.router)
    return whole
