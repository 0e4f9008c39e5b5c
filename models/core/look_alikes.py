"""Code points that look like a Chinese character and mean it, but are others."""

import unicodedata

# Each radical of the block U+2E80 and the character that it is, by turns: Unicode 14,
# EquivalentUnifiedIdeograph.txt.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌"
    "⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓"
    "⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷"
    "⻋车⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨"
    "⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# What GBK and GB 18030-2000 had in Unicode's private use, from U+E815 on, where characters are now:
# GB 18030-2022. Names on old identity cards were typed with them.
_FORMERLY_PRIVATE = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
_FIRST_PRIVATE = 0xE815
_KANGXI = range(0x2F00, 0x2FD6)

LOOK_ALIKES: dict[int, str] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI},
    **dict(zip(map(ord, _RADICALS[::2]), _RADICALS[1::2], strict=True)),
}
LOOK_ALIKES |= {
    code: now.translate(LOOK_ALIKES)
    for code, now in enumerate(_FORMERLY_PRIVATE, start=_FIRST_PRIVATE)
}
