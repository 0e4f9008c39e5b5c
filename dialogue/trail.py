"""The trail of one record: who did what with it, and when. For staff."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue import labels
from dialogue.asking import BACK
from dialogue.message import Button, Message
from dialogue.speech import N_, Speech
from models.audit import Act, AuditRecord
from models.words import RoleName

SHOWN = 40
OPEN = N_("🕘 Who did what, and when")
ACTS = {
    Act.REGISTERED: N_("registered"),
    Act.CHANGED: N_("changed"),
    Act.VIEWED: N_("looked at"),
    Act.EXPORTED: N_("taken as a file"),
    Act.CODE_ISSUED: N_("code given"),
    Act.CLAIMED: N_("taken over by its person"),
    Act.ERASED: N_("deleted"),
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
    Act.POOR_CONFIRMED: N_("registered poor confirmed"),
}


def trail(
    records: Sequence[AuditRecord],
    roles: Mapping[int, RoleName],
    speech: Speech,
    zone: ZoneInfo,
    back: str,
) -> Message:
    """The latest acts, oldest first: when, what, and by which account of which role.

    `roles` are those that the accounts hold now; `back` is the choice that leads back.
    """
    lines = [
        Markup("{:%Y-%m-%d %H:%M} · {} · {}").format(
            one.at.astimezone(zone), speech(ACTS[one.act]), _who(one.account_id, roles, speech)
        )
        for one in records[-SHOWN:]
    ]
    head = speech(N_("<b>Who did what, and when</b>"))
    if before := len(records) - len(lines):
        lines.insert(0, speech(N_("… {count} before these"), count=before))
    text = Markup("\n").join([head, *(lines or [speech(N_("Nothing was done with it yet."))])])
    return Message(text, ((Button(str(speech(BACK)), back),),))


def _who(account: int | None, roles: Mapping[int, RoleName], speech: Speech) -> Markup:
    if account is None:
        return speech(N_("by the clock"))
    role = labels.ROLES[roles[account]] if account in roles else N_("the person")
    return speech(N_("{role}, account {number}"), role=speech(role), number=account)
