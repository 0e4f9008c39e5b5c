"""What people mean by their words, and above all what they do not mean."""

from collections import defaultdict

import pytest
from markupsafe import Markup

from dialogue.core.offered import choice_by_label, offered_by
from dialogue.core.reply import Button, Message
from dialogue.parsing import phrases
from dialogue.parsing.phrase_files import ANSWERS as ANSWERS_TABLE
from dialogue.parsing.phrase_files import REQUESTS as REQUESTS_TABLE
from dialogue.parsing.phrase_files import load, read_file
from dialogue.parsing.remarks import is_question
from dialogue.parsing.typed_label import label_intents
from models.core.vocabulary import Language
from tests.parsing.table import cells

TABLES = (ANSWERS_TABLE, REQUESTS_TABLE)
# 没有了 says that nothing is left, and so both no and done.
# Of 계속합니다 the screen decides.
TWICE = {frozenset({"lack", "done"}), frozenset({"go_on", "still_there"})}

ANSWERS = {
    "affirm": """是|是的|嗯呢|嗯嗯|对对对|对，没错|没错|可不咋地|是的，对|네|예 맞습니다
        맞소|그렇습니다|yes|Yep!|that's right|是的呢|嗯对|对呀|对啊对啊|是嘞
        没错没错|是这样|就是这样|对的对的|嗯嗯嗯|是是是|昂|嗯昂|可不是咋的
        必须的必|恩对|是滴是滴|네 그렇습니다|예 그렇소|맞슴다|옳소|yes sir
        yes correct|that is correct""",
    "agree": """好的|好的谢谢|行啊|行，没问题|嗯，好|那就行|中|整吧|同意|我同意|俺愿意
        ok的|좋습니다|동의합니다|sure|ok thanks|no problem|好滴好滴|可以可以|行行
        中中中|没问题的|可以登记|你登吧|登吧|好，登记吧|愿意愿意|没事可以|成成
        好好好|行嘞|同意登记|그러시오|하십시오|yes you can|ok go ahead|fine by me""",
    "deny": """不是|不对|没这回事|아니요|아닙니다|틀렸소|no|nope|that's not right|不是啊
        不对不对|没有这回事|不是这样的|哪有这事|不是不是|아니 아니|아이라오
        아니지요|no no|no it's wrong""",
    "refuse": """不同意|我不同意|不要|不用了，谢谢|算了吧|동의하지 않습니다|안 하겠소
        동의 못 합니다|no thanks|I don't agree|不想登记|不用登记|我不想说
        不需要谢谢|不要不要|别登记我|不同意登记|不行不行|안 할래요|싫소
        no I don't want""",
    "unknown": """不知道|整不明白|모르겠어요|I don't know|not sure""",
    "sign_up": """我要报名|俺去|算我一个|给我报个名|신청하겠습니다|저도 갈게요|sign me up
        I'll come|我也去|给我报一个吧|我报名参加|我参加|要参加|报上|我想去|去去去
        我和媳妇都去|行我去|好我去|可以去|能去|明天我去|신청해 주시오|가겠슴다
        I want to join|yes sign me up|I'll go""",
    "decline": """没空|我去不了|有事去不了|走不开|못 갑니다|바빠서 못 가요|I can't come
        too busy|去不成|没空啊|我没时间去|不去了谢谢|家里有事|那天不行|不方便
        腿脚不好去不了|太远了|太远不去|못 가겠슴다|시간 없슴다|sorry can't come
        no time sorry""",
    "still_there": """还在干呢|还在那儿干|没走|我还在|계속 다닙니다|아직 일하고 있어요
        still there|I still work there|在干|还在|还干呢|一直干着呢|在呢在呢
        还在厂里干|还在上班呢|是还在|아직 하고 있소|계속 하고 있슴다|still here
        still working there""",
    "left": """早不干了|走了|我辞职了|그만뒀어요|이제 안 다녀요|I left|I was fired|不干了
        没在了|已经走了|干完了|活干完了|上个月就不干了|回家种地了|换地方了
        그만두었슴다|집에 돌아왔소|quit already|I quit""",
    "unchanged": """没变|老样子|跟以前一样|그대로입니다|same as before|没变化|还那样|没啥变化
        跟上次一样|都没变|一直这样|变化不大|달라진 것 없소|그냥 그대로요
        no changes|nothing new""",
    "never_there": """我没去过|俺根本没去过|간 적 없어요|I never worked there|我没去|根本没去过
        没去过那|不认识|没有去过|不是我|간 일 없소|never been there""",
    "some_wrong": """工资不对|不全对|로임이 틀리오|the wage is wrong""",
    "thanks": """谢谢|谢谢领导|감사합니다|thank you""",
    "changed": """变了|换工作了|有变动|바꼈어요|일이 바뀌었슴다|things changed""",
    "helped": """有用啊|挺好的|学到不少|有帮助|帮助大|도움 됐슴다|it was great""",
    "not_helped": """没用|没啥用处|不咋地|没意思|별로|별로였소|not really""",
    "want_job": """这个行我干|这个我想干|我要这个活|这个我去|想干|这活我要|이거 하겠슴다
        I want that""",
}

