"""Why something is sent back, refused or not accepted: one line that its person reads."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Text

WHY_MOST = 200


def _why(name: str, title: str, prompt: str) -> Form:
    return Form(name, title, (Question("why", prompt, N_("Why"), Text(WHY_MOST)),))


SEND_BACK = _why(
    "send back",
    N_("Sending a placement back"),
    N_("What is missing or wrong? The broker reads it, such as: please add the contract"),
)
REJECT = _why(
    "reject",
    N_("Not accepting a placement"),
    N_("Why can't it be accepted? The broker reads it, so do not quote the person"),
)
NO_BROKER = _why(
    "no broker",
    N_("Not accepting a broker"),
    N_("Why not? The person reads it, such as: please bring your ID card to the office first"),
)
PAUSE_BROKER = _why(
    "pause broker",
    N_("Pausing a broker"),
    N_("Why? The broker reads it, such as: people were asked for money; please come to the office"),
)
