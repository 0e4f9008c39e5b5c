"""Why somebody is not accepted as a broker, or paused: one line that the person reads."""

from dialogue.core.form import Form, Question
from dialogue.core.i18n import N_
from dialogue.fields import Prose, Sort

WHY_MOST = 200


WHY = Prose(WHY_MOST, sort=Sort.AS_WRITTEN)


def _why(name: str, title: str, prompt: str) -> Form:
    return Form(name, title, (Question("why", prompt, N_("Why"), WHY),))


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
