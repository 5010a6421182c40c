"""The model case: a page that re-writes an RT story. RT's original is built here from the page's own paragraphs."""

import os
from pathlib import Path

import pytest

from onrecord.reading import load, read_article
from onrecord.statements import find_statements
from onrecord.tracing import positions, trace
from onrecord.types import Article
from tests.tracing.made_up import source

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
PAGE = SHARED / "data" / "seed" / "page.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGE.exists(), reason=f"the seed page is not at {PAGE}"),
]


@pytest.fixture(scope="module")
def page() -> Article:
    return read_article(load(str(PAGE)))


def test_all_paragraphs_after_the_hand_over_are_rts_and_the_top_is_the_sites(page: Article) -> None:
    kinds = [block.kind for block in page.blocks]
    hand_over = page.blocks[kinds.index("handover")].span
    story = [b for b in page.blocks if b.kind == "paragraph" and b.span.start > hand_over.end]
    lines = [page.text[slice(*block.span)] for block in story]
    extra = "The talks between the two ministers lasted for three hours and ended without a common statement."

    found = trace(page, [source("rt", "\n".join([lines[0], extra, *lines[1:]]), outlet="RT", date="2015-11-20")])

    from_rt = [row for row in found.passages if row.source == "rt"]
    new = [row for row in found.passages if row.relation == "new"]
    begins = [block.span.start for block in story]
    assert len(story) == 10  # eight by another count, which takes a quotation with the paragraph before it
    assert {max(n for n in begins if n <= row.span.start) for row in from_rt} == set(begins)
    assert all(row.relation == "as-is" for row in from_rt)
    assert max(row.span.end for row in new) <= hand_over.end
    assert {"headline", "standfirst"} <= {
        b.kind for b in page.blocks if any(b.span.start <= row.span.start < b.span.end for row in new)
    }
    assert found.sources[0].direction == "page-from-source"
    assert found.sources[0].left_out == (extra.rstrip("."),)


def test_who_stands_where_on_the_page(page: Article) -> None:
    rows = positions(page, find_statements(page, model="none"))
    held = {(row.actor.casefold().split()[-1], row.stance, row.towards.split()[-1]) for row in rows}
    stances = {row[:2] for row in held}
    assert ("russia", "for", "Assad") in held
    assert {("hollande", "for"), ("arikat", "open"), ("department", "denial"), ("department", "condition")} <= stances
    assert ("government", "condition", "Russia") in held
    assert not any(stance == "for" and towards == "ISIL" and actor == "hollande" for actor, stance, towards in held)
