"""Questions and summaries as messages.

Their choices: q:DRAFT:QUESTION:OPTION answers, n:DRAFT:QUESTION:MOVE moves, s:DRAFT:STEP ends.
"""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from dialogue.core.form import FormContext, FormState, Option, Question
from dialogue.core.i18n import N_, Speech
from dialogue.core.progress import Progress, progress_of
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Button, Message, Rows, Share, Sharing, in_rows, numbered
from models.core.refusal import Refusal

PAGE = 12
# A list that something is picked from stays whole up to this: Telegram takes 100 buttons at most,
# and 10 kB of them.
WHOLE = 48
BACK, SKIP, KEEP = N_("‹ Back"), N_("Skip ›"), N_("Leave as it is")
BEFORE, MORE = N_("◂ Before"), N_("More ▸")
PAGE_INTENTS = {BEFORE: "previous_page", MORE: "next_page more"}
SHARE_LABELS = {
    Share.CONTACT: N_("📱 Send my number"),
    Share.LOCATION: N_("📍 Send where I am"),
}


@dataclass(frozen=True)
class FormDisplay:
    """How a form is shown: which draft, under which heading, after which remark.

    `own` is False on a broker's phone, which shares nothing of its own. The page is that of the
    option that was `tapped`, where it is there still.
    """

    draft: int
    heading: str = ""
    noted: Markup | None = None
    page: int = 1
    own: bool = True
    tapped: str = ""


def ask_question(
    filling: FormState, scene: FormContext, showing: FormDisplay, refusal: Refusal | None = None
) -> Message:
    """The present question, or the summary; after a refusal, its sentence first."""
    if filling.question is None:
        return summary_message(filling, scene, showing, refusal)
    question, speech = filling.question, scene.speech
    text = Markup("\n").join(
        part for part in _lines(filling, question, scene, showing, refusal) if part is not None
    )
    if question.kind.share and is_shared(filling, scene, own=showing.own):
        moves = tuple(str(speech(m)) for m in _moves(filling, question).values())
        label = str(speech(SHARE_LABELS[question.kind.share]))
        return Message(text, sharing=Sharing(question.kind.share, label, moves), asks=True)
    return Message(text, _rows(filling, question, scene, showing), asks=True)


def is_shared(filling: FormState, scene: FormContext, *, own: bool) -> bool:
    """Whether the phone is asked for what it can share: not where answers lie there to be tapped.

    A message has either a sharing keyboard or buttons.
    """
    question = filling.question
    if question is None or question.kind.share is None or not own:
        return False
    return not question.kind.options(filling.partial, scene)


def _lines(
    filling: FormState,
    question: Question,
    scene: FormContext,
    showing: FormDisplay,
    refusal: Refusal | None,
) -> list[Markup | None]:
    speech = scene.speech
    given = filling.answers.get(question.key)
    hint = question.kind.hint(filling.partial) if _is_hinted(filling, question, showing) else ""
    shown = given is not None and question.kind.show(given, scene)
    return [
        showing.noted,
        Markup("👉 {}\n").format(explain_refusal(refusal, speech)) if refusal else None,
        _heading(showing, speech),
        progress_bar(progress_of(filling)),
        _in("b", speech(question.prompt)),
        _in("i", speech(hint)) if hint else None,
        speech(N_("So far: {answer}"), answer=shown) if shown else None,
    ]


def _is_hinted(filling: FormState, question: Question, showing: FormDisplay) -> bool:
    """A broker's phone shares nothing, but what is offered there is said all the same."""
    return showing.own or not question.kind.share or filling.partial is not None


def _in(tag: str, text: Markup) -> Markup:
    return Markup(f"<{tag}>") + text + Markup(f"</{tag}>")  # noqa: S704


def _heading(showing: FormDisplay, speech: Speech) -> Markup | None:
    return _in("i", speech(showing.heading)) if showing.heading else None


@cache
def progress_bar(progress: Progress) -> Markup:
    """How far along one is."""
    done = round(10 * progress.done)
    bar = "▰" * done + "▱" * (10 - done)
    return Markup("{} {}/{}").format(bar, progress.place, progress.of)


