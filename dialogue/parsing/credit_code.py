"""Unified social credit codes of employers, 18 characters (GB 32100-2015).

Registering office 1, sort 1, region 6 digits, organisation 9, check character 1.
"""

import re

from stdnum.cn.uscc import calc_check_digit

from dialogue.parsing.text import too_long
from models.core.plain_text import plain
from models.core.refusal import Refusal

LENGTH = 18
# A village's own cooperative has a letter in front (N2…), so only the region must be digits.
CODE = re.compile("[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
LABEL = re.compile(
    r"^(?:统一)?(?:社会)?(?:信用)?(?:代码|税号|credit code|신용\s*코드)(?:是|는|은)?\s*[:.]?\s*",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"[\s\-−–—‐‑._/,·]")
# No code has these letters, because they are taken for these signs.
LOOKS_LIKE = str.maketrans("OIZSV", "0125U")


def credit_code(text: str) -> str | Refusal:
    """The 18 characters, in any spacing and width, small letters too.

    Refusals: code_signs, code_length {count}, code_check, text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    typed = SEPARATORS.sub("", LABEL.sub("", plain(text))).upper().translate(LOOKS_LIKE)
    if not re.fullmatch("[0-9A-Z]+", typed):
        return Refusal("code_signs")
    if len(typed) != LENGTH:
        return Refusal("code_length", {"count": len(typed)})
    if not CODE.fullmatch(typed):
        return Refusal("code_signs")
    return typed if calc_check_digit(typed[:-1]) == typed[-1] else Refusal("code_check")
