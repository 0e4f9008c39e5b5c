"""Free text and names, with their spaces set right."""

import re

from models.core.person_names import person_name
from models.core.plain_text import TEXT_MOST, plain, tidy
from models.core.refusal import Refusal

ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
NAME_LEAST, NAME_MOST = 2, 30
# An answer that is one figure, day, name or number is far shorter than the longest text.
ANSWER_MOST = 100
LETTER = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"  # Latin
    r"\uac00-\ud7a3"  # Korean
    r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Chinese
)
NAME = re.compile(rf"[{LETTER}][{LETTER}·.' -]*")
SAME_SIGN = str.maketrans({"’": "'", "‘": "'", "`": "'"})
INTRODUCTIONS = re.compile(
    r"我的?(?:姓名|名字)(?:叫|是|:)?|[我俺]就?(?:叫|是)|叫(?=[^\W\d_]{2,4}$)|(?:姓名|名字|大名)(?:叫|是|:)?|本人(?:叫|是)?(?=.{2,4}$)"
    r"|(?:my name is|the name is|name is|i am|i'm|this is|it's|name:)\s"
    r"|(?:제|내) 이름은\s|저는\s|난\s|나는\s|이름:",
    re.IGNORECASE,
)
COURTESIES = re.compile(r"(?:이?라고 합니다|입니다|이에요|예요)$")


def too_long(text: str, most: int = ANSWER_MOST) -> Refusal | None:
    """What is longer than any sensible answer is not looked at. Refusal: text_too_long {most}."""
    return Refusal("text_too_long", {"most": most}) if len(text) > most else None


def line(text: str, most: int) -> str | Refusal:
    """Free text of 1 to `most` characters on one line, its Chinese punctuation kept.

    Refusals: text_empty, text_too_long {most}.
    """
    return too_long(text, TEXT_MOST) or _of_length(tidy(text, "NFC"), most)


def paragraphs(text: str, most: int) -> str | Refusal:
    """Free text of 1 to `most` characters that keeps its lines, with at most one empty in a row.

    Refusals: text_empty, text_too_long {most}.
    """
    if refusal := too_long(text, TEXT_MOST):
        return refusal
    lines = (tidy(part, "NFC") for part in text.splitlines())
    return _of_length(re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n"), most)


def file_name(name: str, suffix: str, most: int) -> str:
    """A file's name as it is shown: its last part on one line, with the suffix of what it is.

    "../工资\u202egpj.exe" of a JPEG is "工资gpj.jpg". Empty where nothing is left of it.
    """
    base = re.split(r"[/\\:]", tidy(name, "NFC"))[-1].rstrip(". ")
    for _ in range(3):
        base = ENDING.sub("", base).rstrip(". ")
    base = base.strip(". ")
    return f"{base[: most - len(suffix) - 1]}.{suffix}" if base else ""


def _of_length(tidy: str, most: int) -> str | Refusal:
    if not tidy:
        return Refusal("text_empty")
    return tidy if len(tidy) <= most else Refusal("text_too_long", {"most": most})


def name(text: str) -> str | Refusal:
    """A person's name of 2 to 30 characters: Chinese, Korean or Latin letters, and · . ' - between.

    "我叫王芳" is 王芳. Refusals: name_has_digits, name_has_signs, name_too_short, name_too_long.
    """
    if too_long(text):
        return Refusal("name_too_long")
    said = person_name(_introduced(plain(text)).translate(SAME_SIGN))
    if any(c.isdecimal() for c in said):
        return Refusal("name_has_digits")
    if said and not NAME.fullmatch(said):
        return Refusal("name_has_signs")
    if len(re.findall(f"[{LETTER}]", said)) < NAME_LEAST:
        return Refusal("name_too_short")
    return said if len(said) <= NAME_MOST else Refusal("name_too_long")


def _introduced(said: str) -> str:
    lead = INTRODUCTIONS.match(said)
    return COURTESIES.sub("", said[lead.end() :]).strip() if lead else said
