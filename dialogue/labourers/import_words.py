"""How far an import is, and what its rows come to, in words."""

from dialogue.core.i18n import N_
from models.labourers.imports.tables import ImportState, RowDecision, RowOutcome

STATES = {
    ImportState.LOADING: N_("being read"),
    ImportState.READY: N_("columns to be looked at"),
    ImportState.JOINING: N_("sheets are put together"),
    ImportState.CHECKING: N_("every row is looked at"),
    ImportState.CHECKED: N_("tried; nothing is in yet"),
    ImportState.ENTERING: N_("going in"),
    ImportState.ENTERED: N_("in"),
    ImportState.CANCELLED: N_("stopped"),
    ImportState.UNDOING: N_("being taken out again"),
    ImportState.UNDONE: N_("taken out again"),
}
OUTCOMES = {
    RowOutcome.NEW: N_("new people"),
    RowOutcome.CHANGES: N_("change something"),
    RowOutcome.SAME: N_("same as the ledger"),
    RowOutcome.DOUBLE: N_("may be somebody who is there"),
    RowOutcome.REFUSED: N_("have faults and stay out"),
    RowOutcome.JOINED: N_("belong to a row of another sheet"),
    RowOutcome.OPENED: N_("people who came in"),
    RowOutcome.CHANGED: N_("people who were changed"),
    RowOutcome.FAILED: N_("could not go in"),
    RowOutcome.REVERTED: N_("taken out again"),
    RowOutcome.KEPT: N_("stayed in, or in part"),
}
DECISIONS = {
    RowDecision.SAME: N_("It is this person"),
    RowDecision.NEW: N_("It is somebody else"),
    RowDecision.LEAVE: N_("Leave it out"),
}
