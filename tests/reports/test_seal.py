"""What the seal says, what it carries, and what it notices."""

import datetime
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.reports.seal import find_seal, seal, verify, wording
from onrecord.types import Article, Block, Finding, RecordEdition, Report, Severity, Span

TEXT = "Mayor opens dock\nThe mayor opened the dock, late but proud, on Monday.\n“It is done,” she said."


def article(text: str = TEXT) -> Article:
    return Article(text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))


def finding(number: int, severity: Severity, words: str) -> Finding:
    return Finding(id=f"f{number}", about="quotation", severity=severity, reason="", words=words)  # type: ignore[arg-type]


def report(found: int = 2, queries: int = 1, unchecked: int = 1, *, text: str = TEXT, held: bool = True) -> Report:
    kinds = [("S0", "verbatim")] * found + [("S3", "altered")] * queries + [("S0", "no-record")] * unchecked
    day = datetime.date(2015, 11, 20)
    return Report(
        onrecord="0.1.0",
        article=article(text),
        findings=tuple(finding(n, severity, words) for n, (severity, words) in enumerate(kinds)),  # type: ignore[arg-type]
        record=RecordEdition(sources=1, turns=60, first=day, last=day, sha256="ab" * 32) if held else None,
    )


def test_the_seal_counts_and_does_not_praise() -> None:
    assert wording(report(9, 1, 5)) == "9 of 15 quotations found on the record of 20 Nov 2015; 1 query; 5 not checkable"
    assert wording(report(2, 0, 0)) == "2 of 2 quotations found on the record of 20 Nov 2015"
    assert wording(report(0, 0, 0)) == "No quotation was found on this page; nothing was checked"
    assert wording(report(0, 0, 2, held=False)) == "2 quotations found on this page; no record was held against them"
    made = seal(report())
    assert not any(word in (made.svg + made.html).casefold() for word in ("verified", "fact check", "true"))


def test_both_forms_are_well_formed_and_carry_the_same() -> None:
    made = seal(report(), url="https://gazette.example/report?a=1&b=2")
    assert ElementTree.fromstring(made.svg).tag.endswith("svg")
    assert ElementTree.fromstring(made.html).tag == "p"
    assert find_seal(made.svg) == find_seal(made.html.encode())
    assert find_seal(made.svg).record == "ab" * 32
    assert 'href="https://gazette.example/report?a=1&amp;b=2"' in made.html


def test_the_same_report_gives_the_same_seal() -> None:
    assert seal(report()) == seal(report())


def test_the_same_words_are_the_same_page_whatever_the_white_space() -> None:
    made = seal(report())
    assert verify(made.svg, article(TEXT)).unchanged
    assert verify(made.html, article(TEXT.replace("\n", "\n\n  "))).unchanged


def test_a_changed_comma_is_said_and_shown() -> None:
    seen = verify(seal(report()).html, article(TEXT.replace("dock, late", "dock late")))
    assert not seen.unchanged
    assert [(change.before, change.now, change.removed) for change in seen.changes] == [
        ("The mayor opened the", "dock", 1)
    ]
    assert "“dock” instead of 1 word" in seen.summary


def test_with_the_report_at_hand_the_old_words_are_shown_too() -> None:
    held = report()
    seen = verify(seal(held).html, article(TEXT.replace("dock, late", "dock late")), report=held)
    assert seen.report_matches is True
    assert "“dock” instead of “dock,”" in seen.summary
    assert "not the one that was sealed" in verify(seal(held).html, article(), report=report(1)).summary


def test_words_put_in_and_taken_out_are_told() -> None:
    made = seal(report())
    assert "“not” was put in" in verify(made.svg, article(TEXT.replace("is done", "is not done"))).summary
    assert "1 word was taken out" in verify(made.svg, article(TEXT.replace("late but ", "but "))).summary


def test_the_seals_own_line_on_the_page_is_no_change() -> None:
    made = seal(report())
    line = "Quotations held against the record: " + made.wording + ". Checked words, not truth."
    assert verify(made.html, article(TEXT + "\n" + line)).unchanged
    assert not verify(made.html, article(TEXT + "\n" + line + " Really.")).unchanged


def test_an_address_that_runs_something_is_refused() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "https://a.example/\n<b>"):
        with pytest.raises(UsageError, match="http"):
            seal(report(), url=url)


@pytest.mark.parametrize(
    "markup", ["", "<p>nothing</p>", '<p data-onrecord-seal="AAAAAAAAAAAAAAAAAAAAAAAA">', b"\xff\xfe\x00"]
)
def test_no_seal_or_a_damaged_one_is_one_clear_error(markup: str | bytes) -> None:
    with pytest.raises(UsageError, match="seal"):
        verify(markup, article())


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_other_words_are_another_page(one: str, other: str) -> None:
    made = seal(report(text=one))
    assert verify(made.svg, article(other)).unchanged == (one.split() == other.split())


def keys() -> tuple[bytes, bytes]:
    pytest.importorskip("cryptography")
    from cryptography.hazmat.primitives import serialization as s
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    pem = private.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
    return pem, private.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo)


def test_a_signed_seal_holds_until_it_is_altered() -> None:
    private, public = keys()
    made = seal(report(), key=private)
    good = verify(made.svg, article(), trusted=public)
    assert (good.unchanged, good.signature, good.trusted) == (True, "valid", True)

    import base64

    payload = msgspec.structs.replace(find_seal(made.svg), wording="15 of 15 quotations found on the record")
    forged = f'<p data-onrecord-seal="{base64.urlsafe_b64encode(msgspec.json.encode(payload)).decode()}"></p>'
    bad = verify(forged, article(), trusted=public)
    assert (bad.unchanged, bad.signature) == (False, "invalid")
    assert "altered after it was signed" in bad.summary


def test_an_unsigned_seal_does_not_pass_where_a_signature_is_asked_for() -> None:
    _, public = keys()
    assert not verify(seal(report()).svg, article(), trusted=public).unchanged


def test_a_key_that_is_none_is_refused() -> None:
    keys()
    with pytest.raises(UsageError, match="key"):
        seal(report(), key=b"not a key")
