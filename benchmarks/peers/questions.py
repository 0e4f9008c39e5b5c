"""The twelve questions of the shortest intake, for bots that are not ours: texts and buttons."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question; with buttons, an answer is the number of one of them, or what is typed.

    `digits` says that what is typed can be digits too.
    """

    key: str
    text: str
    buttons: tuple[str, ...] = ()
    digits: bool = False

    def is_answer(self, words: str) -> bool:
        """The least that a bot would look at."""
        if not self.buttons or self.digits:
            return bool(words.strip())
        return words in {str(n + 1) for n in range(len(self.buttons))} or not words.isdecimal()


YES_NO = ("有", "没有")
PEOPLES = ("汉族", "朝鲜族", "满族", "蒙古族", "回族", "别的")
SCHOOLS = ("没上过", "小学", "初中", "高中", "中专", "大专")
WORK = ("没活干", "在家种地", "在县里打工", "在省里打工", "出省打工")
SKILLS = ("种菜", "养牛", "缝纫", "电焊", "瓦工", "厨师", "开车", "没有")
WISHES = ("找活", "学手艺", "做小买卖", "都不要")
NEWS = ("招聘会", "培训", "政策", "活动", "岗位", "贷款", "体检", "都不要")
QUESTIONS = (
    Question("name", "您叫什么名字？"),
    Question("id_number", "您的身份证号是多少？一共 18 位。", ("跳过",), digits=True),
    Question("phone", "您的电话号码是多少？", ("跳过",), digits=True),
    Question("village", "您的户口在哪个村？", ("通榆县", "汪清县")),
    Question("registered_poor", "您家是建档立卡户吗？", YES_NO),
    Question("status", "您现在做什么？", WORK),
    Question("notices", "想收到哪些消息？", NEWS),
    Question("ethnicity", "您是哪个民族？", PEOPLES),
    Question("schooling", "您上学到哪一级？", SCHOOLS),
    Question("skills", "您会哪些手艺？", SKILLS),
    Question("wishes", "您想要什么？", WISHES),
    Question("limits", "有什么我们该知道的难处吗？", ("没有", "跳过")),
)
DONE = "登记好了。有合适的活，我们告诉您。"
WRONG = "请按编号选，比如 2。"
