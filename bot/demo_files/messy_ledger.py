"""500 rows of invented people as a county's list really is, made anew from one seed.

A title and merged headers, two sheets, and of every kind of mess some rows: MESS.
"""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

FILE = Path(__file__).parent / "messy_ledger.xlsx"
SEED, ROWS = 2018, 500
TITLE = "汪清县农村劳动力就业台账（样例，人名均为虚构）"
MADE = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HEADERS = (
    *("序号", "姓名*", "性别", "身份证号码（18位）*", "联系电话", "乡镇", "行政村"),
    *("是否建档立卡户", "户主姓名", "与户主关系", "民族", "文化程度", "就业创业状态", "备注"),
)
WORK = ("姓名", "身份证号码", "务工单位", "岗位工种", "月工资", "是否签订劳动合同", "技能特长")
FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗金朴崔韩姜"
GIVEN = "芳丽英梅兰秀春红艳玲伟强军勇磊洋杰涛明超平刚华国建文斌哲洙顺子淑"
VILLAGES = (
    *(("天桥岭镇", "天桥岭村"), ("春阳镇", "中大川村"), ("春阳镇", "春光村")),
    *(("大兴沟镇", "二甲山村"), ("罗子沟镇", "太平沟村"), ("春阳镇", "骆驼山村")),
    *(("百草沟镇", "南城村"), ("复兴镇", "糖厂村"), ("汪清镇", "柳树河村")),
    *(("百草沟镇", "正阳村"), ("大兴沟镇", "红兴村"), ("东光镇", "林子沟村")),
    *(("大兴沟镇", "和盛村"), ("大兴沟镇", "河南村"), ("春阳镇", "幸福村")),
)
SCHOOLING = ("小学", "初中", "初中", "高中", "中专", "大专", "文盲或半文盲", "本科及以上")
STATUS = ("未就业", "务农", "县内", "县外省内", "省外", "省外务工", "自主创业", "灵活就业")
AT_WORK = ("县内", "县外省内", "省外", "省外务工", "自主创业")
FIRMS = ("延边某服装厂", "宁波某电子厂", "汪清某木耳合作社", "青岛某食品厂", "长春某物业公司")
POSTS = ("缝纫工", "普工", "菌包工", "保洁员", "保安", "电焊工", "厨师")
SKILLS = ("电焊", "驾驶", "厨师", "缝纫", "木耳种植", "养殖", "")

Row = list[Any]
NUMBER, PHONE, NAME, SEX, TOWNSHIP, VILLAGE, SCHOOL, PRESENT = 3, 4, 1, 2, 5, 6, 11, 12


def id_number(dice: random.Random) -> str:
    """A number of nobody, with its check digit."""
    year, month, day = dice.randint(1962, 2006), dice.randint(1, 12), dice.randint(1, 28)
    body = f"222424{year}{month:02}{day:02}{dice.randint(1, 998):03}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


def clean_row(dice: random.Random, number: int) -> Row:
    """Somebody of whom everything is as it should be."""
    township, village = dice.choice(VILLAGES)
    identity = id_number(dice)
    family = dice.choice(FAMILY)
    name = family + "".join(dice.sample(GIVEN, dice.choice((1, 2, 2))))
    is_head = dice.random() < 0.4
    head = name if is_head else family + "".join(dice.sample(GIVEN, 2))
    relation = "户主" if is_head else dice.choice(("配偶", "之子", "之女", "其他"))
    return [
        *(number, name, "男" if int(identity[16]) % 2 else "女", identity),
        *(f"13{dice.randint(0, 9)}{dice.randint(0, 99_999_999):08}", township, village),
        *("是" if dice.random() < 0.6 else "否", head, relation),
        *(dice.choice(("汉族", "汉族", "朝鲜族", "满族")), dice.choice(SCHOOLING)),
        *(dice.choice(STATUS), ""),
    ]


def _put(column: int, make: Callable[[Any], Any]) -> Callable[[Row], None]:
    def mess(row: Row) -> None:
        row[column] = make(row[column])

    return mess


def _wrong_digit(number: str) -> str:
    return number[:-1] + ("1" if number[-1] != "1" else "2")


