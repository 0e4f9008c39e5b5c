"""What a notice is to say, to whom, and from when, as its writer gives it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from models.core.commands import pick_answers
from models.core.vocabulary import Language, NoticeKind


@dataclass(frozen=True)
class WriteNotice:
    """The whole answers; None is what was skipped, or not asked. Days and hours are ISO text.

    Its fields are the questions of dialogue/notices/form_notice: a test holds that.
    """

    kind: str | None = None
    title: str | None = None
    text: str | None = None
    also: list[str] | None = None
    title_zh: str | None = None
    text_zh: str | None = None
    title_ko: str | None = None
    text_ko: str | None = None
    title_en: str | None = None
    text_en: str | None = None
    day: str | None = None
    time: str | None = None
    ends_on: str | None = None
    place: dict[str, Any] | None = None
    place_name: str | None = None
    capacity: int | None = None
    deadline: str | None = None
    picture: str | None = None
    to: str | None = None
    area: str | None = None
    who: list[str] | None = None
    courses: list[str] | None = None
    trades: list[str] | None = None
    reach: str | None = None
    people: list[str] | None = None
    earlier: int | None = None
    publish: str | None = None
    publish_day: str | None = None
    publish_time: str | None = None

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> "WriteNotice":
        """What a form has so far, or a notice was written with."""
        return cls(**pick_answers(cls, answers))

    def as_answers(self) -> dict[str, Any]:
        """As a notice keeps it, for its form."""
        return asdict(self)

    @property
    def offers_work(self) -> bool:
        """Whether the law on vacancies holds for it."""
        return self.kind is not None and NoticeKind(self.kind).traits.offers_work

    def by_language(self, what: str, own: Language) -> dict[str, str]:
        """The title or the text: in its writer's language, and in those it was translated to."""
        others = {code: getattr(self, f"{what}_{code}") for code in Language}
        return {own: getattr(self, what), **{code: text for code, text in others.items() if text}}
