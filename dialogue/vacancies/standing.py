"""How a vacancy stands, in one word: for lists of the office."""

from dialogue.core.i18n import N_
from models.vacancies.office_lists import Standing

STANDINGS = {
    Standing.HELD: N_("held"),
    Standing.OPEN: N_("open"),
    Standing.OVER: N_("over"),
    Standing.CLOSED: N_("closed"),
}
