"""Who is meant: the words that name a source, resolved within the page to a person, a body, or honestly to nobody.

A wrong name does more harm than none, so every step answers only where the page leaves one candidate standing:
names first, then roles ("the spokesman"), then pronouns by sentence, subject and gender.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.statements.cast import Cast, Mention
from onrecord.statements.gazetteer import gazetteer
from onrecord.statements.phrase import Phrase, read_phrase
from onrecord.statements.pronouns import antecedent
from onrecord.statements.roles import ALIKE, GENERIC, MEDIA, OFFICES, PAPERS, head_words
from onrecord.types import Span, Speaker, SpeakerKind

_LOWER_NOUN = re.compile(r"(?:[-\w]+)?[ \u00a0]([a-z][\w-]+)")
_HEAD_BEFORE = re.compile(
    r"(?:^|\s)(?:of|for|to|with|from|at|in|on|by|behind|about|against|under|near|including|like)\s(?:[^,]*\s)?$",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(
    r"\b(?:[Ss]ecretary|[Mm]inister|[Dd]irector|[Cc]hief|[Cc]hairman|[Hh]ead|[Ss]peaker)"
    r" of (?:the )?[a-z]+(?: [a-z]+)? $"
)
_PROPER = re.compile(r"(?:^|(?<=[’']s )|(?<=^[Tt]he ))[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){1,4}$")
_AFTER_HEAD = frozenset(
    {
        "and",
        "or",
        "of",
        "who",
        "himself",
        "herself",
        "on",
        "in",
        "at",
        "for",
        "during",
        "also",
        "from",
        "then",
        "as",
        "has",
        "had",
    }
    | {
        "is",
        "was",
        "to",
        "with",
        "himself",
        "both",
        "alike",
        "too",
        "later",
        "again",
        "that",
        "which",
        "when",
        "where",
        "while",
    }
    | {
        "did",
        "does",
        "would",
        "could",
        "will",
        "may",
        "might",
        "should",
        "can",
        "himself",
        "and",
        "but",
        "not",
        "never",
        "so",
    }
)


class Resolved(NamedTuple):
    """A source resolved: an index into the cast, or a kind without one. `name` only where no member stands for it."""

    member: int | None
    kind: SpeakerKind
    mention: Span | None
    confidence: float
    reason: str
    name: str = ""
    stands_for: str = ""
    role: str = ""
    others: tuple[int, ...] = ()


class Who:
    """Resolves the sources of one page. Ask in page order: a resolved "he" is a mention for the next one."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.page = cast.page
        self.heard: list[tuple[int, Resolved]] = []  # (place, who spoke), in the order asked
        self.epithets: dict[int, dict[Span, None]] = {}
        self._mentions: dict[int, tuple[Span, ...]] = {}

    def resolve(self, source: Span | None, at: int) -> Resolved:
        """Who the words of `source` mean at a place of the text. None as source: nobody is named."""
        if source is None:
            return Resolved(None, "none", None, 1.0, "no source is named")
        found = self._resolve(source)
        if found.member is not None and found.mention is not None:
            self.epithets.setdefault(found.member, {})[found.mention] = None
        self.heard.append((at, found))
        return found

    def _resolve(self, source: Span) -> Resolved:
        text = self.page.text[source[0] : source[1]]
        phrase = read_phrase(text)
        if phrase.pronoun:
            return self._pronoun(source, phrase)
        heads = [m for m in self.cast.touching(source[0], source[1]) if self._is_head(m, source, phrase)]
        people = [m for m in heads if self.cast.members[m.member].is_person]
        if people:
            return self._named(people, source, text)
        place = self._place(source, text)
        if place is not None:
            return place
        if heads and (not phrase.indefinite or phrase.owner):
            return self._body(heads[0], source)
        return self._described(source, phrase)

    def _is_head(self, mention: Mention, source: Span, phrase: Phrase) -> bool:
        """Whether a name inside the source is the source and not its employer, its home or its topic."""
        if mention.possessive:
            return False
        before = _OFFICE_OF.sub("", self.page.text[source[0] : mention.span[0]])
        if _HEAD_BEFORE.search(before.rpartition(",")[2] if "," in before else before):
            return False
        after = _LOWER_NOUN.match(self.page.text, mention.span[1], source[1])
        return after is None or after.group(1) in _AFTER_HEAD or after.group(1).endswith("ly")

    def _named(self, people: list[Mention], source: Span, text: str) -> Resolved:
        first = people[0]
        others: tuple[int, ...] = ()
        for second in people[1:]:
            joint = self.page.text[first.span[1] : second.span[0]]
            if re.fullmatch(r",? and (?:[\w.’']+ ){0,4}", joint) and second.member != first.member:
                others = (second.member,)
                break
        member = self.cast.members[first.member]
        full = first.name is not None and len(first.name.words) > 1
        if self.cast.is_shared(first.member) and not full:
            main = all(
                self.cast.members[m.member] is member or m.name is None or len(m.name.words) > 1
                for m in self.cast.mentions
                if self.cast.members[m.member].last == member.last
            )
            sure = 0.8 if main else 0.6
            return Resolved(
                first.member,
                "person",
                first.span,
                sure,
                f"two people named {member.last.title()}; the first introduced",
            )
        return Resolved(first.member, "person", first.span, 0.98, "named", others=others)

    def _place(self, source: Span, text: str) -> Resolved | None:
        known = gazetteer()
        bare = re.sub(r"^(?:the|The) ", "", text.strip(" ,.:;"))
        for name in (text.strip(" ,.:;"), bare, re.sub(r"[’']s$", "", bare)):
            if name in known.stands_for:
                return Resolved(
                    None,
                    "body",
                    source,
                    0.9,
                    f"{name} stands for {known.stands_for[name]}",
                    name=bare,
                    stands_for=known.stands_for[name],
                )
        return None

    def _country(self, source: Span, phrase: Phrase) -> Resolved | None:
        bare = phrase.text.removeprefix("the ").removeprefix("The ")
        if bare in gazetteer().places:
            return Resolved(None, "body", source, 0.7, "a place named as if it spoke", name=bare)
        return None

    def _body(self, mention: Mention, source: Span) -> Resolved:
        return Resolved(mention.member, "body", mention.span, 0.9, "named")

    def _pronoun(self, source: Span, phrase: Phrase) -> Resolved:
        if phrase.pronoun in ("who", "which", "that"):
            return self._relative(source)
        if phrase.pronoun in ("he", "she"):
            found = antecedent(self.cast, source[0], "m" if phrase.pronoun == "he" else "f", self.heard)
            if found is None:
                return Resolved(
                    None, "unclear", source, 0.5, f"“{phrase.pronoun}”: nobody or more than one can be meant"
                )
            alone = sum(member.is_person for member in self.cast.members) == 1
            sure = max(0.9, found.confidence) if alone and not found.chained else found.confidence
            return Resolved(found.member, "person", source, sure, f"“{phrase.pronoun}”: {found.reason}")
        if phrase.pronoun in ("they", "it"):
            return self._last_body(source, phrase)
        return Resolved(None, "unclear", source, 0.5, f"“{phrase.pronoun}” is whoever is speaking")

    def _last_body(self, source: Span, phrase: Phrase) -> Resolved:
        line = self.page.line_at(source[0])
        for place, who in reversed(self.heard[-4:]):
            if self.page.line_at(place) < line - 1:
                break
            if who.kind in ("body", "unnamed"):
                return who._replace(mention=source, confidence=0.6, reason=f"“{phrase.pronoun}”: the source before it")
        return Resolved(None, "unclear", source, 0.5, f"“{phrase.pronoun}”: nobody or more than one can be meant")

    def _relative(self, source: Span) -> Resolved:
        """ "Kirby, who said": the noun phrase in front."""
        sentence = self.page.sentences[self.page.sentence_at(source[0])]
        near = [m for m in self.cast.within(max(sentence[0], source[0] - 120), source[0]) if not m.possessive]
        if near:
            between = self.page.text[near[-1].span[1] : source[0]]
            if between.count(",") <= 2 and len(between) <= 70 and not re.search(r"[.;:“”\"]", between):
                kind: SpeakerKind = "person" if self.cast.members[near[-1].member].is_person else "body"
                return Resolved(near[-1].member, kind, near[-1].span, 0.8, "the name in front of “who”")
        return Resolved(None, "unnamed", source, 0.6, "described, not named")

    def _described(self, source: Span, phrase: Phrase) -> Resolved:
        if phrase.indefinite or phrase.plural:
            return Resolved(None, "unnamed", source, 0.9, "a source that the page does not name", role=phrase.head)
        country = self._country(source, phrase)
        if country is not None:
            return country
        again = self._heard_unnamed(source, phrase)
        if again is not None:
            return again
        if phrase.head in gazetteer().roles:
            return self._role(source, phrase)
        if phrase.head in gazetteer().body_nouns:
            return self._body_noun(source, phrase)
        proper = _PROPER.search(phrase.text)
        if proper:
            return Resolved(None, "body", source, 0.55, "as printed; not known as a person", name=proper.group())
        return Resolved(None, "unclear", source, 0.5, "the words do not name anybody the page knows", role=phrase.text)

    def _role(self, source: Span, phrase: Phrase) -> Resolved:
        """ "the spokesman": the only one of the page, or the only person spoken of just before."""
        fitting = self._with_role(phrase, source[0])
        if len(fitting) > 1:
            fitting = self._near_only(fitting, source[0])
        if len(fitting) == 1:
            sure = 0.85 if self._modifiers_fit(fitting[0], phrase) else 0.7
            reason = f"the only {phrase.head} on the page so far"
            return Resolved(fitting[0], "person", source, sure, reason, role=phrase.role)
        if fitting:
            return Resolved(None, "unclear", source, 0.5, f"more than one {phrase.head} on the page", role=phrase.role)
        if phrase.possessive:
            return Resolved(None, "unnamed", source, 0.7, "described, not named", role=phrase.role)
        found = antecedent(self.cast, source[0], gazetteer().roles[phrase.head], self.heard, alone=True)
        told_of = any(self.cast.members[i].is_person for i in self.cast.told_of)
        if found is None and phrase.modifiers and not told_of:
            reason = f"known by office alone: the page names no {phrase.head}"
            return Resolved(None, "unnamed", source, 0.9, reason, role=phrase.role)
        if found is None:
            return Resolved(None, "unclear", source, 0.5, f"no {phrase.head} is named on the page", role=phrase.role)
        member = self.cast.members[found.member]
        held = {w.lower().rstrip(".") for role in member.roles for w in head_words(role)} & OFFICES
        if held and phrase.head in OFFICES and "former" not in phrase.role.lower().split():
            return Resolved(None, "unclear", source, 0.5, f"{member.name} holds another office", role=phrase.role)
        sure = 0.7 if not member.roles or len(member.words) == 1 else 0.58
        reason = f"no other person is spoken of just before “{phrase.text}”"
        return Resolved(found.member, "person", source, min(sure, found.confidence), reason, role=phrase.role)

    def _heard_unnamed(self, source: Span, phrase: Phrase) -> Resolved | None:
        """ "the official" after "a senior official": the same unnamed source."""
        line = self.page.line_at(source[0])
        for place, who in reversed(self.heard[-6:]):
            if self.page.line_at(place) < line - 2:
                break
            if who.kind == "unnamed" and who.role and who.role == phrase.head:
                return Resolved(
                    None, "unnamed", source, 0.8, f"the {phrase.head} whom the page does not name", role=phrase.head
                )
        return None

    def _with_role(self, phrase: Phrase, at: int) -> list[int]:
        alike = ALIKE.get(phrase.head, frozenset({phrase.head}))
        gender = gazetteer().roles.get(phrase.head, "")
        heading = self.page.line_at(at) == 0 or self.page.kind_at(at) in ("headline", "standfirst")
        found: list[int] = []
        for index, member in enumerate(self.cast.members):
            if not member.is_person or (member.first_at >= at and not heading):
                continue
            if index not in self.cast.told_of:
                continue  # named by a speaker only: somebody else than the one who speaks
            if gender and member.gender and gender != member.gender:
                continue
            heads = {w.lower().rstrip(".") for role in member.roles for w in head_words(role)}
            if heads & alike:
                found.append(index)
        narrowed = [i for i in found if self._modifiers_fit(i, phrase)]
        return narrowed if phrase.modifiers and narrowed else found

    def _modifiers_fit(self, index: int, phrase: Phrase) -> bool:
        words = {w.lower() for role in self.cast.members[index].roles for w in re.findall(r"\w+", role)}
        return all(m in words for m in phrase.modifiers)

    def _near_only(self, fitting: list[int], at: int) -> list[int]:
        """Of several who fit, the one spoken of in this or the lines just before, if the others are not."""
        line = self.page.line_at(at)
        for back in (1, 3):
            start = self.page.paragraphs[max(0, line - back)][0]
            near = {m.member for m in self.cast.within(start, at) if not m.quoted}
            close = [i for i in fitting if i in near]
            if len(close) == 1:
                return close
        return fitting

    def _body_noun(self, source: Span, phrase: Phrase) -> Resolved:
        if phrase.owner:
            return Resolved(None, "body", source, 0.8, "named by what it belongs to", name=phrase.name)
        named = self.cast.body_named(phrase.head, source[0])
        if len(named) == 1:
            return Resolved(named[0], "body", source, 0.8, f"the only {phrase.head} named on the page so far")
        if phrase.head in PAPERS:
            return Resolved(None, "unnamed", source, 0.7, f"a {phrase.head}, not a speaker", role=phrase.head)
        if len(named) > 1:
            near = self._near_only(named, source[0])
            if len(near) == 1:
                return Resolved(near[0], "body", source, 0.65, f"the {phrase.head} named just before")
            return Resolved(None, "unclear", source, 0.5, f"more than one {phrase.head} on the page")
        if phrase.head not in GENERIC | MEDIA:
            return Resolved(None, "body", source, 0.6, "as printed", name=phrase.name)
        heard = self._body_heard(source[0])
        if heard is not None:
            return heard._replace(mention=source, confidence=0.65, reason=f"the body that spoke before “{phrase.text}”")
        body = self._only_body_near(source[0])
        if body is not None:
            return Resolved(body, "body", source, 0.6, f"the only body named just before “{phrase.text}”")
        return Resolved(None, "unclear", source, 0.5, f"no {phrase.head} is named on the page", role=phrase.role)

    def _body_heard(self, at: int) -> Resolved | None:
        line = self.page.line_at(at)
        for place, who in reversed(self.heard[-8:]):
            if self.page.line_at(place) < line - 3:
                break
            if who.kind == "body":
                return who
        return None

    def _only_body_near(self, at: int) -> int | None:
        line = self.page.line_at(at)
        start = self.page.paragraphs[max(0, line - 1)][0]
        near = {
            m.member for m in self.cast.within(start, at) if not self.cast.members[m.member].is_person and not m.quoted
        }
        return near.pop() if len(near) == 1 else None

    def speaker(self, resolved: Resolved, most: int) -> Speaker:
        """The public record of a resolved source, with everything the page says about the member.

        Ask when all sources are resolved. `most` mentions are written out at the most.
        """
        if resolved.member is None:
            known = (resolved.role,) if resolved.role and resolved.kind != "unclear" else ()
            return Speaker(
                name=resolved.name, kind=resolved.kind, mention=resolved.mention, roles=known,
                mentions=(resolved.mention,) if resolved.mention else (), stands_for=resolved.stands_for,
                confidence=resolved.confidence, reason=resolved.reason,
            )  # fmt: skip
        member = self.cast.members[resolved.member]
        names = [member.name, *(self.cast.members[i].name for i in resolved.others)]
        if resolved.member not in self._mentions:
            every = sorted({*member.mentions, *self.epithets.get(resolved.member, {})})
            self._mentions[resolved.member] = tuple(every[:most])
        roles = list(member.roles)
        if resolved.role and resolved.role.lower() not in (r.lower() for r in roles):
            roles.append(resolved.role)
        return Speaker(
            name=" and ".join(names),
            kind=resolved.kind,
            mention=resolved.mention,
            mentions=self._mentions[resolved.member],
            roles=tuple(roles),
            confidence=resolved.confidence,
            reason=resolved.reason,
        )