def _rows(filling: FormState, question: Question, scene: FormContext, showing: FormDisplay) -> Rows:
    options = question.kind.options(filling.partial, scene)
    shown, beside = _page(options, _page_of(options, showing))
    prefix = f"{showing.draft}:{question.key}:"
    buttons = [
        Button(_label(place + 1, options[place]), f"q:{prefix}{options[place].code}")
        for place in shown
    ]
    pages, moves = (
        tuple(
            Button(str(scene.speech(label)), f"n:{prefix}{to}", PAGE_INTENTS.get(label, ""))
            for to, label in ways.items()
        )
        for ways in (beside, _moves(filling, question))
    )
    rows = (*in_rows(buttons, question.kind.columns), pages, moves)
    return tuple(row for row in rows if row)


def _page_of(options: list[Option], showing: FormDisplay) -> int:
    places = [place for place, one in enumerate(options) if one.code == showing.tapped]
    return places[0] // PAGE + 1 if places and showing.tapped else showing.page


def _page(options: list[Option], wanted: int) -> tuple[list[int], dict[str, str]]:
    """The places of the options on a page, and the pages beside it."""
    every, listed = range(len(options)), [one for one in options if not one.ends]
    whole = WHOLE if any(option.picked for option in options) else PAGE + 2
    if len(listed) <= whole:
        return list(every), {}
    last = -(-len(listed) // PAGE)
    page = min(max(wanted, 1), last)
    beside = {page - 1: BEFORE, page + 1: MORE}
    return (
        [*every[: len(listed)][(page - 1) * PAGE : page * PAGE], *every[len(listed) :]],
        {f"page{number}": label for number, label in beside.items() if 1 <= number <= last},
    )


def _label(number: int, option: Option) -> str:
    return f"{number} {'✓ ' if option.picked else ''}{option.label}"


def _moves(filling: FormState, question: Question) -> dict[str, str]:
    # Before the first question back leads out of the form.
    moves = {"back": BACK}
    if filling.revisiting:
        moves["keep"] = KEEP
    if question.skippable:
        moves["skip"] = SKIP
    return moves


def summary_lines(filling: FormState, scene: FormContext) -> Markup:
    """All questions with their answers, a line each."""
    return Markup("\n").join(
        scene.speech(
            N_("{question}: <b>{answer}</b>"),
            question=scene.speech(question.label),
            answer=shown_answer(question, filling.answers.get(question.key), scene),
        )
        for question in filling.asked
        if question.key in filling.answers
    )


def shown_answer(question: Question, value: object, scene: FormContext) -> str:
    """The answer as people say it; a dash for a skipped one."""
    return "–" if value is None else question.kind.show(value, scene)


def summary_message(
    filling: FormState, scene: FormContext, showing: FormDisplay, refusal: Refusal | None = None
) -> Message:
    """Everything given, to be saved or changed."""
    speech = scene.speech
    parts = [
        Markup("👉 {}\n").format(explain_refusal(refusal, speech)) if refusal else showing.noted,
        _heading(showing, speech),
        Markup("<b>{}</b>\n").format(speech(N_("That was all. Is everything right?"))),
        summary_lines(filling, scene),
    ]
    labels = (
        (f"s:{showing.draft}:save", speech(N_("✅ All right, save")), "affirm all_right save"),
        (f"s:{showing.draft}:change", speech(N_("✏️ Change something")), "deny change some_wrong"),
    )
    return Message(Markup("\n").join(p for p in parts if p is not None), numbered(labels))


def choose_change_message(
    filling: FormState, speech: Speech, prefix: str, back: str, *, but: tuple[str, ...] = ()
) -> Message:
    """Each answered question as a button, `but` some; the choice is `prefix` and its key."""
    given = [q for q in filling.asked if q.key in filling.answers and q.key not in but]
    labels = [(prefix + q.key, speech(q.label)) for q in given]
    end = Button(str(speech(BACK)), back)
    return Message(speech(N_("What should be changed?")), (*numbered(labels, 2), (end,)))


def choose_form_change_message(filling: FormState, speech: Speech, draft: int) -> Message:
    """Each answered question as a button."""
    return choose_change_message(filling, speech, f"s:{draft}:", f"s:{draft}:summary")
