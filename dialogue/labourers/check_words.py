"""What the checks of the ledger find, in words; where each rule is from stands beside the check."""

from collections.abc import Mapping

from dialogue.core.i18n import N_
from models.labourers.ledger_checks.finding import FindingKind

FINDINGS: Mapping[FindingKind, str] = {
    FindingKind.ID_CHECKSUM: N_("The ID number's check digit is wrong"),
    FindingKind.ID_TWICE: N_("Another entry has the same ID number"),
    FindingKind.NO_HEAD: N_("The household has no head"),
    FindingKind.PHONE_SHARED: N_("One phone of people who work in different places"),
    FindingKind.AWAY_NO_PLACE: N_("Works away, and no place is known"),
    FindingKind.WORK_NO_RECORD: N_("In work, without a placement or a place of work"),
    FindingKind.RECORD_NO_WORK: N_("Placed, but not in work by the ledger"),
    FindingKind.PLACE_DIFFERS: N_("The ledger and the placement say different places"),
    FindingKind.POST_AWAY: N_("Works away, though placed in a workshop or a public post"),
    FindingKind.WAGE_LOW: N_("In work for less than 400 yuan a month"),
    FindingKind.AGE: N_("In work outside the ages of the rule in force"),
    FindingKind.HOUSEHOLD_IDLE: N_("Nobody of the poor household is in work"),
    FindingKind.VILLAGE_GONE: N_("Lives in a village that is not on the list any more"),
}
