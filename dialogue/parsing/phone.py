"""Phone numbers of people: Chinese mobiles and landlines, and numbers abroad."""

import re

import phonenumbers

from dialogue.parsing.text import too_long
from models.core.plain_text import plain
from models.core.refusal import Refusal

CHINA = "+86"
LABEL = re.compile(
    r"^(?:我的?|俺的?|咱的?|제 |내 |저의 |my )?"
    r"(?:手机号码?|手机|电话号码?|电话|号码|号|전화번호|휴대폰|손전화|전화|핸드폰|번호"
    r"|mobile|phone|tel|number|cell)(?: ?number)?(?:是|은|는| is)? ?[:.]? ?"
    r"|(?:입니다|이에요|예요|이요|요|이오)[.。]?$",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"[\s\-−–—‐‑.()/_·]")
SPELLED = str.maketrans("零〇一幺二三四五六七八九", "001123456789")
COUNTRY = re.compile(r"^(?:\+86|86(?=1[3-9][0-9]{9}$|0[0-9]{9,11}$))")
# By its shape alone: new prefixes are given out faster than any library learns them.
MOBILE = re.compile(r"1[3-9][0-9]{9}")
LOCAL = re.compile(r"[2-8][0-9]{6,7}")
HOTLINE = re.compile(r"1[0-2][0-9]{1,4}|9[0-9]{4,5}|[48]00[0-9]{7}")
# China Mobile's own line. The refusals show it as their example, and people copy examples.
NOBODYS = "13800138000"
WHOLE_LENGTHS = {"0": (11, 12), "1": (11,)}


def phone(text: str, area_code: str | None) -> str | Refusal:
    """The number in E.164, as +8613812345678, from however it was typed.

    `area_code`, as 0436, completes a local number of 7 or 8 digits. Refusals: phone_unread
    (also 12333 and other hotlines), phone_needs_area, phone_length {count}, text_too_long {most}.
    """
    if refusal := too_long(text):
        return refusal
    typed = SEPARATORS.sub("", LABEL.sub("", plain(text)).translate(SPELLED))
    if not re.fullmatch(r"\+?[0-9]{1,30}", typed):
        return Refusal("phone_unread")
    number = re.sub(r"^00", "+", typed)
    within = COUNTRY.sub("", number)
    if within.startswith("+"):
        return _valid(within, None) or Refusal("phone_unread")
    if MOBILE.fullmatch(within) and within != NOBODYS:
        return CHINA + within
    return _landline(within, area_code, number != within)


def phones(text: str, area_code: str | None) -> list[str] | Refusal:
    """The numbers that a text may mean, the likeliest first; one, where it means but that one.

    010 and eight digits are a Korean mobile or a landline in Peking; 1 415 555 2671 is of the USA
    or a mobile that is oddly spaced; 82 10 … lacks its plus. Of a sentence its mobile numbers.
    Refusals: those of `phone`.
    """
    said = plain(text)
    digits = re.sub("[^0-9+]", "", LABEL.sub("", said))
    if KOREAN_MOBILE.fullmatch(digits):
        return _both(f"+82{digits[1:]}", phone(text, area_code))
    if AMERICAN.fullmatch(LABEL.sub("", said).strip()):
        return _both(f"+{digits}", phone(text, area_code))
    read = phone(text, area_code)
    if isinstance(read, str):
        return [read]
    if ABROAD.fullmatch(digits) and (found := _valid(f"+{digits}", None)):
        return [found, found]
    mobiles = list(dict.fromkeys(CHINA + one for one in IN_TEXT.findall(_joined(said))))
    mobiles = [one for one in mobiles if not one.endswith(NOBODYS)]
    return mobiles * (2 if len(mobiles) == 1 else 1) if 1 <= len(mobiles) <= 3 else read


KOREAN_MOBILE = re.compile("01[016789][0-9]{7,8}")
AMERICAN = re.compile(r"1[\s.\-]*\(?[2-9][0-9]{2}\)?[\s.\-]+[0-9]{3}[\s.\-]+[0-9]{4}")
ABROAD = re.compile("(?:82|81|7|1|44|49|852|853|886)[0-9]{8,11}")
IN_TEXT = re.compile("(?<![0-9])(?:86)?(1[3-9][0-9]{9})(?![0-9])")


def _joined(said: str) -> str:
    """The text with the gaps within a number closed: 138 0013 8001, 138-0013-8001."""
    return re.sub(r"(?<=1[3-9][0-9])[\s\-]?([0-9]{4})[\s\-]?(?=[0-9]{4}(?![0-9]))", r"\1", said)


def _both(abroad: str, here: str | Refusal) -> list[str] | Refusal:
    there = _valid(abroad, None)
    if there is None:
        return [here] if isinstance(here, str) else here
    return [there, here] if isinstance(here, str) else [there, there]


def _landline(number: str, area_code: str | None, with_country: bool) -> str | Refusal:
    if HOTLINE.fullmatch(number) or number == NOBODYS:
        return Refusal("phone_unread")
    if LOCAL.fullmatch(number) and area_code is None:
        return Refusal("phone_needs_area")
    whole = f"{area_code}{number}" if LOCAL.fullmatch(number) else number
    # Ten digits from 1 are Beijing's only after +86; otherwise a mobile that lacks one.
    # Without its 0 it may as well be a number abroad.
    found = _valid(whole, "CN") if with_country or whole.startswith(("0", "400", "800")) else None
    return found or _wrong_count(number)


def _wrong_count(number: str) -> Refusal:
    if not number or len(number) in WHOLE_LENGTHS.get(number[:1], ()):
        return Refusal("phone_unread")
    return Refusal("phone_length", {"count": len(number)})


def _valid(number: str, region: str | None) -> str | None:
    try:
        found = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def masked_phone(number: str) -> str:
    """138****5678 of +8613812345678; a landline as 0436*****56, a number abroad as +82*******78."""
    own = number.removeprefix(CHINA)
    if MOBILE.fullmatch(own):
        return f"{own[:3]}****{own[-4:]}"
    shown = own if own == number else f"0{own}"
    head = 4 if shown.startswith("0") else 3
    hidden = max(len(shown) - head - 2, 0)
    return shown[:head] + "*" * hidden + shown[-2:] if hidden > 2 else "*" * len(shown)
