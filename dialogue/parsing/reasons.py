"""A "no" with why beside it: 不去，家里有老人; 바빠서 못 갑니다; no, my mother is ill.

A yes with more beside it is none: what is added may take it back, as in 能，开春以后.
"""

import re

from models.core.plain_text import plain

CLAUSES = re.compile(r"[,，.。;；!！~…\n]+|\s+(?:because|cause|since)\s+")
CHINESE_SPACE = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
# 바빠서 못 갑니다 gives the reason first; 공장에서 is a place.
KOREAN_REASON = re.compile(r"(?<=[가-힣])(?<!에)(?:서|니까|느라고|때문에)\s+(?=[가-힣])")
DENIED = re.compile("[没不未]([一-鿿])")
MOST = 4
# Such a clause is no reason: it takes back, sets a condition, asks, tells a sum or of a try, or is
# what somebody else said.
TAKES_BACK = re.compile(
    "但|可是|可我|(?<!信)不过|除非|要是|如果|假如|万一|的话|只|就|才|光|除了|其实|结果|后来|本来|原来|以前|不然|要不|最好|也行"
    "|也中|也可以|也想|可能|也许|应该|差不多|改天|下次|以后|过后|回头|再说|等等|换|说$|去了|去过|干了|干过|[?？吗么]"
    "|啥时|什么时|哪|谁|多少|怎么|咋|[0-9]|[一二三四五六七八九十两俩仨几]百|[百千万](?:块|元|来)|块钱|红包|的钱"
    r"|지만|는데|면(?=\s|$)|하지만|그러나|그런데|대신|아마|혹시|나중|다음|까$|는가|만$|원|갔다|했다가"
    r"|\b(?:but|unless|if|except|only|maybe|perhaps|although|though|however|instead|later|when|what"
    r"|how|why|where|who|could|would|can you|next time|used to|once|yuan|paid|gave)\b",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """The clauses of a text, each as typed; one alone where nothing stands between."""
    said = KOREAN_REASON.sub("\n", CHINESE_SPACE.sub("\n", plain_lines(text)))
    return [part.strip() for part in CLAUSES.split(said) if part.strip()]


def plain_lines(text: str) -> str:
    return "\n".join(plain(line) for line in text.splitlines())


def with_reason(text: str) -> list[tuple[str, list[str]]]:
    """The first clause and the last, each with the others, where those can be reasons."""
    said = clauses(text)
    if not 1 < len(said) <= MOST or "?" in plain(text):
        return []
    ways = [(said[0], said[1:]), (said[-1], said[:-1])]
    return [(told, rest) for told, rest in ways if all(_may_be_why(told, one) for one in rest)]


def _may_be_why(told: str, clause: str) -> bool:
    """没签，签的空白的 says the same verb again without the "not": no reason."""
    again = (re.search(rf"(?<![没不未]){verb}", clause) for verb in DENIED.findall(told))
    return not TAKES_BACK.search(clause) and not any(again)
