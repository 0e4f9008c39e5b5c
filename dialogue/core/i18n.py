"""The languages: English message ids in the code, gettext catalogues for the others."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from models.core.message_ids import N_ as N_
from models.core.vocabulary import Language

LOCALES = Path(__file__).parents[1] / "locales"
OWN_NAMES = {Language.ZH: "中文", Language.KO: "조선말", Language.EN: "English"}


@cache
def _catalogue(language: Language) -> Mapping[str, str]:
    """Each message id with what it is in this language, where that is another."""
    if language is Language.EN:
        return {}
    with (LOCALES / language / "chunfeng.po").open("rb") as file:
        catalogue = read_po(file, locale=language, ignore_obsolete=True)
    said = {str(one.id): str(one.string) for one in catalogue if one.id and not one.fuzzy}
    return {message: string for message, string in said.items() if string}


def is_message(name: str) -> bool:
    """Whether there is a message of this id."""
    return name in _catalogue(Language.ZH)


def _said(language: Language, message: str) -> str:
    return _catalogue(language).get(message, message)


@cache
def _plain(language: Language, message: str) -> Markup:
    """A message without blanks, most of all that is said: laid out once."""
    return Markup(_said(language, message)).format()  # noqa: S704


def _safe(given: object) -> object:
    """A number as it is, to be laid out; anything else escaped, where it is not HTML already."""
    return given if isinstance(given, int | float) else escape(given)


class Speech:
    """One language's voice."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, message: str, **params: object) -> Markup:
        """The message in this language as HTML; whatever people gave is escaped in it."""
        if not params:
            return _plain(self.language, message)
        safe = {name: _safe(given) for name, given in params.items()}
        return Markup(_said(self.language, message).format(**safe))  # noqa: S704

    def listed(self, words: Iterable[str]) -> str:
        """Words one after the other."""
        return ("、" if self.language is Language.ZH else ", ").join(words)
