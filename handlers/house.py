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
    staff,
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
        staff,
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
