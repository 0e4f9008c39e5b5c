"""The first two screens: the language, and what a person agrees to before anything is kept."""

from markupsafe import Markup

from dialogue.core.i18n import N_, Speech
from dialogue.core.keeping import days_in_words
from dialogue.core.reply import Message, numbered
from dialogue.fields.person_questions import READ_OUT
from models.core.keeping import PERIODS, Keeping

MORE, YES, NO = N_("📄 Read more"), N_("Yes, let's begin"), N_("No, thank you")
CONSENT = N_(
    "Hello! 👋 I am Chunfeng, of the county employment office. I help you find work and training, "
    "free of charge.\n\n"
    "We write down who you are, your ID number and phone, your village, work and pay. The office "
    "sees it, and the broker of your village if you say yes to that. See it, change it or delete "
    "it at any time: /me\n\n"
    "May we?"
)
# What needs no registration.
BEFORE = (
    ("trouble", N_("🆘 Wages not paid, a fee, papers kept, danger? Tell that first")),
    ("work", N_("💼 Just look at the work on offer")),
)
CHOICES = {"consent:yes", "consent:no", "consent:more", *(choice for choice, _ in BEFORE)}
# One sentence for each thing that the law wants said: PIPL arts. 14, 17, 29, 30 and 39.
KINDS = (
    N_("Name, sex, birth, village, household, schooling: to know which help is for you."),
    N_("ID number: so that nobody is written down twice, or by somebody else."),
    N_("Phone: to call you."),
    N_("Work, wages, skills and wishes: to find jobs, courses and grants that fit."),
    N_("Health and family: only if you say yes when we ask, so that work does not harm you."),
)
RECIPIENTS = (
    N_("The county employment office."),
    N_("The labour broker of your village, if you say yes when we ask: name, phone, work wanted."),
    N_("Whoever registers you, and whoever offers work that you ask for."),
)
MESSENGER = N_("Telegram carries what you write here, and may do so and keep it abroad.")
KEPT_FOR = N_(
    "As long as you are registered; you can have it deleted at any time. What the law makes us "
    "keep about money that was paid stays, without your name."
)
KEPT_SHORTER = N_(
    "Sooner than that we forget: forms left unfinished, after {drafts}; what we sent you, after "
    "{messages}; work you liked, {interest} after it was offered; what you told of work, "
    "{check_ins} after it ended; a grievance, {grievances} after it was closed."
)
KEPT_LONGER = N_(
    "Papers of work that was paid for stay {vouchers}; who looked at your data, {trail}."
)
RIGHTS = N_(
    "See it, change it, have it as a file, delete it: /me. A No to brokers or to the health note "
    "costs you nothing."
)
CONTACT = N_("The county employment office, or the hotline 12333.")
CHANGED = N_("What we tell you about your data is fuller now. Please look, and say whether we may.")


def consent_question(speech: Speech, noted: str | Markup = "") -> Message:
    """What is kept, who sees it, how to withdraw, in few words; yes, no, or more of it.

    `noted` comes before it: a message id, or what was said already.
    """
    said = speech(CONSENT)
    before = noted if isinstance(noted, Markup) else speech(noted)
    text = Markup("{}\n\n{}").format(before, said) if noted else said
    first = [(choice, speech(label)) for choice, label in BEFORE]
    return Message(text, numbered([*_choices("consent", speech, YES, NO), *first]))


def full_consent(speech: Speech, kept: Keeping) -> Message:
    """All that the law wants said; then the same yes or no."""
    choices = _choices("consent", speech, YES, NO)
    return Message(_whole(speech, kept), numbered(choices[:2]))


def consent_to_read_out(speech: Speech) -> Message:
    """The same, for a broker or staff member to read to a person without a phone."""
    return Message(speech(READ_OUT), numbered(_choices("assist", speech, *THEIRS)))


def full_consent_to_read_out(speech: Speech, kept: Keeping) -> Message:
    """All of it, to read out to who wants to know more."""
    return Message(_whole(speech, kept), numbered(_choices("assist", speech, *THEIRS)[:2]))


THEIRS = N_("Yes, they agree"), N_("No, they do not")


def _choices(where: str, speech: Speech, yes: str, no: str) -> list[tuple[str, Markup, str]]:
    steps = (
        (f"{where}:yes", yes, "affirm agree"),
        (f"{where}:no", no, "deny refuse"),
        (f"{where}:more", MORE, "more"),
    )
    return [(choice, speech(label), intents) for choice, label, intents in steps]


def _whole(speech: Speech, kept: Keeping) -> Markup:
    times = {name: days_in_words(speech, getattr(kept, name)) for name in PERIODS}
    parts = (
        (N_("What we write down, and why"), KINDS),
        (N_("Who sees it"), RECIPIENTS),
        (N_("The messenger"), (MESSENGER,)),
        (N_("How long"), (KEPT_FOR, KEPT_SHORTER, KEPT_LONGER)),
        (N_("You decide"), (RIGHTS,)),
        (N_("Whom to ask"), (CONTACT,)),
    )
    points = ((head, [speech(one, **times) for one in told]) for head, told in parts)
    return Markup("\n\n").join(
        Markup("<b>{}</b>\n{}").format(
            speech(head), Markup("\n").join(Markup("• {}").format(one) for one in told)
        )
        for head, told in points
    )


def kept_as_before(speech: Speech) -> Message:
    """No to the newer words: the older yes still holds until everything is deleted."""
    text = speech(
        N_("All right. Nothing changes; what you agreed to before holds. To delete it all: /me")
    )
    return Message(text, numbered([("menu", speech(N_("Menu"))), ("me", speech(ABOUT_ME))]))


ABOUT_ME = N_("📋 What is kept about me")


def declined(speech: Speech) -> Message:
    return Message(
        speech(
            N_(
                "That is fine. Nothing was kept. If you think again, just write to me. "
                "All the best!"
            )
        )
    )
