"""Lines that are not story: stamps, bylines, hand-overs, datelines, credits and notices, told by their wording."""

from __future__ import annotations

import re

_NAME = r"(?:[A-Z][\w.'’-]*|de|la|van|von|der|den|bin|al|el|da|di|du|of|and|&)"

STAMP = re.compile(
    r"""^\W*(?:
        fact[\s-]*checked(?:\s+by\b.{0,80})? |
        (?:medically\s+|editorially\s+)?(?:reviewed|verified|vetted)\s+by\b.{0,80}
      |
      (?:this\s+(?:article|story|post|page)\s+(?:has\s+been|was|is)\s+)(?:fact[\s-]*checked|verified|reviewed)\b.{0,80}
      | (?:100\s*%\s+)?verified(?:\s+(?:news|content|story|true|information))? | truth[\s-]*checked |
      editor[\s-]*verified
      | peer[\s-]*reviewed | fact[\s-]*check(?:ing)?\s*:?\s*(?:true|passed|verified|correct)
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
BYLINE = re.compile(
    rf"^(?:(?:[Ww]ritten|[Rr]eported|[Pp]osted|[Ss]ubmitted|[Ff]iled|[Aa]uthored|[Ss]tory)\s+)?(?:[Bb]y|BY):?\s+"
    rf"(?P<who>(?:{_NAME}[,\s]*){{1,14}}(?:\|.{{0,80}}|,.{{0,80}}|/.{{0,60}}|for\s.{{0,60}})?)$"
)
HANDOVER = re.compile(
    r"""^(?P<who>(?!(?:he|she|it|they|we|i|you|who|this|that|what|one|his|her|their)\b).{2,70}?)\s+
        (?:reports?|reported|wrote|writes|has\s+more|has\s+the\s+(?:story|details)|adds\s+more)
        (?:\s+(?:on\s+\w+day|today|yesterday|earlier|that|here|in\s+full|the\s+following))*\s*:\s*$
      |
      ^(?:as\s+reported\s+by|reported\s+by|according\s+to|via|(?:here[’']?s\s+)?(?:more\s+)?from)\s+(?P<via>.{2,60}?)\s*:\s*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DATE = re.compile(
    rf"""(?:
        (?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y1>\d{{4}})
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})\s*,?\s+(?P<y2>\d{{4}})
      | (?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
DATE_LINE = re.compile(
    rf"""^(?:(?:published|posted|updated|last\s+updated|modified|first\s+published|date|created|filed)\b\s*(?:on|at)?\s*:?\s*)*
        (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\s*,?\s*)?
        (?:\d{{1,2}}:\d{{2}}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{{2,4}})?\s*,?\s*(?:on\s+)?)?
        {DATE.pattern}
        (?:\s*(?:,|-|–|—|\||at|•|T)?\s*\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?\s?m\.?)?\s*(?:\(?[A-Z]{{2,5}}\)?)?)?\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
UPDATED = re.compile(
    rf"^(?:published|posted|updated|original(?:ly)?|last\s+modified|"
    rf"first\s+published)\b[^a-z]{{0,12}}{DATE.pattern}.{{0,70}}$",
    re.IGNORECASE | re.VERBOSE,
)
# "WASHINGTON (AP) -", "NEW YORK, Nov. 3 (Reuters) —", "By JANE DOE, NEWPORT NEWS, Va. -"
DATELINE = re.compile(
    rf"""^(?P<place>[A-Z][A-Z.'’-]+(?:[\s/]+[A-Z][A-Z.'’-]+){{0,4}}(?:,\s+[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+)?){{0,2}})
        (?:,?\s+(?P<day>{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?))?
        (?:\s*\((?P<agency>[A-Z][\w\s./&-]{{1,40}})\))?
        \s*(?:—|–|--|―|-\s)\s*""",
    re.VERBOSE,
)
_AGENCY_LINE = re.compile(r"^\((?P<agency>AP|Reuters|AFP|UPI|CNN|Bloomberg|RT|PTI|ANI)\)\s*(?:—|–|--|-\s)\s*")
CREDIT = re.compile(
    r"^\(?(?:(?:file\s+)?(?:photo|image|picture|video|illustration|graphic|screenshot|cover)s?(?:\s+(?:credit|"
    r"courtesy|source))?"
    r"\s*(?:by\b|courtesy\b|credit\b|:|/|via\b)|(?:image|photo)\s+credits?\b|credit\s*:|source\s*:\s).{0,160}$|"
    r"^(?:©|\(c\)\s).{0,120}$"
    r"|^.{0,60}\b(?:Getty Images|AP Photo|Reuters/\w+|AFP/Getty|Shutterstock|Associated Press/.+)\b.{0,60}$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^(?:FILE\b\s*(?:PHOTO)?\s*[:–—-]|In\s+this\b.{0,80}?\b(?:photo|image|picture|video|frame|photograph)\b)|"
    r".{20,400}\(?(?:AP\s+Photo|Photo(?:graph)?\s*(?:by|:|/)|Getty\s+Images|REUTERS/)[^.]{0,60}\)?\.?$"
)
CORRECTION = re.compile(
    r"^\W*(?:correction|corrections|clarification|editor[’']?s?[’']?\s+note|update|updated|note\s+to\s+readers|"
    r"this\s+(?:article|story|post)\s+"
    r"(?:has\s+been|was)\s+(?:updated|corrected|amended))\b\s*(?:\([^)]{0,60}\)|[\w\s.,:]{0,40})?[:—.\-\]]",
    re.IGNORECASE,
)
BOILERPLATE = re.compile(
    r"""^\W*(?:
        (?:read|see|watch|view|listen)\s+(?:(?:the|it|this|all|more|full|rest|next|also|on|here|story|article|whole|entire|original|at)\b.{0,70})
      |
      (?:advertisement|advertising|sponsored(?:\s+content)?|promoted|loading|share(?:\s+(?:this|on|via|with)\b.{0,50})?|tweet|comments?|print|email)
      | (?:click|tap)\s+here\b.{0,80} | (?:follow|like|join)\s+(?:us|me|him|her|@?\w+)\s+on\b.{0,80}
      | (?:sign|signing)\s+up\s+(?:for|to|here)\b.{0,120} | subscribe\b.{0,120} |
      related(?:\s+\w+)?\s*:?.{0,120}(?<![.!?])
      | (?:get|download)\s+(?:the|our)\s+.{0,60}(?:app|newsletter|alerts?)\b.{0,60} | support\s+(?:our|us)\b.{0,80}
      | (?:story|article)\s+continues\s+below.{0,40} | continue\s+reading.{0,60} |
      (?:copyright|all\s+rights\s+reserved)\b.{0,160}
      | (?:more\s+(?:from|on|at|like))\s+.{0,80} | recommended(?:\s+for\s+you)? | most\s+(?:read|popular|viewed) |
      trending(?:\s+now)?
      | by | text\s+size | (?:have|got)\s+(?:a|any)\s+(?:news\s+|story\s+)?(?:tip|idea|question)s?\b.{0,200} |
      get\s+the\s+latest\b.{0,120}
      | (?:leave|post|add)\s+a\s+comment.{0,40} | [-=*_#\s~·•]{3,}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TRADE = (
    r"(?:reporter|writer|editor|journalist|correspondent|columnist|author|contributor|producer|broadcaster|blogger|"
    r"analyst|professor|"
    r"freelancer|practitioner|activist|fellow|researcher|founder|publisher|photographer|critic|host|anchor)"
)
BIOGRAPHY = re.compile(
    rf"""^\W*(?:about\s+the\s+(?:author|writer)s?\b | i\s+am\s+(?:an?|the)\b | i[’']m\s+(?:an?|the)\b
        | (?:\w[\w.'’-]*\s+){{1,5}}(?:is|was|has\s+been)\s+(?:an?|the|our)\s+(?:[\w’'&/,.-]+\s+){{0,6}}?{_TRADE}\b
        | (?:\w[\w.'’-]*\s+){{1,5}}(?:covers|writes\s+(?:about|for)|reports\s+(?:on|for|from)|edits|joined)\b
        | (?:(?:contact|reach|email)\s+(?:him|her|them|the\s+\w+)\b|follow\s+(?:him|her|them)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
OUTLET = re.compile(
    r"\b(?:News|Times|Post|Wire|Press|Herald|Tribune|Daily|Journal|Gazette|Chronicle|Mail|Guardian|Standard|"
    r"Observer|Today|"
    r"Reuters|Bloomberg|Courier|Dispatch|Examiner|Globe|Independent|Inquirer|Mirror|Monitor|Register|Review|"
    r"Sentinel|Star|Sun|"
    r"Telegraph|Weekly|Magazine|Agency|Broadcasting|Radio|Television|TV|Network|Politico|Breitbart|Agence)\b|^(?:AP|"
    r"AFP|UPI|BBC|CNN|NPR|RT)$"
)
_PERSON = re.compile(rf"^(?:{_NAME}\s+){{1,4}}{_NAME}$")
_LIST_ITEM = re.compile(r"^(?:[-*•‣▪◦–]|\d{1,2}[.)])\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]]*$")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"”’')\]]*\s+[\"“‘(\[]?[A-Z]")

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip


def is_person(line: str) -> bool:
    """True for a line that is nothing but a name of two to five capitalised words."""
    if OUTLET.search(line):
        return False
    return len(line) <= 60 and not line.isupper() and bool(_PERSON.match(line)) and not line.endswith((".", ":"))


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def word_count(line: str) -> int:
    """Words in a line; in scripts written without spaces two characters count as a word."""
    spaced = line.count(" ") + 1
    return spaced if line.isascii() else spaced + len(_UNSPACED.findall(line)) // 2


def is_prose(line: str) -> bool:
    """True for a line that tells something: a sentence, rather than a label or a heading."""
    words = word_count(line)
    return words >= 25 or (words >= 4 and bool(_SENTENCE_END.search(line)))


def is_outlet(line: str) -> bool:
    """True for a short line that is nothing but the name of a news outlet: "Northern Wire"."""
    return (
        len(line) <= 50
        and line.count(" ") <= 4
        and line[:1].isupper()
        and line[-1:].isalnum()
        and bool(OUTLET.search(line))
    )


def is_one_sentence(line: str) -> bool:
    """True when no sentence ends before the last one does."""
    return not _SENTENCE_BREAK.search(line)


def list_mark(line: str) -> int:
    """Length of the bullet or number that opens a list item; 0 when there is none."""
    found = _LIST_ITEM.match(line)
    return found.end() if found else 0


def dateline(line: str) -> re.Match[str] | None:
    """The place (and agency) that opens a story: "WASHINGTON (AP) - "; the match ends where the story begins."""
    head = line[:120]
    agency = _AGENCY_LINE.match(head)
    if agency:
        return agency
    found = DATELINE.match(head)
    if not found or found.end() >= len(line):
        return None
    place, rest = found.group("place"), line[found.end() :]
    letters = sum(c.isupper() for c in place.split(",", 1)[0])
    known = found.group("agency") or found.group("day") or "," in place
    if letters < 3 or (not known and not rest[:1].isupper() and rest[:1] not in "\"“‘'"):
        return None
    return found


def split_names(words: str) -> list[str]:
    """The names in "Jane Doe, John Roe and Ann Poe | The Paper": parts that are names of two to five words."""
    head = words.split("|", 1)[0]
    parts = head.replace(" AND ", " and ").replace(" & ", " and ").replace(",", " and ").split(" and ")
    names = [" ".join(part.split()) for part in parts]
    return [n.title() if n.isupper() else n for n in names if is_person(n) or (n.isupper() and 1 <= n.count(" ") <= 4)]
