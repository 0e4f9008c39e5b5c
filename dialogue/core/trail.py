"""The trail of one record: who did what with it, and when. For staff."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message
from models.accounts.terms_of_office import RoleTerm, Terms, get_term_at
from models.core.audit import Act, AuditRecord
from models.core.paging import cut

ROLES = labels.ROLES
SHOWN = 30
OPEN = N_("🕘 Who did what, and when")
ACTS = {
    Act.REGISTERED: N_("registered"),
    Act.CHANGED: N_("changed"),
    Act.VIEWED: N_("looked at"),
    Act.EXPORTED: N_("taken as a file"),
    Act.CODE_ISSUED: N_("code given"),
    Act.CLAIMED: N_("taken over by its person"),
    Act.ERASED: N_("deleted"),
    Act.ERASURE_ASKED: N_("asked to be deleted"),
    Act.INVITED: N_("invited"),
    Act.ROLE_TAKEN: N_("role taken"),
    Act.PUBLISHED: N_("published"),
    Act.CORRECTED: N_("corrected"),
    Act.CANCELLED: N_("cancelled"),
    Act.LISTED: N_("list taken"),
    Act.MARKED: N_("marked present"),
    Act.CALLED: N_("called"),
    Act.REPORTED: N_("reported"),
    Act.CONFIRMED: N_("confirmed"),
    Act.DISPUTED: N_("disputed"),
    Act.RETURNED: N_("sent back"),
    Act.APPROVED: N_("approved"),
    Act.WITHDRAWN: N_("withdrawn"),
    Act.REJECTED: N_("rejected"),
    Act.CHECKED_IN: N_("asked how it is going"),
    Act.ENDED: N_("ended"),
    Act.REOPENED: N_("still there, says the person"),
    Act.ADDED: N_("added"),
    Act.APPLIED: N_("applied"),
    Act.ACCEPTED: N_("accepted"),
    Act.REFUSED: N_("refused"),
    Act.SUSPENDED: N_("suspended"),
    Act.BLACKLISTED: N_("put on the blacklist"),
    Act.UNLISTED: N_("taken off the blacklist"),
    Act.MERGED: N_("made one with another"),
    Act.OPENED: N_("opened"),
    Act.TAKEN: N_("taken on"),
    Act.NOTED: N_("noted"),
    Act.CLOSED: N_("closed"),
    Act.DOUBLED: N_("found to look like another"),
    Act.SETTLED: N_("decided"),
    Act.ALARMED: N_("many wrong tries"),
    Act.DISMISSED: N_("dismissed"),
    Act.REINSTATED: N_("may be named again"),
    Act.IMPORTED: N_("list taken in"),
    Act.REKEYED: N_("all sealed with a new key"),
    Act.RESTORED: N_("all restored from a backup"),
    Act.SIGNED_IN: N_("signed in at the console"),
    Act.VILLAGE_GIVEN: N_("village given"),
    Act.VILLAGE_TAKEN: N_("village taken away"),
    Act.POOR_CONFIRMED: N_("registered poor confirmed"),
    Act.SWEPT: N_("old acts forgotten"),
    Act.POOR_TOLD: N_("said to be registered poor"),
    Act.POOR_DENIED: N_("said not to be registered poor"),
    Act.HOME_JOINED: N_("put into a household"),
    Act.HOME_LEFT: N_("put into a household of their own"),
    Act.TAKEN_BACK: N_("decision taken back"),
    Act.NUMBERS_EXPORTED: N_("taken as a file with whole ID numbers"),
    Act.VISITED: N_("visited"),
    Act.IMPORT_UNDONE: N_("list taken out again"),
    Act.PAID: N_("marked as paid"),
    Act.PAYMENT_UNDONE: N_("payment taken out again"),
}
BY_SERVER = (Act.ROLE_TAKEN, Act.DISMISSED, Act.REINSTATED, Act.IMPORTED, Act.REKEYED, Act.RESTORED)


def trail_message(
    records: Sequence[AuditRecord],
    terms: Terms,
    speech: Speech,
    zone: ZoneInfo,
    back: str,
    page: int | None = None,
) -> Message:
    """The latest acts, oldest first: when, what, and by whom, as who they were then.

    `terms` are all that these accounts ever held; `back` is the choice that leads back, and with
    ":trail:" and a number to a page, of which the second holds what came before the first.
    """
    shown = cut(records[::-1], page or 1, SHOWN)
    lines = [
        Markup("{:%Y-%m-%d %H:%M} · {} · {}").format(
            one.at.astimezone(zone),
            speech(ACTS[one.act]),
            format_actor(
                one.account_id, get_term_at(terms, one.account_id, one.at), speech, one.act
            ),
        )
        for one in shown.items[::-1]
    ]
    head = speech(N_("<b>Who did what, and when</b>"))
    if before := len(records) - SHOWN * (shown.number - 1) - len(lines):
        lines.insert(0, speech(N_("… {count} before these"), count=before))
    text = Markup("\n").join([head, *(lines or [speech(N_("Nothing was done with it yet."))])])
    pages = page_buttons(shown, f"{back}:trail:", speech) if page else ()
    return Message(text, (*pages, (Button(str(speech(BACK)), back),)))


def format_actor(
    account: int | None, term: RoleTerm | None, speech: Speech, act: Act | None = None
) -> Markup:
    """An account as who it was then; labourers without a name."""
    if account is None:
        return speech(N_("on the server") if act in BY_SERVER else N_("by the clock"))
    role = speech(ROLES[term.role] if term else N_("the person"))
    if term is None or not term.name:
        return speech(N_("{role}, account {number}"), role=role, number=account)
    return speech(N_("{role} {name}, account {number}"), role=role, name=term.name, number=account)
