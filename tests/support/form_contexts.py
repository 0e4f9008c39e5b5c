"""What the questions of these tests are asked within, and messages as a phone would show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogue.core.answering import read_answer
from dialogue.core.form import (
    Answered,
    Field,
    FormContext,
    Heard,
    InProgress,
    Option,
    Question,
)
from dialogue.core.i18n import Speech
from dialogue.core.reply import Message
from dialogue.core.user_input import Tapped, Typed, UserInput
from models.core.gazetteer import Gazetteer
from models.core.refusal import Refusal
from models.core.regions import SHIPPED, read_villages
from models.core.vocabulary import Language
from sandbox.api.entities import length
from sandbox.api.html import HtmlReader
from sandbox.api.markup import inline_button

TODAY = date(2026, 11, 23)
LONGEST_TEXT, MOST_BUTTONS = 4096, 100
LANGUAGES = tuple(Language)


def shipped() -> dict[str, str]:
    """The villages that come with the bot."""
    names = read_villages(SHIPPED)
    assert isinstance(names, dict)
    return names


REGIONS = Gazetteer(shipped())
SCENES = {language: FormContext(Speech(language), TODAY, REGIONS) for language in Language}
ZH, KO, EN = (SCENES[language] for language in (Language.ZH, Language.KO, Language.EN))


@dataclass(frozen=True)
class Asked:
    """One question of a kind, and what people say to it."""

    kind: Field
    scene: FormContext = EN
    partial: Any = None

    def hears(self, said: UserInput) -> Heard:
        """What the engine makes of it."""
        return read_answer(Question("q", "", "", self.kind), said, self.scene, self.partial)

    def types(self, text: str) -> Any:
        """The value of what was typed; a step or a refusal as it is."""
        return answer_value(self.hears(Typed(text)))

    def taps(self, option: str) -> Any:
        """The value of a tap; a step or a refusal as it is."""
        return answer_value(self.hears(Tapped(option)))

    def then(self, step: Any) -> "Asked":
        """The same question after a step."""
        assert isinstance(step, InProgress), step
        return Asked(self.kind, self.scene, step.value)

    @property
    def options(self) -> list[Option]:
        return self.kind.options(self.partial, self.scene)

    @property
    def labels(self) -> list[str]:
        """What can be read on the buttons."""
        return [option.label for option in self.options]


def answer_value(heard: Heard) -> Any:
    """A whole answer's value; a step or a refusal as it is."""
    return heard.value if isinstance(heard, Answered) else heard


def refusal_name(heard: Any) -> str:
    assert isinstance(heard, Refusal), heard
    return heard.name


def shown_text(message: Message) -> str:
    """The text as a phone shows it, once Telegram would take the message."""
    text, _ = HtmlReader(str(message.text)).read()
    assert 0 < length(text) <= LONGEST_TEXT
    assert len(message.buttons) <= MOST_BUTTONS
    for button in message.buttons:
        inline_button({"text": button.label, "callback_data": button.choice})
    return text
