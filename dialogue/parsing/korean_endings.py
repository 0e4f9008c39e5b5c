"""How Korean sentences end, in Seoul and in Yanbian: what is said there, as it is written here.

했슴다, 했꾸마, 했소, 했어요, 했음 and 했습데다 are all 했습니다. 아이 before a verb is 안.
"""

import re

# On a noun or a number, all of these say "it is".
COPULA = (
    "입니다|임니다|임다|이꾸마|꾸마|이올시다|올시다|이라오|인데요?|이거든요|거든요|이지요|이에요"
    "|예요|이요|이오|이우|요"
)
HANGUL = re.compile("[가-힣]")
END = r"(?=[\s.,!?~…。，！？]|$)"
START = r"(?<![가-힣])"
FIRST, VOWELS, FINALS = 0xAC00, 21, 28
NONE, L, M, B, S_FINALS = 0, 8, 16, 17, (20, 18)  # ㄹ, ㅁ, ㅂ; ㅆ and ㅄ
N = 4  # ㄴ
# ㅆ ㅄ ㅎ ㅀ ㅈ ㅍ ㅌ ㄶ ㄷ: before these 소 is an ending, and not a part of 장소 or 숙소.
OF_VERBS = (20, 18, 27, 15, 22, 26, 25, 6, 7)

# 아이 is a child too: only before these verbs is it "not".
NOT = re.compile(
    rf"{START}(?:아이|애이|앙이)\s*(?=(?:가|갔|갑|하|합|했|되|됩|됐|맞|맺|받|주|줍|줬|준|내|냅|냈|다니|다닙|다녔|변하|변했"
    rf"|바뀌|바꾸|쓰|썼|씁|들어|들었|땄|좋|오|옵|왔|동의|나오|나옵|나왔|나갔|끝났|알|압|적|찾|보냈|보내|신청|등록"
    rf"|필요|원하|원합|참가|달라고|싶)[가-힣]*니[다까]{END})"
)
# 아이오 and 아임다 are 아닙니다.
IS_NOT = re.compile(
    rf"(?:아이|애이)(?:오|우|요|다|[꾸구]마|라오|지므|지무|지요|지|올시다){END}|아임(?:다|니다){END}"
    rf"|아니(?:오|우|꾸마|구마|라오|지므|지무|올시다){END}"
)
LET_US = re.compile(rf"([가-힣])(?:기쇼|기오|깁소|기요){END}")
PLEASE = re.compile(rf"([가-힣])(?<![시십])쇼{END}")
ASKS = re.compile(rf"([가-힣])(?:둥|까){END}")
RETOLD = re.compile(rf"([가-힣])(?:데다|디다|더마|데){END}")
MA = re.compile(rf"([가-힣])[꾸구]마{END}")
OF_COURSE = re.compile(rf"([가-힣])지(?:므|무|뭐|머|유){END}")
SO = re.compile(rf"([가-힣])(?:소|수|수다){END}")
O = re.compile(rf"([가-힣])(?<!시)오{END}|([하가되이])우{END}")  # noqa: E741
DA = re.compile(rf"([가-힣])(?:다|네다){END}")
ENDS = re.compile(rf"([가-힣])(?:어요|아요|여요|어|아|네요|네|지요|죠|거든요|는데요|음){END}")
# 다니고 있습니다 and 다니는 중입니다 say what 다닙니다 says.
ONGOING = re.compile(rf"([가-힣])(?:고\s*있습니다|는\s*중(?:입니다|에\s*있습니다)){END}")
GOOD = "좋싫맞같많옳찮않싶"
# What becomes of a stem and its ending in one syllable.
CONTRACTED = {
    "해요": "합니다",
    "돼요": "됩니다",
    "안돼": "안됩니다",
    "와요": "옵니다",
    "줘요": "줍니다",
    "봐요": "봅니다",
    "몰라요": "모릅니다",
    "몰라": "모릅니다",
    "달라요": "다릅니다",
    "달라": "다릅니다",
    "틀려요": "틀립니다",
    "다녀요": "다닙니다",
    "바빠요": "바쁩니다",
    "아파요": "아픕니다",
    "나와요": "나옵니다",
    "내요": "냅니다",
    "함": "합니다",
    "됨": "됩니다",
    "모름": "모릅니다",
}
SHORT = re.compile(f"({'|'.join(sorted(CONTRACTED, key=len, reverse=True))}){END}")
MISSPELT = ((re.compile(rf"업(?=소{END}|슴다{END}|습니다{END}|어요{END})"), "없"),)


