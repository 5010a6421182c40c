"""The kept extractor (trafilatura) as arbiter: which words of a page are its story, where the page does not say so
itself.
"""

from __future__ import annotations

import logging

MAX_PAGE = 2_000_000  # code points; above this the extractor's time is no longer in proportion to what it tells


def extracted_words(page: str) -> str:
    """The story of a page as the extractor sees it, a paragraph a line; "" when it finds none or the page is too large.

    It is loaded when the first doubtful page comes: that costs 0.12 to 0.17 s, which pages that mark their story are
    spared.
    """
    if len(page) > MAX_PAGE:
        return ""
    from lxml.etree import LxmlError
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its remarks on the page are not for our stderr
    try:
        return extract(page, include_comments=False, include_tables=True, deduplicate=False) or ""
    except (LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return ""  # the page defeats it: our own reading stands
