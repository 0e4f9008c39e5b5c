"""Text as it is read for its meaning: plain small letters, counted things as digits."""

import re

from models.core.plain_text import plain

TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
COUNTING = {tens + ones: 10 * t + o for t, tens in enumerate(TENS) for o, ones in enumerate(ONES)}
# Before a counter only: 네 alone is "yes".
BEFORE_COUNTER = {"하나": "한", "둘": "두", "셋": "세", "넷": "네"}
COUNTERS = "명|개|살|사람|식구|가지|번|달|주|해|집|마리|시간|채|곳"
COUNTED = {
    re.sub("하나$|둘$|셋$|넷$", lambda m: BEFORE_COUNTER[m[0]], said): value
    for said, value in COUNTING.items()
    if value
} | {"스무": 20}
COUNTED_PATTERN = re.compile(
    rf"(?<![가-힣])({'|'.join(sorted(COUNTED, key=len, reverse=True))})\s*(?={COUNTERS})"
)
ENGLISH = {
    word: value
    for value, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        )
    )
}
TENS_IN_ENGLISH = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH |= {word: 10 * tens for tens, word in enumerate(TENS_IN_ENGLISH, start=2)}
ENGLISH |= {"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18}
ENGLISH_PATTERN = re.compile(rf"\b({'|'.join(ENGLISH)})\b")


def spoken(text: str) -> str:
    """The text in plain small letters, with 두 명 as 2명 and two as 2."""
    said = plain(text).casefold()
    said = COUNTED_PATTERN.sub(lambda m: str(COUNTED[m[1]]), said)
    return ENGLISH_PATTERN.sub(lambda m: str(ENGLISH[m[0]]), said)
