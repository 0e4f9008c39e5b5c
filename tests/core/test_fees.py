"""Words that ask a worker for money or papers before the work."""

from itertools import product

import pytest

from models.core.fees import fee_word
from tests.parsing.table import cells

MONEY = cells(
    """押金200元|交押金|收押金三百|入职押金500|需要缴纳保证金|保证金1000元|中介费|中介费300元
    服装费自理|收取服装费|工服费200|培训费自理|培训费500元|体检费自理|报名费50|收取200元
    介绍费一个月工资|先交200元|交300块钱|每人交二百元|押一个月工资|压半个月工资|扣一个月工资
    不交押金不能上班|不交押金不录用|没有押金就不要|资料费100|收取一定费用|上岗费|办证费自己出
    先交钱后上班|要交点钱|押金离职退还|好处费|收取管理费|手续费
    보증금 500원|소개비 있음|소개비를 받습니다|알선비|중개 수수료 10%|교육비 본인 부담|작업복비 공제
    등록비 100원|200원을 내야 합니다|돈을 먼저 내야 합니다
    deposit of 200 yuan|a deposit|agency fee|fees apply|training fee 300|registration fee
    pay 200 yuan in advance|wages are held one month|pay the agent 100"""
)
PAPERS = cells(
    """扣身份证|扣押身份证|身份证要上交|上交身份证|身份证统一保管|证件由公司保管|押身份证|押户口本
    收走身份证|身份证原件上交|抵押毕业证|银行卡上交|交出银行卡|暂扣证件|毕业证抵押|身份证押在厂里
    代管银行卡|没收证件
    신분증 보관|신분증을 맡겨야 합니다|신분증을 회사에 맡기고|려권 보관|졸업증을 담보로|신분증 압수
    we keep your ID|hold passports|hand in your ID card|ID cards are kept
    your papers will be kept"""
)
DEMANDING = [*MONEY, *PAPERS]
FREE = cells(
    """不收任何费用|不收费|不收押金|免押金|无押金|无需押金|没有押金|零押金|不收取任何费用|不用交押金
    不交押金|不需要交任何费用|免中介费|无中介费|不收中介费、服装费和押金|不收押金和保证金
    不扣身份证|不扣押身份证和毕业证|绝不收取中介费|拒绝任何中介费|没有任何费用|免费|免费培训
    培训费全免|培训费由公司承担|体检费公司出|服装费厂里出|报名费全免|体检费报销|培训费补贴|不押工资
    没有中介费，直招|严禁收取任何费用
    보증금 없음|소개비 없음|소개비는 받지 않습니다|수수료 없습니다|교육비 무료|교육비 회사 부담
    보증금과 소개비 없음|신분증을 보관하지 않습니다
    no fee|no fees|no deposit|without any fee|no deposit or fees|free of charge|no agency fee
    fees are paid by the employer|deposit not required|we do not take any fees
    we never keep your ID"""
)
USUAL = cells(
    """缝纫工|月薪3000-5000元|工资3500以上|收入4000元|管吃管住|五险一金|缴纳社保|单位交五险
    带身份证|凭身份证报名|带身份证复印件|交身份证复印件|身份证号|收费员|高速收费站|收取停车费
    停车场收费员|保管员|仓库保管|会开车|有驾照|交通补助200元|食宿自理|加班费|加班费另算|伙食费100
    伙食补贴|路费报销|话费补助|工资打到银行卡|取暖费补贴|交接班|抵达|押运员|护送|每月15号发工资
    收银员|收发员|收割|餐费补助|付款快|物业管理
    재봉공|월급 3500원|식사 제공|신분증 지참|신분증 사본|교통비 지급|기숙사 있음|3일 교육
    sewing|wage 3500 yuan|board and lodging|bring your ID card|coffee shop|papers needed: none
    copy of your ID card|we pay on time|paid monthly|direct deposit"""
)
HARMLESS = [*FREE, *USUAL]


@pytest.mark.parametrize("words", DEMANDING)
def test_a_fee_a_deposit_or_papers_kept_are_noticed(words: str) -> None:
    assert fee_word(words)
    assert fee_word(f"招缝纫工，月薪3500元，{words}，管吃住")


@pytest.mark.parametrize("words", HARMLESS)
def test_no_fee_and_what_is_usual_are_let_through(words: str) -> None:
    assert fee_word(words) is None
    assert fee_word(f"招缝纫工，月薪3500元，{words}，管吃住") is None


@pytest.mark.parametrize("words", DEMANDING)
def test_harmless_words_hide_no_fee(words: str) -> None:
    for harmless, between in product(HARMLESS, "。；\n"):
        assert fee_word(words + between + harmless)
        assert fee_word(harmless + between + words)


@pytest.mark.parametrize(
    "text", ["押金200元\nfees are paid by the employer", "交押金\n不收任何费用", "보증금\n없음"]
)
def test_what_the_next_line_says_is_not_about_this_one(text: str) -> None:
    assert fee_word(text)


@pytest.mark.parametrize("words", HARMLESS)
def test_harmless_words_together_stay_harmless(words: str) -> None:
    for harmless, between in product(HARMLESS, "，。；\n"):
        assert fee_word(words + between + harmless) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("管吃住，押金２００元", "押金"),
        ("要扣身份证，押金", "扣身份证"),
        ("소개비 100원", "소개비"),
    ],
)
def test_the_first_such_word_is_told(text: str, word: str) -> None:
    assert fee_word(text) == word
