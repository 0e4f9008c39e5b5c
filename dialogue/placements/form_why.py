"""Why a placement is sent back or not accepted: one line that its person reads."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Prose, Sort

WHY_MOST = 200


WHY = Prose(WHY_MOST, sort=Sort.AS_WRITTEN)


def _why(name: str, title: str, prompt: str) -> Form:
    return Form(name, title, (Question("why", prompt, N_("Why"), WHY),))


WHY_UNDONE = Question(
    "why", N_("Why was it no payment after all? Colleagues read it"), N_("Why"), WHY
)
SEND_BACK = _why(
    "send back",
    N_("Sending a placement back"),
    N_("What is missing or wrong? The broker reads it, such as: please add the contract"),
)
TAKE_BACK = _why(
    "take back",
    N_("Taking a decision back"),
    N_("Why does the decision not stand? The broker reads it, so do not quote the person"),
)
REJECT = _why(
    "reject",
    N_("Not accepting a placement"),
    N_("Why can't it be accepted? The broker reads it, so do not quote the person"),
)
