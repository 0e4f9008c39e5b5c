"""The whole chat: every route in the order in which it is tried, the menu, and the start links."""

from dialogue.core.language import language_choice
from dialogue.core.reply import Reply, say
from handlers.accounts import console, invitations
from handlers.accounts import menu as accounts_menu
from handlers.accounts import staff as office
from handlers.brokers import application
from handlers.brokers import menu as brokers_menu
from handlers.brokers import staff as brokers
from handlers.core import (
    fallback,
    forms,
    kept_words,
    language,
    menu,
    menu_items,
    requests,
    role_revoked,
    sent_files,
    start_links,
    ticks,
    unfinished_forms,
    waiting,
)
from handlers.core.router import RouteTable
from handlers.core.turn import Turn
from handlers.employers import blacklist, directory, employer, merge
from handlers.employers import menu as employers_menu
from handlers.enquiries import menu as enquiries_menu
from handlers.enquiries import person as enquiries
from handlers.enquiries import staff as enquiries_office
from handlers.grievances import closed as closed_grievances
from handlers.grievances import labourer as grievances
from handlers.grievances import menu as grievances_menu
from handlers.grievances import sent_files as grievance_files
from handlers.grievances import staff as grievances_office
from handlers.grievances import unregistered as trouble_first
from handlers.labourers import (
    account_move,
    assisted_intake,
    calls,
    doubles,
    entry,
    entry_transfer,
    in_care,
    intake,
    monthly_status,
    more,
    onboarding,
    preferences,
    staff_entries,
)
from handlers.labourers import menu as labourers_menu
from handlers.labourers import waiting as labourers_waiting
from handlers.notices import browse, check_in, manage, sign_ups, write
from handlers.notices import menu as notices_menu
from handlers.notices import waiting as notices_waiting
from handlers.oversight import lists
from handlers.oversight import menu as oversight_menu
from handlers.placements import confirm, decisions, mine, report, review
from handlers.placements import menu as placements_menu
from handlers.placements import sent_files as placement_files
from handlers.placements import waiting as placements_waiting
from handlers.privacy import erasures
from handlers.privacy import menu as privacy_menu
from handlers.vacancies import browse as work
from handlers.vacancies import looking, offer
from handlers.vacancies import manage as vacancies
from handlers.vacancies import menu as vacancies_menu

ROUTES = RouteTable(
    module.router
    for module in (
        trouble_first,
        looking,
        onboarding,
        role_revoked,
        start_links,
        sent_files,
        unfinished_forms,
        menu,
        language,
        intake,
        more,
        entry,
        preferences,
        sign_ups,
        browse,
        work,
        monthly_status,
        waiting,
        labourers_waiting,
        notices_waiting,
        placements_waiting,
        entry_transfer,
        assisted_intake,
        in_care,
        staff_entries,
        account_move,
        invitations,
        office,
        console,
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
        decisions,
        directory,
        employer,
        merge,
        blacklist,
        grievances,
        closed_grievances,
        grievances_office,
        enquiries,
        enquiries_office,
        erasures,
        application,
        brokers,
        doubles,
        lists,
        ticks,
        kept_words,
        forms,
        fallback,
    )
)

for domain in (
    accounts_menu,
    brokers_menu,
    employers_menu,
    enquiries_menu,
    grievances_menu,
    labourers_menu,
    language,
    notices_menu,
    oversight_menu,
    placements_menu,
    privacy_menu,
    ticks,
    vacancies_menu,
    waiting,
):
    menu_items.register(*domain.ITEMS)

for uses in (grievance_files, placement_files):
    sent_files.register(uses.USE)
for domain in (
    brokers_menu,
    enquiries_menu,
    grievances_menu,
    labourers_menu,
    language,
    notices_menu,
    placements_menu,
    vacancies_menu,
    waiting,
):
    requests.register(domain.REQUESTS)

for domain in (labourers_waiting, notices_waiting, placements_waiting):
    waiting.register(domain.QUESTIONS)

for answered in (check_in, entry_transfer, invitations, looking, trouble_first):
    start_links.register(answered.START_LINK)


async def answer_redelivered(turn: Turn) -> Reply:
    """An update delivered again: nothing is done twice, and the person sees where they are.

    Who has no account gets none by this.
    """
    if turn.sender is None:
        return say(language_choice())
    turn.choice, turn.payload = None, None
    if await onboarding.is_newcomer(turn):
        return await onboarding.welcome_newcomer(turn)
    return await menu.show_current_screen(turn)