# What is wrong, or only odd, with so many of a hundred rows.
MESS: tuple[tuple[int, Callable[[Row], None]], ...] = (
    (4, _put(NUMBER, lambda number: int(number.replace("X", "0")))),
    (3, _put(NUMBER, _wrong_digit)),
    (1, _put(NUMBER, lambda number: number[:6] + number[8:17])),
    (1, _put(NUMBER, lambda number: number[:-1])),
    (4, _put(NUMBER, lambda number: f"{number[:6]} {number[6:14]} {number[14:].lower()}")),
    (1, _put(NUMBER, lambda _: None)),
    (3, _put(PHONE, int)),
    (3, _put(PHONE, lambda phone: f"{phone[:3]}-{phone[3:7]}-{phone[7:]}")),
    (2, _put(PHONE, lambda phone: phone[:-1])),
    (1, _put(PHONE, lambda _: "12333")),
    (3, _put(PHONE, lambda _: "无")),
    (3, _put(NAME, lambda name: " ".join(name))),
    (1, _put(NAME, lambda name: name + "1")),
    (2, _put(SEX, lambda sex: "女" if sex == "男" else "男")),
    (2, _put(VILLAGE, lambda _: "开通镇")),
    (3, _put(VILLAGE, lambda village: f"吉林省汪清县{village}三组")),
    (2, _put(VILLAGE, lambda _: "某某屯")),
    (2, _put(TOWNSHIP, lambda _: None)),
    (2, _put(SCHOOL, lambda _: "71")),
    (2, _put(SCHOOL, lambda _: "不认识")),
    (2, _put(PRESENT, lambda _: "转移就业")),
    (2, _put(PRESENT, lambda _: None)),
)


def people(dice: random.Random) -> list[Row]:
    """All rows; every sixtieth person stands there twice."""
    rows: list[Row] = []
    for number in range(1, ROWS + 1):
        row = list(rows[-7]) if number % 60 == 0 else clean_row(dice, number)
        row[0] = number
        drawn, at = dice.randint(0, 99), 0
        for share, mess in MESS:
            if at <= drawn < at + share and isinstance(row[NUMBER], str) and row[PHONE]:
                mess(row)
            at += share
        rows.append(row)
    return rows


def work_of(dice: random.Random, row: Row) -> Row:
    """What the second sheet tells of somebody at work."""
    wage: Any = dice.choice((2800, 3500, "4200元", "三千五", "5000", 180, "面议", None))
    contract = dice.choice(("是", "否", "已签", "未签", ""))
    return [
        *(row[NAME], row[NUMBER], dice.choice(FIRMS), dice.choice(POSTS)),
        *(wage, contract, dice.choice(SKILLS)),
    ]


def write(file: Path = FILE) -> None:
    """The file, the same each time."""
    dice = random.Random(SEED)  # noqa: S311
    rows = people(dice)
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        book.set_properties({"created": MADE.replace(tzinfo=None)})
        page, middle = book.add_worksheet("劳动力"), book.add_format({"align": "center"})
        page.merge_range(
            0, 0, 0, len(HEADERS) - 1, "汪清县农村劳动力就业台账（样例，人名均为虚构）", middle
        )
        page.write_row(1, 0, ["填报单位：", "", "", "填报日期：2026-12"])
        page.write_row(2, 0, HEADERS)
        for line, row in enumerate(rows, start=3):
            page.write_row(line, 0, row)
        page.write_formula(len(rows) + 3, 0, "=COUNTA(B4:B503)", None, ROWS)
        page.write_string(len(rows) + 3, 1, "合计")
        page.write_formula(13, PHONE, "=VLOOKUP(B14,Z:Z,1,0)", None, "#N/A")
        page.write_formula(23, NUMBER, '="2224241985"&"03121012"', None, rows[20][NUMBER])
        work = book.add_worksheet("务工")
        work.write_row(0, 0, WORK)
        placed = [row for row in rows if row[PRESENT] in AT_WORK and isinstance(row[NUMBER], str)]
        for line, row in enumerate(placed, start=1):
            work.write_row(line, 0, work_of(dice, row))
