"""What labourers say to each bot, step by step, and how each reply is known for the right one."""

from dataclasses import dataclass, replace

from benchmarks.peers.null import SAID
from benchmarks.peers.questions import DONE, QUESTIONS
from dialogue.core.i18n import Speech
from dialogue.labourers.consent import CONSENT
from dialogue.labourers.entry import GO_ON
from handlers.labourers.more import THANKS
from models.core.vocabulary import Language
from models.labourers.facts import LATER
from tests.support.labourers.intake import HESHENG, PROMPTS, TWELVE


@dataclass(frozen=True)
class Step:
    """What is typed, or the end of the choice that is tapped; and words that the reply must hold.

    Without `reply` the bot is to say what it heard. `key` names what everybody has of their own.
    """

    words: str
    reply: str = ""
    choice: str = ""
    key: str = ""


Script = tuple[Step, ...]

# What is tapped at each question that has fitting buttons: the village by county, township, page
# and name. These four screens ask the same; but who was not understood has not the next button.
TAPS = {
    "village": ("222424", "222424101", "page2", HESHENG),
    "registered_poor": ("no",),
    "ethnicity": ("han",),
    "schooling": ("primary",),
    "status": ("farming",),
    "skills": ("no",),
    "wishes": ("no",),
    "health_agreed": ("no",),
    "notices": ("no",),
}
_zh = Speech(Language.ZH)
ANSWERS = [(step.key, step.words(Language.ZH)) for step in TWELVE]
ASKED = [str(_zh(PROMPTS[key])) for key, _ in ANSWERS]


def _ours(*, tapped: bool) -> Script:
    """/start, the language, the consent, seven answers, that one goes on, and five more."""
    steps = [
        Step("/start", str(_zh("Which language do you speak?"))),
        Step("1", str(_zh(CONSENT)).splitlines()[-1], "language:zh"),
        Step("1", ASKED[0], "consent:yes"),
    ]
    replies = [*ASKED[1:], str(_zh(THANKS).striptags())]
    for (key, words), question, reply in zip(ANSWERS, ASKED, replies, strict=True):
        if steps[-1].key not in LATER and key in LATER:
            # What opens the entry is answered by what it holds, and a question.
            steps[-1] = replace(steps[-1], reply=str(_zh(GO_ON).striptags()).splitlines()[0])
            steps.append(Step("1", question, "more"))
        *between, last = TAPS.get(key, ("",)) if tapped else ("",)
        steps += [Step(words, question, f":{key}:{code}") for code in between]
        steps.append(Step(words, reply, f":{key}:{last}" if last else "", key))
    return tuple(steps) if tapped else tuple(replace(step, choice="") for step in steps)


def _peers() -> Script:
    """The same without language, consent and summary."""
    replies = [*(question.text for question in QUESTIONS[1:]), DONE]
    answers = zip(ANSWERS, replies, strict=True)
    first = Step("/start", QUESTIONS[0].text)
    return (first, *(Step(words, reply, key=key) for (key, words), reply in answers))


OURS, OURS_TAPPED, PEERS = _ours(tapped=False), _ours(tapped=True), _peers()
# Who only says what was heard, or done: the same words, and no questions.
HEARD, HEARD_TAPPED = (
    tuple(replace(step, reply="") for step in script) for script in (OURS, OURS_TAPPED)
)
UNREAD, UNREAD_TAPPED = (
    tuple(replace(step, reply=SAID) for step in script) for script in (OURS, OURS_TAPPED)
)
