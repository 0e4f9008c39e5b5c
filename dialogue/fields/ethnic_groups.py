"""The 56 ethnic groups, as people write them, beside those that have a button."""

CHINESE = (
    "藏 维吾尔 苗 彝 壮 布依 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西"
    " 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗"
    " 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔"
    " 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
OTHERS = (
    "tibetan|uyghur|uighur|miao|hmong|yi|zhuang|buyi|bouyei|dong|yao|bai|tujia|hani|kazakh|dai"
    "|li|lisu|wa|she|gaoshan|lahu|shui"
    "|dongxiang|naxi|jingpo|kyrgyz|kirgiz|tu|daur|mulao|qiang|blang|salar|maonan|gelao|xibe"
    "|sibe|achang|pumi|tajik|nu|uzbek"
    "|russian|evenk|ewenki|deang|bonan|yugur|gin|jing|tatar|derung|oroqen|hezhen|hezhe|nanai"
    "|monba|lhoba|jino"
    "|장족|위글족|위구르족|묘족|이족|쫭족|부이족|동족|요족|백족|토가족|하니족|까자흐족|따이족"
    "|려족|리수족|와족|사족|고산족|라후족|수족"
    "|동향족|나시족|징퍼족|끼르끼즈족|토족|다우르족|강족|싸라족|거로족|시버족|석백족|따지크족"
    "|로씨야족|러시아족|어원커족|오원커족|유고족|따따르족|오로촌족|어룬춘족|허저족"
)
ETHNIC_GROUPS = frozenset(
    {*(f"{name}族" for name in CHINESE.split()), *(n for n in CHINESE.split() if len(n) > 1)}
    | set(OTHERS.split("|"))
)
