"""Which words at the head of a paragraph name a speaker, and what part that speaker plays."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.types import Role

LabelKind = Literal["sure", "likely", "no"]

_HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sen|Senator|Rep|Representative|Congress(?:man|woman)|Gov|Governor|Gen|General|Lt|Maj|"
    r"Major|Col|Colonel|"
    r"Adm|Admiral|Rear|Vice|Capt|Captain|Cmdr|Commander|Sgt|Sergeant|Prof|Professor|Rev|Reverend|Hon|Sir|Dame|Lord|"
    r"Lady|Judge|Justice|Chief|"
    r"President|Prime|Minister|Secretary|Ambassador|Chairman|Chairwoman|Chair|Speaker|Mayor|Director|Administrator|"
    r"Chancellor|King|Queen|"
    r"Prince|Princess|Pope|First|Deputy|Acting|Attorney|Under|Assistant|The|Senior)"
)
_WORD = r"[A-Z][\w.'’&-]*"
_PARTICLE = r"(?:de|la|le|van|von|der|den|del|di|da|dos|du|bin|ibn|al|el|ten|ter|of|the|and)"
_TAIL = r"(?:,(?:\s(?:[A-Z][\w.'’&/-]*|of|and|the|for|to|de|&|via|on)){1,9})?(?:\s*[(\[][^()\[\]:]{1,60}[)\]])?"
_CAPS = re.compile(
    rf"^(?:(?:{_HONORIFIC})\.?\s+){{0,3}}(?:(?:Mc|Mac|De|Le|La|O['’])?[A-Z][A-Z0-9'’&./-]*|#?\d{{1,3}}|van|von|de|"
    rf"di|da)"
    rf"(?:[ \u00a0](?:(?:Mc|Mac|De|Le|La|Di|Van|O['’])?[A-Z][A-Z0-9'’&./-]*\.?|#?\d{{1,3}}|de|van|von|der|al|bin|"
    rf"(?:{_HONORIFIC})\.?)){{0,7}}{_TAIL}$"
)
_TITLE = re.compile(rf"^{_WORD}(?:[ \u00a0](?:{_WORD}|{_PARTICLE}|#?\d{{1,3}})){{0,6}}{_TAIL}$")
_WITH_HONORIFIC = re.compile(rf"^(?:{_HONORIFIC})\b\.?\s", re.IGNORECASE)

# Words that head a paragraph of a document without naming anybody.
_NOT_SPEAKERS = frozenset(
    """note notes nb ps p.s update updates updated breaking who what when where why how subject re to from cc bcc
    date dates title location place venue time topic topics summary background contact contacts source sources url
    link links photo photos video audio transcript related alert warning phone fax email e-mail tel telephone
    address participants speakers attendees agenda contents introduction conclusion chapter section article figure
    table appendix end headline byline length load-date show guests guest anchors body highlight network program
    programme reporters published posted publication copyright keywords tags category categories language format
    duration fact facts myth myths true false ruling verdict claim rating example examples warning step steps part
    parts day days year years week month item number point points reason reasons result results bottom-line key
    total cost goal goals problem solution remember look see also first second third fourth fifth finally one two
    three four five six seven eight nine ten exhibit schedule release edition volume issue author authors editor
    quote quotes abstract overview purpose status case docket citation decided argued opinion http https ftp
    caption image credit credits correction clarification more recap lesson takeaway takeaways plus minus pros
    cons score scores final""".split()
)
_NOT_OPENINGS = (
    "fact sheet",
    "readout",
    "statement",
    "press release",
    "for immediate",
    "breaking news",
    "editor's note",
    "editor’s note",
    "executive order",
    "background on",
    "memorandum",
    "proclamation",
    "transcript",
    "related:",
    "full text",
    "news from",
    "list of",
    "embargoed",
    "remarks",
)
_REPORTER = re.compile(
    r"^(?:q\d*|questions?(?:\s*\d+)?|questioner(?:\s*\d+)?|reporters?(?:\s*\d+)?|press|the press|journalists?|"
    r"interviewer|media|correspondent|"
    r"(?:unidentified|unknown|male|female)\s+(?:reporter|journalist|questioner)|(?:unidentified|male|"
    r"female)\s+question)$"
)
_MODERATOR = re.compile(
    r"^(?:the\s+)?(?:moderators?|facilitator|operator|host|announcer|emcee|mc|chair(?:man|woman|person)?|"
    r"presiding officer)\.?$"
)
_AUDIENCE = re.compile(
    r"^(?:the\s+)?(?:audience|crowd|protest[eo]rs?|hecklers?|students?|all|several|voices?|chorus)(?:\s+(?:members?|"
    r"participants?|questions?|question))?"
    r"(?:\s*#?\d+)?$"
)
_UNKNOWN = re.compile(
    r"^(?:(?:unidentified|unknown|off-?screen)\b.*|(?:another|male|female)\s+(?:speaker|voice|reporter|participant|"
    r"member|person|man|woman)\b.*|speakers?(?:\s*#?\d+)?|(?:male|female|man|"
    r"woman)(?:\s+(?:voice|speaker))?|participants?|"
    r"system|voice(?:\s?over)?|narrat(?:or|ion)|(?:begin|end)\s+(?:video|audio).*|interpreter|translator|\?+|"
    r"multiple\s+(?:speakers|voices|people)|clip|video|inaudible)$"
)
_GENERIC_SURE = re.compile(
    r"^(?:q\d{0,2}|a\d{0,2}|question(?:er)?|answer|interviewer|interviewee|moderator|reporter|operator|host|"
    r"audience(?:\s+member)?|participant|"
    r"speaker(?:\s*\d+)?|narrator|respondent|witness|the\s+(?:president|chair(?:man|woman|person)?|speaker|court|"
    r"clerk|witness|vice president|prime minister|"
    r"first lady))$"
)
_CONNECTED = re.compile(r"\s(?:and|for|to|in|on|with|has|have|is|are|by|that|from|at|or|our|we)(?:\s|$)")
ROLE_WORDS = frozenset(
    """secretary president minister spokesperson spokesman spokeswoman administrator director general advisor adviser
    coordinator by and of the ambassador senator governor chair chairman chairwoman congressman congresswoman
    representative leader chancellor attorney press deputy principal assistant under vice first lady gentleman
    chief officer commander captain colonel major admiral lieutenant sergeant dr mr ms mrs prof professor mayor
    judge justice king queen prince speaker commissioner host guest with from for on at in to interview remarks
    statement briefing counsel council economic national security domestic policy health senior special envoy
    member house white department state defense treasury commodore marshal coach assemblymember assemblyman
    assemblywoman supervisor rep sen gov gen adm lt col capt sgt maj cmdr councilmember councilman councilwoman
    brigadier superintendent inspector
    detective sheriff constable chairperson spokespeople councillor councilor delegate premier taoiseach monsignor
    cardinal bishop archbishop imam rabbi father sister brother second envoy rear airman deputy prime leader
    majority minority whip anchor candidate nominee former democratic republican sir dame administration official
    officials""".split()
)


def label_kind(label: str) -> LabelKind:
    """What the words before a colon are by their form alone.

    "sure": capitals or a known part ("MR KIRBY", "Question"); "likely": capitalised like a name, to be confirmed by
    coming
    back; "no": prose, a heading, or a key such as "NOTE".
    """
    if not label or len(label) > 90 or not (label[0].isupper() or label[0] in "#?"):
        return "no"
    lower = label.lower().rstrip(".")
    plain = lower.split("(", 1)[0].split(",", 1)[0].strip()
    if _GENERIC_SURE.match(plain) or _REPORTER.match(plain):
        return "sure"
    if _UNKNOWN.match(plain) and label[0].isupper():
        return "sure" if label.isupper() or " " in plain else "likely"
    if plain in _NOT_SPEAKERS or plain.split(" ", 1)[0] in _NOT_SPEAKERS or plain.startswith(_NOT_OPENINGS):
        return "no"
    if _CAPS.match(label):
        if _CONNECTED.search(plain):
            return "no"  # a heading in capitals: "PROTECTING RIGHTS AND EXPANDING OPPORTUNITY"
        return "sure" if plain.count(" ") <= 3 or _WITH_HONORIFIC.match(label) else "likely"
    return "likely" if _TITLE.match(label) else "no"


def role_of(label: str) -> Role:
    """The part a speaker plays, by the label: a reporter asks, a moderator leads, an audience answers; else a
    named person.
    """
    plain = label.lower().split("(", 1)[0].strip(" .:*")
    if not any(c.isalnum() for c in plain):
        return "unknown"  # ">>" and "-" in subtitles: somebody else, nobody named
    if _REPORTER.match(plain):
        return "reporter"
    if _MODERATOR.match(plain):
        return "moderator"
    if _AUDIENCE.match(plain):
        return "audience"
    if _UNKNOWN.match(plain):
        return "unknown"
    inside = re.search(r"\(([^()]*)\)", label)
    if inside and re.search(r"\b(?:reporter|journalist|question)\b", inside.group(1).lower()):
        return "reporter"
    return "named"


def nice_case(word: str) -> str:
    """A name printed in capitals as it is usually written: "O'REILLY" -> "O'Reilly", "MCCAIN" -> "McCain"."""
    if not word.isupper() or len(word.strip(".")) < 2 or word in ("II", "III", "IV"):
        return word
    if "." in word and len(word) <= 4:
        return word  # initials: "J.D."
    parts = re.split(r"([-'’])", word)
    made = "".join(part.capitalize() for part in parts)
    if made.startswith("Mc") and len(made) > 3:
        made = "Mc" + made[2].upper() + made[3:]
    return made
