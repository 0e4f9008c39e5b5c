"""What is said where words were not understood, or may be meant for something else."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from markupsafe import Markup

from dialogue.core.i18n import N_, Speech
from dialogue.core.menu import MENU
from dialogue.core.offered import fitting_choices, near_choices
from dialogue.core.reply import Button, Message, numbered
from models.accounts.drafts import get_words_key

NOT_UNDERSTOOD = N_(
    "🤔 I did not understand that. What I asked above still holds: tap a button, or type its "
    "number or its words."
)
TWICE = N_(
    "🤔 I did not understand that either. A person of the county office can read it and answer "
    "you. What I asked above still holds."
)
YES_OR_NO = N_("🤔 I did not understand that. Please say yes or no, or tap a button:")
PERHAPS = N_("🤔 I am not sure that I understood. Did you mean one of these?")
WELCOME_ANY_TIME = N_("You are welcome. 😊 What is above still holds.")
NOTED = N_("👌 What is above still holds.")
HELLO = N_("👋 Hello! What is above still holds.")
# What is answered kindly, and changes nothing.
KIND_WORDS = {"thanks": WELCOME_ANY_TIME, "acknowledge": NOTED, "greeting": HELLO}
FREE = N_("Everything here is free. Nobody may ask you for money for a job.")
WAITING = N_("⏳ What waits for my answer")
A_PERSON = N_("🙋 A person, please")
# What people ask for, as a button says it.
REQUESTS = {
    "work": N_("💼 Find work"),
    "training": N_("📣 What is on near me"),
    "notices": N_("📣 What is on near me"),
    "unpaid": N_("🆘 Something is wrong at work"),
    "fee": N_("🆘 Something is wrong at work"),
    "papers": N_("🆘 Something is wrong at work"),
    "danger": N_("🆘 Something is wrong at work"),
    "trouble": N_("🆘 Something is wrong at work"),
    "entry": N_("📋 What is kept about me"),
    "erase": N_("🗑 Delete everything"),
    "register": N_("📝 Register myself"),
    "news": N_("🔔 Which news I get"),
    "signed_up": N_("🗓 What I signed up for"),
    "language": N_("🌐 Language"),
    "help": N_("❓ Help"),
    "person": A_PERSON,
    "code": N_("🔑 I have a code"),
}
# What somebody may mean by an answer that fits more than one button.
ANSWERS = {
    "withdraw": N_("I can't come after all"),
    "all_right": N_("✅ Yes, all of it"),
    "some_wrong": N_("✏️ Something is different"),
    "never_there": N_("❌ I don't work there"),
    "sign_up": N_("✋ Sign me up"),
    "decline": N_("Not for me"),
    "want_job": N_("✋ I'd like this"),
    "unchanged": N_("✅ Yes, still so"),
    "changed": N_("✏️ No, it has changed"),
    "still_there": N_("✅ Yes, still there"),
    "left": N_("👋 No, I left"),
    "helped": N_("👍 Yes, it did"),
    "helped_little": N_("👌 A little"),
    "not_helped": N_("👎 No, it did not"),
    "affirm": N_("Yes"),
    "agree": N_("Yes"),
    "deny": N_("No"),
    "refuse": N_("No"),
}


def answers_perhaps(typed: str, offered: Sequence[str]) -> list[tuple[str, str]]:
    """Buttons of what lies there that an answer fits alike, or that a part of it fits."""
    fitting = fitting_choices(typed, offered) or near_choices(typed, offered)
    named = ((one.choice, next((i for i in ANSWERS if i in one.intents), "")) for one in fitting)
    return [(choice, ANSWERS[intent]) for choice, intent in named if intent]


# What a newcomer is told who asks for something before anything may be kept.
HEARD = {
    "work": N_("I can help you find work. It costs nothing."),
    "training": N_("I can help you find free training. It costs nothing."),
    "notices": N_("I can tell you what is on near you. It costs nothing."),
    "unpaid": N_(
        "That is bad, and you are not alone: the county office helps people whose wages are not "
        "paid. It costs nothing. If it can not wait, call 12333."
    ),
    "fee": N_(
        "Nobody may ask you for money for a job. The county office helps you. "
        "If it can not wait, call 12333."
    ),
    "papers": N_(
        "Nobody may keep your papers. The county office helps you. If it can not wait, call 12333."
    ),
    "danger": N_("If you are in danger, call 110 now. The county office helps you too: 12333."),
    "trouble": N_("The county office helps you. It costs nothing. If it can not wait, call 12333."),
    "person": N_("You can talk with a person: call 12333, the employment hotline."),
    "cost": FREE,
    "register": N_("Good. One question first:"),
    "erase": N_("Nothing is kept about you yet."),
    "entry": N_("Nothing is kept about you yet."),
}
OF_WHAT_IS_KEPT = ("entry", "erase")


def heard_request(request: str | None, speech: Speech) -> Markup | None:
    """What a newcomer who asked for something is told first."""
    return speech(HEARD[request]) if request in HEARD else None


def heard_in_form(request: str | None, speech: Speech) -> Markup | None:
    """The same in the middle of a form, in which something may be kept already."""
    return None if request in OF_WHAT_IS_KEPT else heard_request(request, speech)


def not_understood(speech: Speech, said: str, choices: Iterable[tuple[str, str]]) -> Message:
    """The words fit nothing here: what they may mean, without numbers, and the menu."""
    offered = {choice: Button(str(speech(label)), choice) for choice, label in choices}
    offered["menu"] = Button(str(speech(MENU)), "menu")
    return Message(speech(said), tuple((button,) for button in offered.values()))


def person_offer(speech: Speech, path: str) -> Message:
    """Beside a question whose answers were refused twice."""
    text = speech(N_("If this does not work out, a person of the county office can help you:"))
    return Message(text, ((Button(str(speech(A_PERSON)), path),),))


def is_it_for_the_form(
    speech: Speech,
    path: str,
    title: str,
    question: tuple[str, str],
    words: Sequence[str],
    perhaps: Sequence[tuple[str, str]] = (),
) -> Message:
    """What was typed may be meant for a question further up: one tap takes it there.

    `question` is its key and its prompt; `perhaps` is what it may answer of what came after it.
    """
    key, prompt = question
    text = speech(
        N_(
            "✍️ You wrote: “{words}”\nIs that your answer to “{question}”? "
            "I take nothing before you say so."
        ),
        words=_glimpse(words[0]),
        question=speech(prompt),
    )
    taken = N_("✅ Yes, take “{words}”")
    choices = [
        (f"{path}:{key}:{get_words_key(one)}", speech(taken, words=_glimpse(one)), intents)
        for one, intents in zip_longest(words, ("affirm",), fillvalue="")
    ]
    go_on = speech(N_("▶️ No. Go on with: {title}"), title=speech(title))
    newer = [(choice, speech(label), "") for choice, label in perhaps]
    ways = [*choices, *newer, (f"{path}:no", go_on, "deny go_on"), ("menu", speech(MENU), "")]
    return Message(text, numbered(ways))


GLIMPSE = 20


def _glimpse(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= GLIMPSE else f"{line[:GLIMPSE]}…"
