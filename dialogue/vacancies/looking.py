"""The work on offer, as somebody sees it who is not registered."""

from markupsafe import Markup

from dialogue.core.form import FormContext
from dialogue.core.form_screens import BEFORE, MORE
from dialogue.core.i18n import N_, Speech
from dialogue.core.menu import MENU
from dialogue.core.reply import Button, Message, numbered
from dialogue.vacancies.vacancy import vacancy_facts
from models.employers.employer import Employer
from models.vacancies.vacancy import Vacancy

REGISTER = N_("📝 Register myself")
ALL = N_("Work on offer: {number} of {of}")
HOW = N_("Would you like it? Register first. It costs nothing, and nobody may ask money of you.")


def vacancy_to_look_at(
    vacancy: Vacancy,
    employer: Employer,
    scene: FormContext,
    place: tuple[int, int],
    heard: Markup | None = None,
) -> Message:
    """One vacancy of so many, the way to the others, and to registering."""
    speech, (number, of) = scene.speech, place
    parts = (
        Markup("{}\n").format(heard) if heard else None,
        Markup("<i>{}</i>\n").format(speech(ALL, number=number, of=of)),
        vacancy_facts(vacancy, employer, scene),
        Markup("\n<i>{}</i>").format(speech(HOW)),
    )
    pages = tuple(
        Button(str(speech(label)), f"work:{to}")
        for to, label in ((number - 1, BEFORE), (number + 1, MORE))
        if 1 <= to <= of
    )
    rows = (*numbered([("intake", speech(REGISTER))]), pages, (_menu(speech),))
    return Message(
        Markup("\n").join(part for part in parts if part), tuple(row for row in rows if row)
    )


def no_vacancies(speech: Speech, heard: Markup | None = None) -> Message:
    """Nothing just now."""
    text = speech(N_("There is no work on offer just now. Who is registered is told of new work."))
    text = Markup("{}\n\n{}").format(heard, text) if heard else text
    return Message(text, (*numbered([("intake", speech(REGISTER))]), (_menu(speech),)))


def _menu(speech: Speech) -> Button:
    return Button(str(speech(MENU)), "menu")
