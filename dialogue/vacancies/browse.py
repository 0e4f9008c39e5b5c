"""Work for a labourer, one vacancy after the other, each with why it is shown."""

from dataclasses import dataclass

from markupsafe import Markup

from dialogue.core.form import FormContext
from dialogue.core.form_screens import BEFORE, MORE, PAGE_INTENTS
from dialogue.core.i18n import N_, Speech
from dialogue.core.menu import MENU
from dialogue.core.reply import Button, Message, numbered
from dialogue.vacancies.vacancy import vacancy_facts
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.vacancies.matching import Fit, MatchGround, Mismatch
from models.vacancies.vacancy import Vacancy

GROUNDS = {
    MatchGround.IN_TOWNSHIP: N_("near you"),
    MatchGround.IN_COUNTY: N_("in your county"),
    MatchGround.IN_REACH: N_("as far as you would go"),
    MatchGround.TRADE: N_("your trade"),
    MatchGround.SKILL: N_("you can do this"),
    MatchGround.WAGE: N_("at your wage"),
    MatchGround.LODGING: N_("a place to sleep"),
    MatchGround.INSURANCE: N_("with insurance"),
}
AGAINST = {
    Mismatch.OTHER_TRADE: N_("another trade than you look for"),
    Mismatch.TOO_FAR: N_("farther than you would go"),
    Mismatch.LOW_WAGE: N_("less than the wage you wished for"),
}
WANT, NOT_ANY_MORE = N_("✋ I'd like this"), N_("Not any more")
OTHERS = N_("💼 See other work")
# What people mean who choose these in their own words.
INTENTS = {WANT: "want_job", NOT_ANY_MORE: "not_any_more decline", OTHERS: "next_page work"}
TWO_QUESTIONS = N_("✏️ Two questions, so that work fits you")
ADD_PHONE = N_("📱 Give a phone number")
HEAD = N_("Work for you: {number} of {of}")
NOT_QUITE = N_("Nothing is quite as you wished. This there is: {number} of {of}")
LIKED = N_("✋ You said that you would like this. You will be called.")
WHO_SEES = N_(
    "If you tap ✋, who offers it sees your name, village and phone number, and calls you. "
    "It costs you nothing."
)


@dataclass(frozen=True)
class WorkShown:
    """Which vacancy of how many; whether it is liked; whether more could be asked to fit better."""

    place: tuple[int, int]
    liked: bool
    asks_more: bool


def vacancy_offer(fit: Fit, employer: Employer, scene: FormContext, shown: WorkShown) -> Message:
    """One vacancy of so many, and the way to the others."""
    speech, (number, of), liked = scene.speech, shown.place, shown.liked
    parts = (
        Markup("<i>{}</i>\n").format(speech(_head(fit), number=number, of=of)),
        vacancy_facts(fit.vacancy, employer, scene),
        Markup("\n{}").format(match_text(fit, speech)) if fit.grounds or fit.against else None,
        Markup("\n{}").format(speech(LIKED)) if liked else None,
        Markup("\n<i>{}</i>").format(speech(WHO_SEES)) if not liked else None,
    )
    act = ("no", NOT_ANY_MORE) if liked else ("want", WANT)
    ask = [("piece", speech(TWO_QUESTIONS))] if shown.asks_more else []
    acts = numbered([(_here(fit.vacancy, act[0]), speech(act[1]), INTENTS[act[1]]), *ask])
    pages = tuple(
        Button(str(speech(label)), f"work:{to}", PAGE_INTENTS[label])
        for to, label in ((number - 1, BEFORE), (number + 1, MORE))
        if 1 <= to <= of
    )
    end = (Button(str(speech(MENU)), "menu"),)
    rows = tuple(row for row in (*acts, pages, end) if row)
    return Message(Markup("\n").join(part for part in parts if part), rows)


def _here(vacancy: Vacancy, step: str) -> str:
    return f"vacancy:{vacancy.id}:{step}"


def _head(fit: Fit) -> str:
    return HEAD if fit.suits else NOT_QUITE


def match_text(fit: Fit, speech: Speech) -> Markup:
    """In one line what speaks for it, and in another what speaks against it."""
    said = (("💡", [GROUNDS[g] for g in fit.grounds]), ("⚠️", [AGAINST[a] for a in fit.against]))
    dot = Markup(" · ")
    lines = [
        Markup("{} {}").format(sign, dot.join(speech(one) for one in words))
        for sign, words in said
        if words
    ]
    return Markup("\n").join(lines)


def no_vacancies(speech: Speech, *, asks_more: bool = False) -> Message:
    text = speech(
        N_(
            "There is no work on offer for you just now. Please look again in a few days. "
            "Is what you look for still right? You can change it here:"
        )
    )
    ask = [("piece", TWO_QUESTIONS)] if asks_more else []
    choices = (*ask, ("me", N_("📋 What is kept about me")), ("on", N_("📣 What is on near me")))
    return _message(text, speech, [*choices, ("menu", MENU)])


def interest_noted(vacancy: Vacancy, labourer: Labourer, speech: Speech) -> Message:
    """Who would like it is called; how, where there is no phone number."""
    text = speech(
        N_(
            "✅ <b>Noted: you would like “{post}”.</b>\nYou will be called. "
            "Nobody may ask you for money or keep your ID card for it."
        ),
        post=vacancy.post,
    )
    calm = [(_here(vacancy, "no"), NOT_ANY_MORE), ("work", OTHERS), ("menu", MENU)]
    if labourer.phone:
        return _message(text, speech, calm)
    ask = speech(N_("I know no phone number of yours. Please give me one, so that they can call."))
    choices = [("me:change:phone", ADD_PHONE), *calm]
    return _message(Markup("{}\n\n{}").format(text, ask), speech, choices)


def interest_withdrawn(vacancy: Vacancy, speech: Speech) -> Message:
    text = speech(N_("All right, “{post}” no more. Thank you for telling us."), post=vacancy.post)
    choices = [(_here(vacancy, "want"), WANT), ("work", OTHERS), ("menu", MENU)]
    return _message(text, speech, choices)


def vacancy_closed(vacancy: Vacancy, speech: Speech) -> Message:
    """Somebody else was faster, or it is over."""
    text = speech(
        N_("Sorry, “{post}” is no longer on offer. Perhaps something else is:"), post=vacancy.post
    )
    return _message(text, speech, [("work", OTHERS), ("menu", MENU)])


def _message(text: Markup, speech: Speech, choices: list[tuple[str, str]]) -> Message:
    rows = numbered((choice, speech(label), INTENTS.get(label, "")) for choice, label in choices)
    return Message(text, rows)
