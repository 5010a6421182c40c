"""The closed word classes of English that judging rests on: which words limit, deny, count, refer or only fill.

All words stand as keys: lower case, plain apostrophes, contractions expanded (see `equivalence`).
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS = _set("not no never none nobody nothing neither nor nowhere without cannot")
NEAR_NEGATIONS = _set("hardly barely scarcely rarely seldom little few")
MODALS = _set("will would can could may might must shall should ought need dare")
QUANTIFIERS = _set(
    "all some any every each most many much several few both half none more less fewer enough always sometimes often "
    "usually never everyone everybody someone somebody anyone anybody everything something anything everywhere majority"
)
ARTICLES = _set("a an the")
DEMONSTRATIVES = _set("this that these those")
POSSESSIVES = _set("my your his her its our their whose mine yours hers ours theirs")
DETERMINERS = ARTICLES | DEMONSTRATIVES | _set("such another other own same")
PRONOUNS = _set(
    "i me myself you yourself yourselves he him himself she her herself it itself we us ourselves they them themselves "
    "one who whom someone"
)
SUBJECTS = _set("i you he she we they it me him us them my your his her our their mine yours hers ours theirs its")
PREPOSITIONS = _set(
    "about above across after against along among around as at before behind below beneath beside besides between "
    "beyond by despite down during except for from in inside into like unlike near of off on onto out outside "
    "over per since through throughout till to toward under until up upon via with within without regarding than amid "
    "versus"
)
# an exchange between two of these turns the sense round
CONTRARY_PREPOSITIONS = _set(
    "before after against for with without over under above below inside outside to from since until up "
    "down in out on off"
)
CONJUNCTIONS = _set(
    "and or but nor so yet for if unless because although though while whereas whether since when once that as"
)
AUXILIARIES = _set("am is are was were be been being have has had having do does did doing done 's 'd get gets got")
ADVERBS_OF_PLACE = _set("here there then now today just also too even still again ever already actually")
WH = _set("what which who whom whose when where why how")
FUNCTION = (
    ARTICLES
    | DEMONSTRATIVES
    | POSSESSIVES
    | PRONOUNS
    | PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | MODALS
    | WH
    | NEGATIONS
    | QUANTIFIERS
    | ADVERBS_OF_PLACE
    | _set("well oh okay yes yeah no not let us 's there very really")
)
# little words that a desk puts in or leaves out without changing what is said
LIGHT = (
    ARTICLES
    | DEMONSTRATIVES
    | _set(
        "of to in on at for with from by as that which who and so then there here is are was were be been am do "
        "does did have has had it its us me him them they we he she i you also just now too even "
        "well 's 'd being some or "
        "into up out about my our your their his her because"
    )
)
INTENSIFIERS = _set(
    "very really extremely absolutely totally completely certainly highly deeply truly so quite incredibly hugely "
    "utterly entirely clearly simply definitely surely strongly particularly especially terribly awfully "
    "remarkably exceptionally obviously literally actually indeed just too fully greatly enormously "
    "tremendously much far even ever"
)
HEDGES = _set(
    "probably maybe perhaps possibly likely apparently seemingly presumably supposedly allegedly reportedly roughly "
    "approximately nearly almost potentially somewhat partly mostly generally usually arguably sometimes hopefully"
)
HEDGE_PHRASES: tuple[tuple[str, ...], ...] = tuple(
    tuple(phrase.split())
    for phrase in (
        "i think", "i believe", "i guess", "i suppose", "i suspect", "i hope", "i would say", "i assume", "i feel like",
        "in my view", "in my opinion", "in my judgment", "in my mind", "it seems", "it appears", "we think",
        "we believe",
        "we hope", "we expect", "as far as i know", "to my knowledge", "if i recall", "if i am not mistaken",
        "more or less",
        "at least", "at most", "up to", "as many as", "as much as", "some of", "most of", "for the most part",
        "in part",
        "to some extent", "a little", "may be", "might be", "could be", "not sure", "i would guess", "i am told",
        "i understand",
        "i do not know", "from what i", "my sense", "my understanding",
    )
)  # fmt: skip
CONDITIONS = _set("if unless until till provided providing assuming supposing lest whether")
CONDITION_PHRASES: tuple[tuple[str, ...], ...] = tuple(
    tuple(phrase.split())
    for phrase in (
        "as long as", "so long as", "in case", "in the event", "on condition", "only when", "only after", "only once",
        "depending on", "subject to", "contingent on", "pending", "provided that", "should there be", "should they",
        "should it", "should he", "should she", "should we", "should you", "had it not", "were it not", "but for",
        "to the extent", "once", "insofar as", "inasmuch as", "when and if", "as soon as",
    )
)  # fmt: skip
CONTRASTS = _set(
    "but although though however except yet whereas despite notwithstanding nevertheless nonetheless albeit"
)
CONTRAST_PHRASES: tuple[tuple[str, ...], ...] = tuple(
    tuple(phrase.split())
    for phrase in (
        "even if", "even though", "other than", "apart from", "aside from", "rather than", "instead of", "in spite of",
        "with the exception", "having said that", "that said", "on the other hand", "short of", "excluding",
        "not counting",
    )
)  # fmt: skip
LIMITERS = _set("only alone solely merely exclusively barely just")
# verbs after which "if" and "that" open a complement and not a condition
COMPLEMENT_VERBS = _set(
    "see know ask wonder check tell find determine decide say asked asking seeing knowing question sure matter unclear "
    "evaluate assess consider understand learn test look doubt care remember certain asks wondering checking evaluating"
)
SPEECH_VERBS = _set(
    "say says said saying tell tells told claim claims claimed argue argues argued suggest suggests "
    "suggested call calls "
    "called write writes wrote quote quotes quoted add adds added state states stated insist insists "
    "insisted ask asks asked "
    "report reports reported announce announced declare declared read reads"
)
THOUGHT_VERBS = _set(
    "think believe say saying suggest suggesting mean expect know see want claim argue feel agree imply "
    "implying sure true thinking"
)
FILLERS: tuple[tuple[str, ...], ...] = tuple(
    sorted(
        (
            tuple(phrase.split())
            for phrase in (
                "uh", "um", "er", "erm", "ah", "eh", "hmm", "hm", "mm", "mhm", "huh", "oh", "uhh", "umm", "well",
                "look", "so", "right",
                "okay", "ok", "yeah", "yes", "yep", "like", "listen", "see", "now", "again", "anyway", "basically",
                "you know", "i mean", "you see", "sort of", "kind of", "by the way", "believe me", "folks", "as i said",
                "my friends", "my friend", "ladies and gentlemen", "my fellow americans", "my fellow citizens", "guys",
                "sir", "madam",
                "as you know", "of course", "frankly", "honestly", "let me say", "let us see",
                "if you will",
                "so to speak",
                "i would say", "and so", "all right", "thank you", "thanks", "sorry", "excuse me", "please",
                "first of all",
                "to be honest", "quite frankly", "to be frank", "you know what", "i tell you", "let me tell you",
                "sir", "ma'am", "alright",
                "end quote", "close quote", "unquote",
                "as well", "just so we understand", "just so you understand", "in fact", "or whatever",
                "and whatever", "or so", "and all", "okay so", "yes so",
            )
        ),
        key=lambda p: (-len(p), p),
    )
)  # fmt: skip
# what a sentence may open with, before a pause, and nothing is lost without it
OPENERS: tuple[tuple[str, ...], ...] = tuple(
    sorted(
        (tuple(phrase.split()) for phrase in (
        "let me be clear", "let me be very clear", "let me just be clear", "let us be clear", "let me say this",
        "let me just say this", "let me just say", "let me put it this way", "to be clear", "just to be clear",
        "to be very clear", "i will tell you", "i will tell you this", "i can tell you", "i tell you", "i will say",
        "i will say this", "i would just say", "i have to say", "i must say", "as i said before", "as i have said",
        "as i have said before", "as i just said", "as i mentioned", "as you heard", "like i said",
        "the thing is", "the point is", "the fact is", "what i will say is", "what i would say is", "look here",
        "thank you for that", "thank you for the question", "thanks for the question", "that is a good question",
        "that is a great question", "good question", "great question",
        )),
        key=lambda p: (-len(p), p),
    )
)  # fmt: skip
# words that may stand before a comma with a capital and call nobody
NO_NAMES = _set(
    "yesterday tomorrow tonight today sometimes meanwhile overall together sunday monday tuesday wednesday thursday "
    "friday saturday january february march april may june july august september october november december still "
    "perhaps maybe nevertheless nonetheless therefore otherwise instead furthermore moreover besides ago earlier later "
    "unfortunately fortunately indeed nationwide worldwide abroad"
)
CONNECTIVES = _set(
    "and but so well or because now then yeah yes no look okay ok oh also plus again right yep listen "
    "see folks alright first second third finally anyway"
)
DISCOURSE = CONNECTIVES - _set("no first second third") | _set("um uh er ah hmm like")
BE = _set("am is are was were be been being 's")
HAVE = _set("have has had having 's 'd")
DO = _set("do does did doing done")
MONTHS = _set("january february march april may june july august september october november december")
DATES = MONTHS - {"may", "march"} | _set("monday tuesday wednesday thursday friday saturday sunday")
ROUGHLY = frozenset(
    tuple(row.split())
    for row in (
        "about/around/roughly/approximately/nearly/almost/some/up to/at least/at most/more than/less than/fewer than/"
        "over/under/close to/just over/just under/as many as/as much as"
    ).split("/")
)
TITLES = _set(
    "mr mister mrs ms miss mx dr doctor prof professor sir dame lord lady president vice secretary "
    "senator sen rep congressman "
    "congresswoman governor gov general gen admiral adm ambassador amb minister prime chancellor mayor judge justice "
    "chairman chairwoman chair chairperson speaker leader director administrator acting deputy assistant "
    "attorney surgeon "
    "king queen prince princess pope commissioner captain colonel lt major sergeant rev reverend father pastor "
    "representative the hon honorable former spokesman spokeswoman spokesperson press principal under undersecretary "
    "commodore"
)
ADDRESSES = _set("sir madam ma'am")
ANTONYMS: frozenset[frozenset[str]] = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "more/less more/fewer most/least before/after up/down rise/fall rising/falling rose/fell "
        "increase/decrease increased/decreased "
        "increasing/decreasing higher/lower highest/lowest high/low all/none all/some every/some "
        "always/never always/sometimes first/last best/worst "
        "better/worse good/bad win/lose won/lost support/oppose supported/opposed supports/opposes "
        "accept/reject accepted/rejected "
        "allow/forbid allowed/forbidden open/close open/closed begin/end start/stop started/stopped "
        "true/false right/wrong strong/weak stronger/weaker "
        "safe/dangerous safer/riskier for/against with/without in/out on/off over/under above/below "
        "inside/outside everyone/nobody "
        "everybody/nobody many/few majority/minority gain/loss gains/losses success/failure succeed/fail "
        "succeeded/failed legal/illegal "
        "able/unable likely/unlikely possible/impossible agree/disagree agreed/disagreed approve/disapprove "
        "confirm/deny confirmed/denied "
        "remember/forget include/exclude buy/sell bought/sold friend/enemy friends/enemies peace/war "
        "guilty/innocent public/private "
        "early/late earlier/later easy/hard easier/harder fast/slow faster/slower rich/poor richer/poorer "
        "love/hate loved/hated "
        "push/pull raise/lower raised/lowered raise/cut raised/cut expand/shrink grow/shrink "
        "growing/shrinking add/remove added/removed since/until "
        "minimum/maximum short/long shorter/longer small/large smaller/larger big/small bigger/smaller "
        "new/old alive/dead yes/no"
    ).split()
)
_NEGATIVE_PREFIX = re.compile(r"^(un|in|im|il|ir|dis|non|a|anti|mis|de)(.+)$")


def function_word(key: str) -> bool:
    """True for a word of a closed class."""
    return key in FUNCTION


# words that only look like a stem with a negative prefix
_NO_NEGATIVES = _set(
    "improve improved improves improving impress impressed import imported imports important impart implant impose "
    "imposed imprint impound inform informed income incoming indeed invest invested investing intend intended intent "
    "inside input invent invented incite incited inspire increase increased indent involve install installed insure "
    "insured include included influx inhabit inherit inflame instill intake inland inlet display discover discovered "
    "discuss discount dispose distill dispatch unit until union under unlike define defined defend describe deliver "
    "depart depend deport design detest device decline declined deserve mister mission misses immigrate immigrated "
    "immigrant immigrants immigration illuminate irritate"
)


def prefix_negation(one: str, other: str) -> bool:
    """True where one word is the other with a negative prefix or a -less ending: "able", "unable"."""
    if {one, other} & _NO_NEGATIVES:
        return False
    for a, b in ((one, other), (other, one)):
        found = _NEGATIVE_PREFIX.match(a)
        if found and found.group(2) == b and len(b) >= 4 and found.group(1) != "a":
            return True
        if a.endswith("less") and b.endswith("ful") and a[:-4] == b[:-3]:
            return True
    return False


def contrary(one: str, other: str) -> bool:
    """True for a listed pair of opposites."""
    return frozenset((one, other)) in ANTONYMS


def starts_with_phrase(keys: list[str], at: int, phrases: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The first phrase of the list that stands at `keys[at:]`, or ()."""
    for phrase in phrases:
        if keys[at] == phrase[0] and tuple(keys[at : at + len(phrase)]) == phrase:
            return phrase
    return ()
