"""All conversations, in the order in which they are asked whether an update is theirs."""

from handlers.accounts import invitations, staff
from handlers.brokers import application
from handlers.brokers import staff as brokers
from handlers.core import fallback, forms, menu, onboarding, role_revoked, start_links, ticks
from handlers.core.router import RouteTable
from handlers.employers import blacklist, directory, employer, merge
from handlers.grievances import labourer
from handlers.grievances import staff as grievances
from handlers.labourers import (
    assisted_intake,
    calls,
    doubles,
    entry,
    entry_transfer,
    in_care,
    intake,
    monthly_status,
    preferences,
)
from handlers.notices import browse, check_in, manage, sign_ups, write
from handlers.oversight import lists
from handlers.placements import confirm, mine, report, review
from handlers.privacy import erasures
from handlers.vacancies import browse as work
from handlers.vacancies import manage as vacancies
from handlers.vacancies import offer

ROUTES = RouteTable(
    room.router
    for room in (
        onboarding,
        role_revoked,
        start_links,
        menu,
        intake,
        entry,
        preferences,
        sign_ups,
        browse,
        work,
        monthly_status,
        entry_transfer,
        assisted_intake,
        in_care,
        invitations,
        staff,
        manage,
        check_in,
        write,
        vacancies,
        offer,
        calls,
        report,
        mine,
        confirm,
        review,
        directory,
        employer,
        merge,
        blacklist,
        labourer,
        grievances,
        erasures,
        application,
        brokers,
        doubles,
        lists,
        ticks,
        forms,
        fallback,
    )
)
