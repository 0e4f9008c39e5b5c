"""The languages: English message ids in the code, gettext catalogues for the others."""

import gettext
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from models.core.message_ids import N_ as N_
from models.core.vocabulary import Language

LOCALES = Path(__file__).parents[1] / "locales"
OWN_NAMES = {Language.ZH: "中文", Language.KO: "조선말", Language.EN: "English"}


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.EN:
        return gettext.NullTranslations()
    with (LOCALES / language / "chunfeng.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _said(language: Language, message: str) -> str:
    return _catalogue(language).gettext(message) if message else ""


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
