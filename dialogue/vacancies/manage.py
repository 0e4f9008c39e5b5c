"""Vacancies for who offers them: the list, one with who would like it, and what is held."""

from collections.abc import Mapping

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.form import FormContext
from dialogue.core.form_screens import BACK, BEFORE, MORE
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.vacancies.vacancy import vacancy_facts
from models.core.paging import Page
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.vacancies.managing import VacancyView
from models.vacancies.vacancy import Vacancy, VacancyState

# The step to a page of those who would like it: its number follows.
PAGE = "page:"
OFFER, CLOSE, RELEASE = (
    N_("✏️ Offer work"),
    N_("🛑 No longer on offer"),
    N_("✅ Show it to people"),
)
SEE = N_("👥 See who would like it")
STANDS = {
    VacancyState.OPEN: N_("🟢 People see it."),
    VacancyState.CLOSED: N_("🛑 It is no longer on offer."),
}
OVER = N_("🛑 Its last day is past: nobody sees it any more.")
LISTED = N_("⛔ The employer is on the blacklist: nobody sees it.")
HELD_FOR_STAFF = N_(
    "⏸ <b>Held, because it names “{word}”.</b> Nobody may ask for a fee or a deposit, or keep "
    "anybody's papers. If that is only a misunderstanding, show it to people; if not, take it off."
)
HELD_FOR_WRITER = N_(
    "⏸ <b>The county office looks at it first, because it names “{word}”.</b> Nobody may ask for "
    "a fee or a deposit, or keep anybody's papers. People see it as soon as the office says so."
)
WILL_BE_HELD = N_(
    "⏸ It names “{word}”, so the county office looks at it first. If there is no fee and no "
    "deposit, you can change those words now."
)


def vacancy_list(
    speech: Speech,
    page: Page[Vacancy],
    employers: Mapping[int, Employer],
    counts: Mapping[int, int],
) -> Message:
    """Each by its work and employer, those that wait for the office first."""
    head = N_("<b>Work on offer</b>\nBehind each: how many would like it.")
    if not page.items:
        head = N_("No work is on offer just now.")
    listed = [
        (f"offered:{one.id}", _line(one, employers[one.employer_id], counts[one.key()]))
        for one in page.items
    ]
    back = Button(str(speech(BACK)), "menu")
    rows = numbered([*listed, ("offer", speech(OFFER))])
    return Message(speech(head), (*rows, *page_buttons(page, "vacancies:", speech), (back,)))


def _line(vacancy: Vacancy, employer: Employer, count: int) -> str:
    mark = "⏸ " if vacancy.state is VacancyState.HELD else ""
    return f"{mark}{vacancy.post} · {employer.name} ({count})"


def vacancy_card(known: VacancyView, scene: FormContext, noted: str = "") -> Message:
    """What it is, how it stands, who would like it, and what can be done."""
    speech = scene.speech
    parts = (
        speech(noted) if noted else None,
        vacancy_facts(known.vacancy, known.employer, scene),
        _stands(known, scene),
        _people(known, scene),
    )
    choices = [(choice, speech(label, name=name)) for choice, label, name in _acts(known)]
    text = Markup("\n\n").join(part for part in parts if part)
    back = (Button(str(speech(BACK)), "vacancies"),)
    rows = (*numbered(choices), _pages(known, speech), back)
    return Message(text, tuple(row for row in rows if row))


def _pages(known: VacancyView, speech: Speech) -> tuple[Button, ...]:
    here, page = f"offered:{known.vacancy.id}", known.interested.page
    return tuple(
        Button(str(speech(label)), f"{here}:{PAGE}{to}")
        for to, label in ((page - 1, BEFORE), (page + 1, MORE))
        if 1 <= to <= known.interested.pages
    )


def _stands(known: VacancyView, scene: FormContext) -> Markup:
    vacancy, speech = known.vacancy, scene.speech
    if vacancy.state is VacancyState.HELD:
        words = HELD_FOR_STAFF if known.decides else HELD_FOR_WRITER
        return speech(words, word=vacancy.held_for or "")
    if vacancy.state is VacancyState.OPEN and known.employer.is_listed:
        return speech(LISTED)
    past = vacancy.state is VacancyState.OPEN and vacancy.until < scene.today
    return speech(OVER if past else STANDS[vacancy.state])


def _people(known: VacancyView, scene: FormContext) -> Markup:
    if not known.interested.people:
        return scene.speech(N_("Nobody has said yet that they would like it."))
    count = known.interested.count
    head = scene.speech(N_("✋ <b>They would like it ({count}):</b>"), count=count)
    return Markup("\n").join([head, *(_person(one, scene) for one in known.interested.people)])


def _person(labourer: Labourer, scene: FormContext) -> Markup:
    phone = labourer.phone or scene.speech(N_("no phone number is known"))
    village = scene.regions.full_name(labourer.village_code)
    return Markup("• {} · {} · {}").format(labourer.name, phone, village)


def _acts(known: VacancyView) -> list[tuple[str, str, str]]:
    here, state = f"offered:{known.vacancy.id}", known.vacancy.state
    reports = [
        (f"report:{labourer.id}", N_("🤝 {name} works there now"), labourer.name)
        for labourer in known.interested.people
        if known.reports and labourer.seen_by_brokers is not False
    ]
    releases = state is VacancyState.HELD and known.decides
    return [
        *([(f"{here}:release", RELEASE, "")] if releases else []),
        *reports,
        *([(f"{here}:close", CLOSE, "")] if state is not VacancyState.CLOSED else []),
        *([(f"{here}:trail", trail.OPEN, "")] if known.decides else []),
    ]


def confirm_close(vacancy: Vacancy, speech: Speech) -> Message:
    here = f"offered:{vacancy.id}"
    text = speech(
        N_("Is “{post}” taken, or not wanted any more? Then nobody sees it."), post=vacancy.post
    )
    choices = ((here, N_("No, it is still on offer")), (f"{here}:close!", CLOSE))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def interest_shown(
    speech: Speech, labourer: Labourer, village: str, vacancy: Vacancy, employer: Employer
) -> Message:
    """To who offers it: somebody would like it."""
    text = speech(
        N_("✋ <b>{name}</b> ({village}) would like this work: “{post}”, {employer}."),
        name=labourer.name,
        village=village,
        post=vacancy.post,
        employer=employer.name,
    )
    return Message(text, numbered([(f"offered:{vacancy.id}", speech(SEE))]))


def vacancy_held(speech: Speech, vacancy: Vacancy, employer: Employer) -> Message:
    """To the office: somebody has to look at it."""
    text = speech(
        N_(
            "⏸ Somebody offers work that names “{word}”: “{post}”, {employer}. "
            "Nobody sees it until you have looked at it."
        ),
        word=vacancy.held_for or "",
        post=vacancy.post,
        employer=employer.name,
    )
    return Message(text, numbered([(f"offered:{vacancy.id}", speech(N_("👀 Look at it")))]))
