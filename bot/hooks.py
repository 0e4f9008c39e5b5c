"""Connects the domains: each hook of a lower domain is filled here, and nowhere else."""

from dialogue.labourers.list_cells import make_list_cells
from models.accounts import draft_rights, identity, invitations
from models.brokers import draft_rights as brokers_rights
from models.brokers import identity as brokers_identity
from models.brokers import moving as brokers_moving
from models.brokers.invitations import refuse_suspended
from models.employers import blacklist, directory
from models.employers import draft_rights as employers_rights
from models.enquiries import draft_rights as enquiries_rights
from models.enquiries import moving as enquiries_moving
from models.grievances import draft_rights as grievances_rights
from models.grievances.unregistered import join_entry
from models.labourers import account_move, ledger, own_entry, present_placements, visibility
from models.labourers import draft_rights as labourers_rights
from models.labourers import identity as labourers_identity
from models.labourers.imports import readers
from models.notices import draft_rights as notices_rights
from models.oversight import draft_rights as oversight_rights
from models.placements import at_employer as placements_there
from models.placements import draft_rights as placements_rights
from models.placements.for_the_ledger import PRESENT
from models.placements.paid_worker import follow_id_number
from models.placements.visibility_grounds import PLACED
from models.vacancies import at_employer as vacancies_there
from models.vacancies import draft_rights as vacancies_rights
from models.vacancies.visibility_grounds import INTERESTED

DRAFT_RIGHTS = (
    labourers_rights,
    brokers_rights,
    employers_rights,
    notices_rights,
    placements_rights,
    vacancies_rights,
    grievances_rights,
    enquiries_rights,
    oversight_rights,
)


def connect_domains() -> None:
    """Connect every hook; a second time changes nothing."""
    for domain in DRAFT_RIGHTS:
        draft_rights.RIGHTS.update(domain.RIGHTS)
    identity.SOURCES[:] = [brokers_identity.SOURCE, labourers_identity.SOURCE]
    invitations.OBJECTIONS[:] = [refuse_suspended]
    visibility.GROUNDS_OF_OTHERS[:] = [PLACED, INTERESTED]
    present_placements.SOURCES[:] = [PRESENT]
    own_entry.ON_OWN_ENTRY[:] = [join_entry]
    account_move.ON_ACCOUNT_MOVED[:] = [
        brokers_moving.follow_account,
        enquiries_moving.follow_account,
    ]
    ledger.ON_ID_NUMBER_CHANGED[:] = [follow_id_number]
    readers.MAKERS[:] = [make_list_cells]
    blacklist.ON_BLACKLISTED[:] = [
        vacancies_there.close_vacancies,
        placements_there.tell_of_blacklisting,
    ]
    directory.ON_MERGED[:] = [placements_there.move_placements, vacancies_there.move_vacancies]
    directory.LAST_USES[:] = [placements_there.last_used]