REQUESTS = {
    "cost": "收费吗|要钱不|免费吗|介绍工作要钱吗|무료입니까|is it free?",
    "work": """找活干|我想找工作|俺想找点活儿干|有没有活干|打工|招工吗|请问哪里招人
        帮我找个工作吧|整点活干|找火干|能不能给我介绍个工作|일자리 찾고싶슴다
        일하고 싶어요|일자리좀 소개해주세요|일 없어요|I need a job
        any work for me?|I want to find a job please|有啥活不|有活儿没
        附近有没有招人的|我想出去打工|想打工|俺要找活|有没有工地的活|我想找个班上
        有木工活吗|哪儿有活啊|给找个活呗|介绍个活儿|有没有适合我的工作
        五十岁能干啥活|女的能干的活有吗|找工作啊|我要上班|帮我看看有啥工作
        想找点零活|有日结的吗|找工做|日工有没有|우리 마을에 일자리가 있습니까
        일하고싶소|일자리 있슴까|일자리를 구합니다|할 일 없소|work please
        got any work|I am looking for a job|need work""",
    "unpaid": """老板不给工资|老板一直不给我钱|包工头欠我们工钱|工资没发|工资要不回来
        老板跑了|欠薪|俺的工钱没给|干完活不给钱|老板三个月没发工资了
        老板欠我两个月工资|월급을 못 받았습니다|로임이 밀렸소
        사장이 월급을 안 줘요|월급 못받았어요|my boss did not pay me
        I was not paid|they owe me wages|老板欠薪|老板不给开工资
        干了三个月一分钱没给|工资一直拖着|包工头跑了不给钱|俺的血汗钱要不回来
        工钱没给|老板拖欠工资|三个月没发工资|不给钱|老板说没钱|要工资|怎么要工资
        工资没给我结|老板扣我工资|厂里压着工资不给|有人欠我工资|欠我钱不给
        工头不给算账|월급이 안 나왔어요|돈을 못 받았소|사장이 돈을 안 주오
        로임을 안 줌다|월급을 석달째 못 받았소|boss didn't pay|didn't get paid
        haven't been paid for two months|no salary for 3 months""",
    "fee": """中介收我钱了|要交押金|中介收了我介绍费|소개비를 내라고 해요
        he asked me for money|中介要我交五百块|交了押金不退|让我交培训费
        돈을 내라고 합니다""",
    "papers": """老板扣我身份证|身份证被扣了|신분증을 안 돌려줘요|they took my ID card
        身份证让老板拿走了|身份证扣着不给|신분증을 가져갔소""",
    "person": """我要人工|转人工|找个人说话|有人吗|你们电话多少|人工客服|상담원
        사람과 말하고 싶소|a person please|talk to a human|找人工|人工服务
        我想找人问问|有没有真人|你是机器人吧|能打电话吗|电话是多少|谁管这事|找领导
        找你们领导|给我回个电话|我要跟人说|我找工作人员|客服电话|사람 좀 바꿔주오
        전화번호 좀|직원과 통화하고 싶습니다|human please|let me talk to someone
        I need to speak to somebody""",
    "erase": """删除我的信息|把我的资料都删了|注销账号|내 정보를 지워 주세요|delete me
        erase my data please|删掉我|我要退出|把我信息删了|不想用了|注销
        把我的登记取消|내 자료 지워주오|삭제해 주세요|remove my data""",
    "entry": """我的信息|改电话|我换号了|내 정보 보기|my data|change my phone number
        我登记的啥|看下我的资料|我的电话换了|改手机号|查一下我的信息
        전화번호가 바뀌었소|update my phone""",
    "training": """我想学电焊|有培训班吗|免费培训|기술을 배우고 싶어요|any training?
        learn a trade|学电焊|有啥培训|想学个手艺|哪能学开叉车|培训什么时候开始
        기술 배우고 싶슴다|배울 데 있소""",
    "in_korean": """换朝鲜语|说朝鲜话|조선말로 하겠소|korean please|조선말""",
    "in_chinese": """中文|说汉语|换成中文|한어로|chinese""",
    "language": """换语言|언어 변경|change the language""",
    "place": """在哪|在哪里？|请问咋走|어디서 합니까?|where is it?""",
    "menu": """菜单|메뉴|main menu""",
    "danger": """我受伤了|干活摔伤了|工地砸着脚了|老板打我|不让走|다쳤소""",
    "trouble": """没签合同|不给交社保|被开除了|我要投诉""",
    "help": """这个怎么用|不会用""",
}
NO_ANSWERS = cells(
    """是？|不去不行啊|不是没用|没变吧|还那样吧|走了吧|是嘛|对了|同意什么|同意吗
        同意？|是吗|好不好|行不行|是不是|要不要|可是|不，我同意|是，不对
        我不是不同意|好像同意|你同意|大家都同意了你们就登记吧|同意了会怎么样
        有没有|为什么|哪里|哪里？|谁说的|如果工资高我就同意|先说清楚再同意
        没人同意|别人同意我就同意|可以不|可以吗|能行吗|你好好想想|yes?|ok?
        is it ok|yes or no|not yes|agree to what?|do you agree|if you pay me yes
        동의가 뭐예요|동의?|네?|무엇에 동의합니까|좋을까요|어디요|누가 동의했소
        不知道行不行|还行吗|是那样吗|我妈说好|王芳|3500|8月|去哪|还在吗|还在吗？
        没走吗"""
)
NO_REQUESTS = cells(
    """我不找活干|不想干活|别给我介绍工作|我哥找活干|老板给工资了|工资发了
        老板没欠我工资|老板不错|我在工地干活|工作三年了|我有工作了
        不要删除我的信息|别删我|我没想删除|不用人工|不找人工
        我朋友没拿到工资是真的吗我也不清楚|活着|工作服|打工人|일을 안 찾아요
        월급을 받았습니다|월급 받았어요|지우지 마세요|상담원 필요 없어요
        I don't want a job|my boss paid me|do not delete me|not looking for work
        I have a job|王工作|宁波鞋厂|踩缝纫机|身份证|220822199001011234"""
)


