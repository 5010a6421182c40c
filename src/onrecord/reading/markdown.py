"""Markdown with or without YAML front matter: as an article and as a transcript."""

from __future__ import annotations

import re

from onrecord.reading.page import Raw
from onrecord.types import Article, Source

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_PAIR = re.compile(r"^([A-Za-z_][\w-]*)\s*:\s*(.*)$")
_ESCAPES = {"_": " ", "n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", "N": "\x85", " ": " "}
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_HARD_BREAK = re.compile(r"\n(?<=  \n)|\n(?<=[^\\]\\\n)")
_BREAKS = re.compile(r"\n[ \t\u00a0]*\n\s*")
_BR = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
_INLINE = re.compile(r"[\\*_\[<`&#>]")
_INVISIBLE = re.compile("[\u2060\u200b\ufeff\u00ad]")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The simple keys of YAML front matter and where the text begins; lists and nested maps are passed over."""
    found = _FRONT.match(text) if text.startswith("---") else None
    if not found:
        return {}, 0
    keys: dict[str, str] = {}
    key = ""
    for line in (found.group(1) or "").splitlines():
        pair = _PAIR.match(line)
        if pair:
            key = pair.group(1).lower()
            keys[key] = pair.group(2).strip()
        elif key and line[:1] in " \t":
            kept = keys[key]
            keys[key] = kept[:-1] + line.strip() if kept.endswith("\\") else f"{kept} {line.strip()}"
        else:
            key = ""
    return {k: _unquoted(v) for k, v in keys.items()}, found.end()


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        value = _ESCAPED.sub(_unescaped, value[1:-1])
    elif len(value) >= 2 and value[0] == value[-1] == "'":
        value = value[1:-1].replace("''", "'")
    return " ".join(_INVISIBLE.sub("", value).split())


def _unescaped(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2) or found.group(3)
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return _ESCAPES.get(found.group(4), found.group(4))


_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$'\"&])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)")
_STAGE = re.compile(r"[*_](\([^()*_\n]{1,80}\))\s*[*_]")  # a stage direction set in italics, space and all
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])|"
    r"(?<![\w_])_(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])_(?![\w_])"
)


def inline_text(text: str, *, keep_label: bool = True) -> str:
    """A paragraph without its inline marks: links become their words, emphasis and escapes go; a bold label at the
    head stays.
    """
    if not _INLINE.search(text):
        return text
    head = ""
    if keep_label and text.lstrip().startswith(("**", "__")):
        bold = _BOLD_LABEL.match(text)
        if bold:
            head, text = bold.group(0), text[bold.end() :]
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "*" in text or "_" in text:
        text = _ESCAPE.sub(lambda m: chr(0xE000 + ord(m.group(1))), text)
        text = _STRONG.sub(r"\2", text)
        text = _STAGE.sub(r"\1", text)
        text = _EMPHASIS.sub(lambda m: m.group(1) or m.group(2), text)
        text = _PRIVATE.sub(lambda m: chr(ord(m.group(0)) - 0xE000), text)
    elif "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return head + text


_PRIVATE = re.compile("[\ue021-\ue07e]")
_BOLD_LABEL = re.compile(r"\s*(?:\*\*|__)[^*_\n]{1,90}?(?:\s*:\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*")
_PREFIX = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>+[ \t]?|[-+*][ \t]+(?=\S))")
_RULE = re.compile(r"^(?:\s*(?:\\?[-_*=#~][ \t]*)){3,}$")


def markdown_paragraphs(text: str) -> list[str]:
    """The paragraphs of Markdown as plain text; a hard line break ends one, since transcripts use it so."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    text = _HARD_BREAK.sub("\n\n", text)
    if "<br" in text or "<BR" in text:
        text = _BR.sub("\n\n", text)
    paragraphs = []
    for block in _BREAKS.split(text):
        if len(block) < 200 and _RULE.match(block):
            continue
        if block[:1] in "#>-+* \t":
            block = _PREFIX.sub("", block) if not block.lstrip().startswith("**") else block
        paragraphs.append(inline_text(block))
    return paragraphs


def markdown_source(text: str, raw: Raw) -> Source:
    """The source in a Markdown file: front matter gives title, date and address."""
    from onrecord.reading.made import make_source
    from onrecord.reading.occasion import read_occasion
    from onrecord.reading.turns import read_turns

    keys, begins = front_matter(text)
    title = keys.get("title", "")
    reading = read_turns(markdown_paragraphs(text[begins:]), title=title)
    address = next(
        (
            keys[k]
            for k in ("source_url", "url", "link", "canonical", "permalink", "source")
            if keys.get(k, "").startswith("http")
        ),
        "",
    )
    occasion = read_occasion(
        reading.head,
        raw.inside or raw.origin,
        title=title,
        date=keys.get("date", "") or keys.get("published_time", ""),
        place=keys.get("place", "") or keys.get("location", ""),
        url=address,
        end=text[-300:],
    )
    return make_source(raw, reading, occasion, licence=keys.get("licence", "") or keys.get("license", ""))


def markdown_article(page: str, raw: Raw, *, page_sha256: str, notes: tuple[str, ...]) -> Article:
    """A Markdown page taken apart."""
    from onrecord.reading.plainpage import plain_text_article

    return plain_text_article(page, origin=raw.origin, url=raw.url, page_sha256=page_sha256, notes=notes)
