"""Every refusal has a sentence, and every sentence a refusal."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from dialogue.core.i18n import Speech
from dialogue.core.refusals import SENTENCES, explain_refusal
from models.core.refusal import Refusal
from models.core.vocabulary import Language
from tests.support.form_contexts import LANGUAGES

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "console", "scheduler", "dialogue", "models")
# They say once more what a page before was refused: its name was written out elsewhere.
AGAIN = ("console/core/rendering.py", "console/core/serving.py", "console/core/sign_in.py")


@dataclass(frozen=True)
class Use:
    """One Refusal(...) in the code; `params` is None where they are not written out there."""

    where: str
    names: tuple[str, ...]
    params: frozenset[str] | None


def uses() -> Iterator[Use]:
    for file in (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _refuses(node):
                where = f"{file.relative_to(ROOT)}:{node.lineno}"
                yield Use(where, _names(node.args[0]), _params(node))


def _refuses(call: ast.Call) -> bool:
    """A refusal, the remark of one for the next page, or a fault of a list's row."""
    said = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    if said in ("fault", "Fault"):
        return isinstance(call.args[0], ast.Constant)
    return said == "Refusal" or (said == "Remark" and call.keywords != [])


def _names(name: ast.expr) -> tuple[str, ...]:
    """The name written out, or either of the two of a condition."""
    either = [name.body, name.orelse] if isinstance(name, ast.IfExp) else [name]
    return tuple(str(one.value) for one in either if isinstance(one, ast.Constant))


def _params(call: ast.Call) -> frozenset[str] | None:
    if len(call.args) == 1:
        return frozenset()
    if getattr(call.func, "id", "") not in ("Refusal", "Remark"):
        return None
    given = call.args[1]
    keys = given.keys if isinstance(given, ast.Dict) else None
    if keys is None:
        return None
    return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))


USES = list(uses())


def needed(name: str) -> set[str]:
    """What must be filled into a sentence; examples are the same for all."""
    fields = {field for _, field, _, _ in Formatter().parse(SENTENCES[name]) if field}
    return fields - {"example"}


def test_refusals_are_found_in_the_code() -> None:
    assert len(USES) > 60
    nameless = [use.where for use in USES if not use.names]
    assert [where for where in nameless if not where.startswith(AGAIN)] == []


def test_every_refusal_has_a_sentence() -> None:
    assert [use for use in USES for name in use.names if name not in SENTENCES] == []


def test_every_sentence_is_said() -> None:
    assert SENTENCES.keys() - {name for use in USES for name in use.names} == set()


def test_every_refusal_brings_what_its_sentence_needs() -> None:
    for use in USES:
        for name in use.names:
            assert use.params is None or needed(name) <= use.params, use


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said_and_is_short(language: Language) -> None:
    for name in SENTENCES:
        said = explain_refusal(Refusal(name, dict.fromkeys(needed(name), 16)), Speech(language))
        assert 0 < len(said) <= 200, said


def test_params_stand_in_the_sentence() -> None:
    said = explain_refusal(Refusal("choice_unread", {"most": 7}), Speech(Language.ZH))
    assert "7" in said
