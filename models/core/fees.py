"""Words that ask a worker for money or papers before the work.

The Labour Contract Law of the PRC forbids employers to keep a worker's ID card or other papers,
and to ask for a guarantee or take property under any name (article 9); the Provisional Regulations
on the Human Resources Market keep agencies from taking a deposit or keeping papers (28). Words
alone do not tell a fee from a misunderstanding, so that a vacancy with them waits for staff.
"""

from models.core.fee_words import DEMANDS, HARMLESS
from models.core.patterns import Patterns
from models.core.plain_text import TEXT_MOST
from models.core.spoken_text import spoken

HARMLESSLY, DEMANDED = Patterns(HARMLESS), Patterns(DEMANDS)


def fee_word(text: str) -> str | None:
    """The words that name a fee, a deposit, or papers that are kept: 押金, 扣身份证, 소개비.

    Small letters and single spaces. None where there are none, as in 不收任何费用.
    """
    found = DEMANDED.any.search(
        HARMLESSLY.any.sub("。", spoken("。".join(text[:TEXT_MOST].splitlines())))
    )
    return found[0].strip() if found else None
