"""The model case: a page that re-writes an RT story. RT's original is built here from the page's own paragraphs."""

import os
from pathlib import Path

import pytest

from onrecord.tracing import trace
from tests.tracing.made_up import article, source

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
PAGE = SHARED / "data" / "seed" / "page.txt"


@pytest.mark.shared
@pytest.mark.skipif(not PAGE.exists(), reason=f"the seed page is not at {PAGE}")
def test_all_paragraphs_after_the_hand_over_are_rts_and_the_top_is_the_sites() -> None:
    text = PAGE.read_text(encoding="utf-8").rstrip("\n")
    lines = text.split("\n")
    hand_over = lines.index("RT reports:")
    story = [line for line in lines[hand_over + 1 : lines.index("Niamh Harris")] if line]
    extra = "The talks between the two ministers lasted for three hours and ended without a common statement."
    original = "\n".join([story[0], extra, *story[1:]])
    kinds = {2: "stamp", 3: "caption", len(lines) - 2: "byline", len(lines) - 1: "biography"}
    names = ["headline" if n == 0 else kinds.get(n, "paragraph") for n in range(len(lines))]
    page = article(text, kinds=" ".join(names))

    found = trace(page, [source("rt", original, outlet="RT", date="2015-11-20")])

    from_rt = [row for row in found.passages if row.source == "rt"]
    new = [row for row in found.passages if row.relation == "new"]
    begins = [text.index(paragraph) for paragraph in story]
    assert len(story) == 10  # eight by another count, which takes a quotation with the paragraph before it
    assert {max(n for n in begins if n <= row.span.start) for row in from_rt} == set(begins)
    assert all(row.relation == "as-is" for row in from_rt)
    assert max(row.span.end for row in new) <= text.index("RT reports:") + len("RT reports:")
    assert found.sources[0].direction == "page-from-source"
    assert "RT reports" in found.sources[0].reason
    assert found.sources[0].left_out == (extra.rstrip("."),)


@pytest.mark.shared
@pytest.mark.skipif(not PAGE.exists(), reason=f"the seed page is not at {PAGE}")
def test_who_stands_where_on_the_page() -> None:
    from onrecord.reading import load, read_article
    from onrecord.statements import find_statements
    from onrecord.tracing import positions

    page = read_article(load(str(PAGE)))
    rows = positions(page, find_statements(page, model="none"))
    held = {(row.actor.casefold().removeprefix("us "), row.stance, row.towards) for row in rows}
    assert ("russia", "for", "Syrian President Bashar Assad") in held
    assert ("francois hollande", "for", "the creation of a “large coalition”") in held
    assert ("said arikat", "open") in {row[:2] for row in held}
    assert ("state department", "denial") in {row[:2] for row in held}
    assert ("united states government", "condition", "Russia") in held
    assert not any(stance == "for" and towards in ("ISIL", "Islamic State", "Assad") for _, stance, towards in held)
