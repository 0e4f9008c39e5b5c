"""Collects every text from the code into the catalogues: `make messages` after a change."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dialogue.core.i18n import LOCALES
from models.core.vocabulary import Language

ROOT = LOCALES.parent.parent
ROOMS = ("console", "dialogue", "handlers", "models", "scheduler")
MARKS = {"N_": None, "speech": None, "_": None}
# Python, and the pages of the console.
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
# A template that can't be read fails, and is not left out.
OPTIONS = {"**.html": {"silent": "false"}}


def collected() -> Catalog:
    """Every message id of the code, with the files it stands in."""
    catalogue = Catalog(project="chunfeng", fuzzy=False)
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, METHODS, OPTIONS, keywords=MARKS)
        for file, _, message, _, _ in found:
            if message:
                catalogue.add(message, locations=[(f"{room}/{Path(file).as_posix()}", 0)])
    return catalogue


def catalogue_file(language: Language) -> Path:
    """Where a language's catalogue lies."""
    return LOCALES / language / "chunfeng.po"


def read_catalogue(language: Language) -> Catalog:
    """A language's catalogue; an empty one where there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language, project="chunfeng", fuzzy=False)
    with file.open("rb") as lines:
        return read_po(lines, locale=language)


def main() -> None:
    """Bring each catalogue to the messages of the code; what is no longer said goes."""
    for language in (Language.ZH, Language.KO):
        catalogue = read_catalogue(language)
        catalogue.update(collected(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        file = catalogue_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as lines:
            write_po(lines, catalogue, width=0, include_lineno=False, omit_header=False)


if __name__ == "__main__":
    main()
