"""Hold the quotations of a page against the record of what was said.

>>> from onrecord import Record, check
>>> report = check("article.html", Record.open("my-record"))
>>> print(report.findings)
"""

from __future__ import annotations

__version__ = "0.1.0"
