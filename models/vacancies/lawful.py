"""What the law keeps out of a vacancy, and what the office looks at first."""

from collections.abc import Mapping
from typing import Any

from models.core.fees import fee_word
from models.core.refusal import Refusal
from models.core.unlawful import names_sex_ethnicity_or_age

# Where people's own words stand.
IN_WORDS = ("post", "trade", "place", "needs")
# So much of a word is kept.
WORD_MOST = 60


def refuse_unlawful(answers: Mapping[str, Any]) -> Refusal | None:
    """Refused where the words keep the work for a sex, an ethnic group or an age.

    Refusal: vacancy_unlawful. The law: models/core/unlawful.
    """
    unlawful = any(names_sex_ethnicity_or_age(answers.get(key) or "") for key in IN_WORDS)
    return Refusal("vacancy_unlawful") if unlawful else None


def find_fee_word(answers: Mapping[str, Any]) -> str | None:
    """The word of a fee, a deposit or kept papers, for which the office looks at it first.

    The law: models/core/fees.
    """
    words = (fee_word(answers.get(key) or "") for key in IN_WORDS)
    return next((word for word in words if word), None)