def meant(table: str) -> dict[str, set[str]]:
    """The intents of each plain phrase of a table."""
    found: dict[str, set[str]] = defaultdict(set)
    for said, intents in load(table).whole.items():
        found[said] |= load(table).meant_by(said) | intents
    return found


@pytest.mark.parametrize("table", TABLES)
def test_every_language_has_every_intent(table: str) -> None:
    intents = [list(read_file(language)[table]) for language in Language]
    assert len({frozenset(one) for one in intents}) == 1
    assert all(read_file(one)[table][intent] for one in Language for intent in intents[0])


@pytest.mark.parametrize("table", TABLES)
def test_no_phrase_has_two_meanings(table: str) -> None:
    double = {said: meant for said, meant in meant(table).items() if len(meant) > 1}
    assert not {said: one for said, one in double.items() if frozenset(one) not in TWICE}


def test_no_phrase_is_both_an_answer_and_a_request() -> None:
    answers, requests = (load(table) for table in TABLES)
    assert not answers.whole.keys() & requests.whole.keys()
    assert not [said for said in answers.whole if requests.meant_by(said)]


@pytest.mark.parametrize(
    ("intent", "typed"), [(one, cell) for one, table in ANSWERS.items() for cell in cells(table)]
)
def test_everyday_answers_are_read(intent: str, typed: str) -> None:
    assert phrases.fits(typed, intent)


