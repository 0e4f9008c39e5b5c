"""How Korean sentences end on a noun or a number, in Seoul and in Yanbian: all say "it is"."""

COPULA = (
    "입니다|임니다|임다|이올시다|올시다|이라오|인데요?|이거든요|거든요|이지요|이에요|예요|이요"
    "|이오|요"
)
