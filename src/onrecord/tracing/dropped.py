"""Paragraphs of a source that the page left out although they answer its headline.

A re-write may leave out what it likes. But a paragraph about the same things as the headline that denies, limits or
contradicts is worth showing to the reader. Which of the two is right is not said.
"""

from __future__ import annotations

import re

from onrecord.tracing.passages import FUNCTION_WORDS, stem
from onrecord.tracing.words import fold
from onrecord.types import Article, Finding, Trace

ANSWER = re.compile(
    r"\b(?:but|however|although|though|despite|denied|denies|deny|denying|disputed?|disputes|rejected|rejects|unless|"
    r"only if|if|not|never|no evidence|false|untrue|unproven|clarified|corrected|retracted)\b|n['’]t\b",
    re.IGNORECASE,
)
SAME_THINGS = 0.5  # of the headline's content words
AT_LEAST = 2
USED = 0.3  # of the source's words: below this the page has not re-written it, only borrowed from it


def dropped_answers(article: Article, trace: Trace) -> tuple[Finding, ...]:
    """Return a note for each left-out paragraph that has the headline's content words beside a denial or a limit."""
    headline = next((block for block in article.blocks if block.kind == "headline"), None)
    if headline is None:
        return ()
    wanted = _content(article.text[headline.span.start : headline.span.end])
    findings: list[Finding] = []
    for source in trace.sources:
        if source.source_share < USED or source.direction == "source-from-page":
            continue
        for paragraph in source.left_out:
            shared = wanted & _content(paragraph)
            answer = ANSWER.search(paragraph)
            if answer is None or len(shared) < max(AT_LEAST, SAME_THINGS * len(wanted)):
                continue
            findings.append(
                Finding(
                    id=f"copy-{len(findings) + 1}",
                    about="copy",
                    severity="S1",
                    verdict="left out",
                    reason=f"{source.info.outlet or source.info.title or source.info.id}, from which the page is "
                    f"re-written, goes on about the headline's matter with “{answer.group()}”: “{paragraph}” "
                    "The page does not carry this paragraph.",
                    next_step="Read the paragraph in the source and decide whether the headline stands without it.",
                    printed=(headline.span,),
                    lost=paragraph,
                )
            )
    return tuple(findings)


def _content(text: str) -> frozenset[str]:
    words = (fold(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text))
    return frozenset(stem(word) for word in words if word not in FUNCTION_WORDS)
