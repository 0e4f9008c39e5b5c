"""What can be different from the month before, in words."""

from dialogue.core.i18n import N_
from models.labourers.snapshots import Change

CHANGES = {
    Change.NEW: N_("New in the ledger"),
    Change.GONE: N_("Not in the county any more"),
    Change.STATUS: N_("Other present work"),
    Change.EMPLOYER: N_("Another employer"),
}