def as_written(text: str) -> str:
    """The text with its sentences ended as in -습니다, -습니까, -시오 and -ㅂ시다."""
    if not HANGUL.search(text):
        return text
    for pattern, right in MISSPELT:
        text = pattern.sub(right, text)
    text = IS_NOT.sub("아닙니다", text)
    text = LET_US.sub(lambda m: _with_b(m[1]) + "시다", text)
    text = PLEASE.sub(lambda m: f"{m[1]}시오", text)
    text = ASKS.sub(_asked, text)
    text = RETOLD.sub(_retold, text)
    text = MA.sub(_told, text)
    text = OF_COURSE.sub(lambda m: _formal(m[1]), text)
    text = SO.sub(_so, text)
    text = O.sub(_o, text)
    text = DA.sub(_da, text)
    text = ENDS.sub(_ends, text)
    text = ONGOING.sub(lambda m: _formal(m[1]), text)
    text = SHORT.sub(lambda m: CONTRACTED[m[1]], text)
    return NOT.sub("안 ", text)


def _final(syllable: str) -> int:
    return (ord(syllable) - FIRST) % FINALS


def _with_final(syllable: str, final: int) -> str:
    return chr(ord(syllable) - _final(syllable) + final)


def _with_b(stem: str) -> str:
    """하 is 합, 있 is 있읍, 알 is 압."""
    return _with_final(stem, B) if _final(stem) in (NONE, L) else f"{stem}읍"


def _formal(stem: str) -> str:
    """하 is 합니다, 있 is 있습니다, 알 is 압니다."""
    final = _final(stem)
    if final in (NONE, L):
        return _with_final(stem, B) + "니다"
    return f"{stem}니다" if final == B else f"{stem}습니다"


PAST = dict(zip("하되주가오보쓰내", "했됐줬갔왔봤썼냈", strict=True))
BRIGHT = (0, 8)  # ㅏ, ㅗ


def with_tense(stem: str, tense: str) -> str:
    """The last syllable of a verb's stem with 습니다: 맺 with 았 is 맺었습니다, 하 is 했습니다."""
    if tense == "겠":
        return f"{stem}겠습니다"
    if not tense:
        return _formal(stem)
    vowel = (ord(stem) - FIRST) // FINALS % VOWELS
    return PAST.get(stem, stem + ("았" if vowel in BRIGHT else "었")) + "습니다"


def _asked(found: re.Match[str]) -> str:
    """함까 and 합둥 are 합니까, 있슴까 is 있습니까; 할까 stays."""
    stem = found[1]
    if stem == "니":
        return found[0]
    return _with_final(stem, B) + "니까" if _final(stem) in (M, B) else found[0]


def _retold(found: re.Match[str]) -> str:
    stem = found[1]
    return f"{stem}니다" if _final(stem) == B else found[0]


def _told(found: re.Match[str]) -> str:
    stem = found[1]
    if stem in "스수습슴":
        return "습니다"
    return _with_final(stem, B) + "니다" if _final(stem) in (M, B) else _formal(stem)


def _so(found: re.Match[str]) -> str:
    """있소, 있수 and 싫수다 end so; 합소 is 하시오."""
    stem = found[1]
    if _final(stem) in OF_VERBS:
        return f"{stem}습니다"
    if _final(stem) == B and stem not in "업입습" and found[0].endswith("소"):
        return _with_final(stem, NONE) + "시오"
    return found[0]


def _o(found: re.Match[str]) -> str:
    """하오 and 이오; 하시오 stays."""
    stem = found[1] or found[2]
    return _formal(stem) if _final(stem) == NONE else found[0]


def _da(found: re.Match[str]) -> str:
    """했다, 한다, 합네다 and 함다; 다 for "all" and 보다 stay."""
    stem, final = found[1], _final(found[1])
    if (final in S_FINALS or stem in GOOD) and found[0] == f"{stem}다":
        return f"{stem}습니다"
    if stem == "는":
        return "습니다"
    return _with_final(stem, B) + "니다" if final in (N, M, B) else found[0]


def _ends(found: re.Match[str]) -> str:
    """했어요, 없어, 좋아요, 있음."""
    stem, final, tail = found[1], _final(found[1]), found[0][1:]
    if final in S_FINALS:
        return f"{stem}습니다"
    spoken = tail in ("어요", "아요", "어", "아") and stem in GOOD
    noun = tail == "음" and stem in f"{GOOD}받맺"
    return f"{stem}습니다" if spoken or noun else found[0]
