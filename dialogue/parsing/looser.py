"""A text without how many, how long and which: what is told beside an answer, and is none of it.

种了三垧地 is 种了地, 我不在那个厂了 is 我不在那了. What is read so is offered only.
"""

import re
from functools import lru_cache

from dialogue.parsing.korean_endings import as_written, with_tense

LONGEST = 160
COUNT = "(?:[0-9]+|[一二两三四五六七八九十百千几俩仨]+)"
WORKPLACES = "厂子|工厂|厂|单位|公司|饭店|店|工地|地方|疙瘩|嘎达|活"
LOOSER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (rf"{COUNT}[多来]?(?:块钱|元钱|块|元)|{COUNT}万(?:块钱|块|元)?", "钱"),
        (rf"(?:{COUNT}|好几|半)多?个多?月|[俩仨]月|[大小]?半年", "三个月"),
        (rf"(?:{COUNT}|好几|好多|一辈)多?(?:年|子)了?", ""),
        (rf"{COUNT}[多来]?(?:垧|亩|头|只|台|匹|口|条|间|个(?!多?月)|份|家|辆)", ""),
        (rf"[那这](?:(?:个|家)?(?:{WORKPLACES})|个|家)", "那"),
        (r"(?:한|두|석|서|넉|네|몇|세|다섯|여섯)\s*달(?:치|째|동안)?|반년(?:째|동안)?", "석달"),
        (r"(?<=[가-힣])이?꾸마(?=[\s.,]|$)", "입니다"),
        (r"(?<=\s)\S{1,4}(?:마리|명|평|정보|대)(?=\s)", ""),
        (r"(?<=[가-힣]\s)(?:하나|좀|한번|그냥|잘|먼저)(?=\s)", ""),
        (r"(?<=[가-힣])(?:을|를|은|는|이|가|도)(?=\s)", ""),
    )
)
# 맺지 않았습니다 says what 안 맺었습니다 says.
NOT_SO = re.compile(r"([가-힣]*?)([가-힣])지\s*않([았겠]?)습니다")


@lru_cache(maxsize=256)
def looser(text: str) -> str:
    """The text without these; empty where there is none of them in it, or where it is long."""
    if len(text) > LONGEST:
        return ""
    said = written = as_written(text)
    for pattern, put in LOOSER:
        said = pattern.sub(put, said)
    said = NOT_SO.sub(lambda m: f"{m[1]} 안 {with_tense(m[2], m[3])}", said)
    return said if said != written else ""
