"""What the lists of an auditor are called, in their own screens and in the trail."""

from dialogue.core.i18n import N_
from models.oversight.listing import Theme

# In every language at most 31 characters: as much as a sheet's name has.
TITLES = {
    Theme.SELF: N_("Perhaps confirmed by others"),
    Theme.TIME: N_("From taking over to the word"),
    Theme.PHONES: N_("Phones that several have"),
    Theme.CODES: N_("Codes and who gave them out"),
    Theme.CALLS: N_("Calls and approvals by one"),
    Theme.AGAIN: N_("Deleted and registered again"),
    Theme.NOBODY: N_("Approved without a person"),
    Theme.NUMBERLESS: N_("No ID number, by broker"),
    Theme.POOR: N_("Registered poor, said by whom"),
    Theme.ENDED: N_("Placements ended by others"),
    Theme.ERASED: N_("Deleted while open"),
    Theme.PEOPLE: N_("Grievances by person"),
    Theme.EMPLOYERS: N_("Grievances by employer"),
    Theme.LOOKS: N_("Looks by account"),
}
