"""What the law keeps out of a notice that offers work."""

from models.core.refusal import Refusal
from models.core.unlawful import names_sex_ethnicity_or_age
from models.core.vocabulary import Language
from models.notices.commands import WriteNotice

IN_WORDS = tuple(
    f"{what}{code and '_'}{code}" for what in ("title", "text") for code in ("", *Language)
)


def refuse_unlawful(told: WriteNotice, key: str = "") -> Refusal | None:
    """Refused where its words keep the work for a sex, an ethnic group or an age.

    Args:
        key: the one field to look at; its kind decides for all of them.

    Refusal: vacancy_unlawful. The law: models/core/unlawful.
    """
    if not told.offers_work:
        return None
    looked_at = [field for field in IN_WORDS if key in ("", "kind", field)]
    texts = [getattr(told, field) or "" for field in looked_at]
    return Refusal("vacancy_unlawful") if any(map(names_sex_ethnicity_or_age, texts)) else None
