"""Whether two words are forms of one word: "want" and "wanted", "took" and "take", "economy" and "economic"."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR: dict[str, str] = {}
for _row in (
    "be am is are was were been being 's;have has had having;do does did done doing;go goes went gone "
    "going;say says said saying;"
    "get gets got gotten getting;make makes made making;know knows knew known;think thinks thought;take "
    "takes took taken taking;"
    "see sees saw seen;come comes came coming;give gives gave given giving;find finds found;tell tells "
    "told;feel feels felt;"
    "become becomes became;leave leaves left leaving;put puts putting;mean means meant;keep keeps "
    "kept;let lets letting;begin begins began begun beginning;"
    "show shows showed shown;hear hears heard;run runs ran running;hold holds held;bring brings "
    "brought;write writes wrote written writing;"
    "sit sits sat sitting;stand stands stood;lose loses lost losing;pay pays paid;meet meets met;set "
    "sets setting;lead leads led;understand understands understood;"
    "speak speaks spoke spoken;read reads;spend spends spent;grow grows grew grown;win wins won "
    "winning;teach teaches taught;buy buys bought;send sends sent;"
    "build builds built;fall falls fell fallen;cut cuts cutting;sell sells sold;drive drives drove "
    "driven driving;break breaks broke broken;eat eats ate eaten;"
    "draw draws drew drawn;wear wears wore worn;choose chooses chose chosen choosing;seek seeks "
    "sought;deal deals dealt;fight fights fought;throw throws threw thrown;"
    "catch catches caught;rise rises rose risen rising;strike strikes struck;die dies died dying;lie "
    "lies lay lain lying;lay lays laid;forget forgets forgot forgotten;"
    "shoot shoots shot;steal steals stole stolen;hide hides hid hidden;fly flies flew flown;swear swears "
    "swore sworn;bear bears bore borne;beat beats beaten;"
    "bite bites bit bitten;blow blows blew blown;drink drinks drank drunk;feed feeds fed;forgive "
    "forgives forgave forgiven;freeze freezes froze frozen;hit hits hitting;"
    "hurt hurts;sing sings sang sung;sleep sleeps slept;swim swims swam swum;wake wakes woke "
    "woken;withdraw withdraws withdrew withdrawn;undertake undertook undertaken;"
    "arise arose arisen;shake shook shaken;tear tore torn;ride rode ridden;overcome overcame;prove "
    "proven proved;quit quits;split splits;spread spreads;shut shuts;"
    "man men;woman women;child children;person people persons;foot feet;life lives;wife wives;country "
    "countries;this these;that those;good better best;bad worse worst;"
    "far further farther furthest;i me my mine myself;he him his himself;she her hers herself;we us our "
    "ours ourselves;they them their theirs themselves;who whom whose;it its itself;you your yours yourself"
).split(";"):
    _forms = _row.split()
    for _form in _forms:
        _IRREGULAR.setdefault(_form, _forms[0])


@lru_cache(maxsize=32768)
def stems(key: str) -> frozenset[str]:
    """The words that this one may be a form of."""
    found = {_IRREGULAR.get(key, key), key}
    for ending, instead in (
        ("ies", ("y", "ie")), ("ied", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ed", ("", "e")), ("ing", ("",
        "e")), ("ying", ("ie",)),
        ("er", ("", "e")), ("est", ("", "e")), ("ier", ("y",)), ("iest", ("y",)), ("ly", ("", "le")), ("ily",
        ("y",)), ("'s", ("",)), ("n't", ("",)),
    ):  # fmt: skip
        if key.endswith(ending) and len(key) - len(ending) >= 2:
            base = key[: -len(ending)]
            for addition in instead:
                found.add(base + addition)
            if ending in ("ed", "ing", "er", "est") and len(base) > 2 and base[-1] == base[-2]:
                found.add(base[:-1])
    return frozenset(found)


def same_word(one: str, other: str) -> bool:
    """True where both are forms of one word."""
    if one == other:
        return True
    if min(len(one), len(other)) < 2:
        return False
    return bool(stems(one) & stems(other))


def related(one: str, other: str) -> bool:
    """True where one word is made from the other: "economy", "economic"."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4:
        return False
    common = 0
    while common < len(shorter) and shorter[common] == longer[common]:
        common += 1
    return common >= max(4, 0.7 * len(longer)) or (common >= len(shorter) - 1 and common >= 5)