@pytest.mark.parametrize("typed", NO_ANSWERS)
def test_questions_conditions_and_mixed_words_answer_nothing(typed: str) -> None:
    yes_or_no = ("affirm", "agree", "want", "have", "can", "signed", "deny", "refuse", "lack")
    assert not phrases.fits(typed, *yes_or_no, "sign_up", "decline", "still_there", "left") or (
        len(phrases.answers(typed)) > 1
        and not phrases.fits(typed, "affirm", "agree")
        and not phrases.fits(typed, "deny", "refuse")
    )


@pytest.mark.parametrize(
    ("intent", "typed"), [(one, cell) for one, table in REQUESTS.items() for cell in cells(table)]
)
def test_plain_requests_are_read(intent: str, typed: str) -> None:
    assert phrases.request_in(typed) == intent


@pytest.mark.parametrize("typed", NO_REQUESTS)
def test_other_sentences_and_negations_request_nothing(typed: str) -> None:
    assert phrases.request_in(typed) is None


@pytest.mark.parametrize(
    "typed", ["在哪里", "同意什么", "谁来", "咋整", "어디요", "왜", "where is it", "who?"]
)
def test_questions_are_known(typed: str) -> None:
    assert is_question(typed)


def find_label(typed: str, labels: list[str]) -> int | None:
    """The place of the button whose label was typed."""
    buttons = tuple((Button(label, str(place)),) for place, label in enumerate(labels))
    choice = choice_by_label(typed, offered_by(Message(Markup(), buttons)))
    return None if choice is None else int(choice)


LABELS = ["1 Yes, write it down", "2 No, thank you", "3 📄 Read more"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Yes, write it down", 0),
        ("write it down", 0),
        ("1 yes write it down", 0),
        ("read more", 2),
        ("thank you", None),
        ("write it down?", None),
        ("I read more books", None),
        ("write", None),
        ("2 yes write it down", None),
    ],
)
def test_a_label_or_a_telling_part_of_it_is_typed(typed: str, place: int | None) -> None:
    assert find_label(typed, LABELS) == place


def test_a_part_that_two_labels_have_tells_neither() -> None:
    assert find_label("前进村", ["1 王芳，前进村", "2 李强，前进村"]) is None
    assert find_label("王芳", ["1 王芳，前进村", "2 李强，前进村"]) == 0


@pytest.mark.parametrize(
    ("label", "intents"),
    [
        ("1 ✅ Yes, still so", {"affirm", "unchanged"}),
        ("2 ✏️ 没有变", {"unchanged"}),
        ("‹ Back", {"back"}),
        ("No, thank you", {"refuse"}),
        ("王芳，前进村", set()),
    ],
)
def test_a_label_says_by_itself_what_it_means(label: str, intents: set[str]) -> None:
    assert label_intents(label) == intents


@pytest.mark.parametrize(
    "said", ["是" * 29 + "x", "不不是" * 9 + "ab", "好的行" * 9 + "z", "네" * 29 + "y"]
)
def test_answers_run_together_are_read_once_from_each_place(said: str) -> None:
    phrases._run_together.cache_clear()
    phrases.read_parts(said)
    assert phrases._run_together.cache_info().misses <= len(said)
