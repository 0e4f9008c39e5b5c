"""Words that keep a job for one sex, ethnic group or age."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.unlawful import is_about_sex_ethnicity_or_age, names_sex_ethnicity_or_age
from tests.parsing.table import cells

BY_SEX = cells(
    """限女性|女工|男士优先|仅限男|要女的|只要男的|男性2名|女 3 人|女２名|男：2人|男女各3名
    性别：女|性别要求：男|招男工5名|招女包装工|招 女 工|男装卸工|女服务员|女工作人员|招聘：女
    欢迎妇女|妇女优先|女性为主|不要男的|限本村妇女|招收农村妇女30名|招小伙|大姐优先
    保洁阿姨2名|保洁员 女 初中以上|男，能吃苦|여성만|녀성만|남자 우대|녀자 우대|남성 3명
    여직원 구함|부녀 환영|women only|men preferred|female cleaner|3 women|no women
    lady wanted|male, strong"""
)
BY_PEOPLE = cells(
    """汉族优先|限朝鲜族|只招汉人|少数民族勿扰|要求：汉族，能吃苦|朝鲜族3名|民族：满族|조선족만
    한족 우대|소수민족 제외|Han only|prefer Han|Koreans only|no minorities"""
)
BY_AGE = cells(
    """35岁以下|18-45岁|18岁到45岁|年龄40以内|年龄18-45|年龄不超过50|45周岁以内|三十五岁以下
    四十 岁以内|25岁以上|18岁以下|16-18岁|18岁以上45岁以下|年满18周岁，45岁以下|要35以下的
    80后优先|年轻人优先|只要年轻的|年纪大的不要|老人勿扰|15岁孩子的家教|40세 이하
    마흔 살 이하|만 35세 미만|18세에서 35세|나이 40 이하|30대 우대|젊은 사람 우대
    aged 18 to 35|age: 18-45|under 40|up to 45|no older than 45|18 to 45 years old
    40 or younger|young people preferred"""
)
UNLAWFUL = [*BY_SEX, *BY_PEOPLE, *BY_AGE]
OPEN_TO_ALL = cells(
    """男女不限|不限男女|男女均可|男 女 均可|男女都行|招男女普工10名|不分男女老少|男女同工同酬
    性别不限|年龄不限|不限年龄|民族不限|不分民族|性别、年龄不限|年龄，性别均不限|没有年龄限制
    남녀 무관|남녀 모두|나이 무관|성별, 나이 제한 없음|men and women|male or female"""
)
OF_LEAST_AGE = cells(
    """年满16周岁|年满十八周岁|满18岁|不满16周岁不招|18周岁以上|18 岁及以上|18周岁（含）以上
    年满18周岁至法定退休年龄|만 18세 이상|16세 이상|16 years or older|18 or older|18+|over 18
    at least 18 years old"""
)
OF_ELSE = cells(
    """女装店|男装|女装缝纫工|招女鞋厂缝纫工|女生宿舍保洁|妇产医院保洁|妇女节|三八路|青年路12号
    子女教育补助|养老院护理老人|照顾80岁老人|照顾一位80岁老太太|带3岁宝宝|朝鲜族饭店服务员
    向海蒙古族乡|会朝鲜语|월급 3500원|부녀절|80세 할머니 돌봄|여성복 매장|조선족식당 주방보조
    고객 만족 우선|15세대 아파트 청소|women's shoes shop|look after an old man
    Korean restaurant|5 years experience|under 50 kg a sack|handyman|月薪3000-5000元
    工资3500以上|下午18:00后下班|抓满30天|20年工龄|零下20度以下停工|高中以上|3人以内
    招聘缝纫工20名，管吃管住，五险齐全，工作地点：宁波，电话0433-8811234"""
)
LAWFUL = [*OPEN_TO_ALL, *OF_LEAST_AGE, *OF_ELSE]
WORDS = cells(
    """女|男人|妇女|女性|姑娘|宝妈|大妈|朝鲜族|汉族|年轻人|青年|中年人|老人|老年|80后|35岁以下
    40以上|녀자|부녀|조선족|한족|젊은이|로인|60세 이상|women|mothers|Koreans|young people
    elderly|under 40"""
)
SITUATIONS = cells(
    """贫困户|没活干的|大学生|毕业生|残疾人|退伍军人|返乡农民工|想学电焊的|有驾照的|全村|大家
    男女不限|16周岁以上|졸업생|빈곤호|여기 사는 사람|everybody|out of work|Korean speakers
    senior high|1 3|2|没有|done||好了"""
)


@pytest.mark.parametrize("words", UNLAWFUL)
def test_a_vacancy_for_one_sex_people_or_age_is_noticed(words: str) -> None:
    assert names_sex_ethnicity_or_age(words)
    assert names_sex_ethnicity_or_age(f"招聘缝纫工，月薪3500元，{words}，管吃住")


@pytest.mark.parametrize("words", LAWFUL)
def test_what_is_open_to_all_or_lawful_is_let_through(words: str) -> None:
    assert not names_sex_ethnicity_or_age(words)


@given(st.sampled_from(UNLAWFUL), st.lists(st.sampled_from(LAWFUL), max_size=3), st.data())
def test_lawful_words_hide_no_unlawful_ones(
    words: str, lawful: list[str], data: st.DataObject
) -> None:
    said = data.draw(st.permutations([words, *lawful]))
    assert names_sex_ethnicity_or_age(data.draw(st.sampled_from(["，", "。", "\n"])).join(said))


@given(st.lists(st.sampled_from(LAWFUL), max_size=4), st.sampled_from(["，", "。", "；"]))
def test_lawful_words_together_stay_lawful(lawful: list[str], between: str) -> None:
    assert not names_sex_ethnicity_or_age(between.join(lawful))


@pytest.mark.parametrize("words", [*WORDS, *UNLAWFUL])
def test_readers_of_one_sex_people_or_age_are_noticed(words: str) -> None:
    assert is_about_sex_ethnicity_or_age(words)


@pytest.mark.parametrize("words", SITUATIONS)
def test_a_situation_or_a_number_is_for_everybody(words: str) -> None:
    assert not is_about_sex_ethnicity_or_age(words)


@given(st.text())
def test_whatever_restricts_is_about_it(text: str) -> None:
    assert names_sex_ethnicity_or_age(text) <= is_about_sex_ethnicity_or_age(text)
