"""One page checked against one record: the whole story in one function."""

from __future__ import annotations
