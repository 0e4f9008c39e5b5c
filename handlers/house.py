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
    doubles,
    employers,
    entry,
    erasures,
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
    shut,
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
        shut,
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
        erasures,
        application,
        brokers,
        doubles,
        jobs,
        conversation,
        anything,
    )
    whole = Router(name="house")
    for room in rooms:
        whole.include_router(room.router)
    return whole
