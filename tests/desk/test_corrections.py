"""What a person corrects holds for the next run, after a restart, and on a page that was edited elsewhere."""

from __future__ import annotations

import json

import msgspec
import pytest

from onrecord.desk.corrections import Correction, Edit, accepting, amend, anchored, apply_corrections, as_json_lines
from onrecord.reading import article_from_text
from tests.desk.made import PAGE, fake_check


def run(text=PAGE, corrections=()):
    article = article_from_text(text)
    report = fake_check(article, amend=lambda page, found: amend(page, found, corrections))
    return apply_corrections(report, corrections)


def correction(kind, number=0, text=PAGE, **fields):
    report = run(text)
    return msgspec.structs.replace(anchored(kind, report.article, report.statements[number]), **fields)


def test_the_speaker_is_changed_before_judging_and_the_reason_says_by_whom():
    report = run(
        corrections=[correction("speaker", 2, speaker="Tomas Verrick", by="Ada", note="he is named before it")]
    )
    assert [s.speaker.name for s in report.statements] == ["Mara Delane", "Mara Delane", "Tomas Verrick"]
    assert report.statements[2].speaker.reason == "Corrected at the desk by Ada: he is named before it"
    assert [f.claimed_speaker for f in report.findings if f.statement == "s3"] == ["Tomas Verrick"]
    assert report.notes == ("Corrections made at the desk that were applied: 1.",)


def test_what_is_no_quotation_is_left_out():
    report = run(corrections=[correction("not-a-quotation", 2)])
    assert [s.id for s in report.statements] == ["s1", "s2"]
    assert all(f.statement != "s3" for f in report.findings)


def test_an_accepted_edit_is_calm_and_says_what_it_was():
    before = run()
    accepted = accepting(before.article, before.statements[0], before.findings[0])
    accepted = msgspec.structs.replace(accepted, by="Ada", made="2026-11-22T20:00:00+00:00", note="Known misprint.")
    after = run(corrections=[accepted])
    first = next(f for f in after.findings if f.statement == "s1")
    assert first.severity == "S0"
    assert first.overruled == "Accepted at the desk by Ada on 2026-11-22; it was S3. Known misprint."
    assert first.changes == before.findings[0].changes  # the evidence stays


@pytest.mark.parametrize("other", [{"verdict": "cut"}, {"edits": (Edit("will", "might"),)}])
def test_an_acceptance_holds_for_the_edit_that_was_seen_and_for_no_other(other):
    before = run()
    accepted = msgspec.structs.replace(accepting(before.article, before.statements[0], before.findings[0]), **other)
    assert run(corrections=[accepted]).findings == before.findings


def test_two_names_of_one_person_hold_on_every_page():
    told = Correction(kind="same-person", alias="mara delane", person="Mara Delane-Ruiz")
    assert {s.speaker.name for s in run(corrections=[told]).statements} == {"Mara Delane-Ruiz"}


def test_a_later_correction_wins():
    first, second = (correction("speaker", speaker=name) for name in ("Ada One", "Ada Two"))
    assert run(corrections=[first, second]).statements[0].speaker.name == "Ada Two"


def test_a_correction_of_another_page_changes_nothing():
    told = correction("not-a-quotation", text=PAGE.replace("Sunday", "Monday"))
    assert run(corrections=[told]) == run()


def test_a_correction_follows_the_words_when_the_page_at_its_address_was_edited():
    address = "https://gazette.example/harbour"

    def checked(text, corrections=()):
        article = msgspec.structs.replace(article_from_text(text), url=address)
        return fake_check(article, amend=lambda page, found: amend(page, found, corrections))

    report = checked(PAGE)
    told = msgspec.structs.replace(anchored("speaker", report.article, report.statements[1]), speaker="Ines Corbal")
    edited = "Update: one more line at the top.\n\n" + PAGE
    assert [s.speaker.name for s in checked(edited, [told]).statements] == ["Mara Delane", "Ines Corbal", "Mara Delane"]


def test_of_the_same_words_twice_the_one_with_the_same_neighbours_is_meant():
    text = 'One\n\n"No," said Ada Low. Then it rained.\n\n"No," said Bo High. Then it snowed.\n'
    told = correction("speaker", 1, text=text, speaker="Bo High")
    assert [s.speaker.name for s in run(text, [told]).statements] == ["Mara Delane", "Bo High"]


def test_applying_twice_is_applying_once():
    before = run()
    told = [accepting(before.article, before.statements[0], before.findings[0])]
    assert apply_corrections(run(corrections=told), told).findings == run(corrections=told).findings


def test_json_lines_give_the_corrections_back():
    told = (correction("speaker", speaker='Ada Low\u2028"x"'), Correction(kind="same-person", alias="A", person="B"))
    lines = as_json_lines(told).splitlines()
    assert tuple(msgspec.json.decode(line, type=Correction) for line in lines) == told


# --- at the desk ---


def test_a_changed_speaker_is_shown_and_holds_after_a_restart(open_desk):
    visitor = open_desk()
    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    form = visitor.client.get(f"/pages/{page}/statements/s3")
    assert "a small miracle" in form.text
    answer = visitor.post(f"/pages/{page}/statements/s3", kind="speaker", speaker="Tomas Verrick", by="Ada")
    assert answer.headers["location"] == f"/pages/{page}"
    visitor.wait(page)
    for open_again in (False, True):
        if open_again:
            visitor = open_desk()
        report = visitor.client.get(f"/pages/{page}/export/json").json()
        assert report["statements"][2]["speaker"]["name"] == "Tomas Verrick"
    other = visitor.hand_in(PAGE)
    visitor.wait(other)
    assert (
        visitor.client.get(f"/pages/{other}/export/json").json()["statements"][2]["speaker"]["name"] == "Tomas Verrick"
    )


def test_corrections_are_listed_exported_and_taken_back(visitor):
    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    visitor.post(f"/pages/{page}/statements/s1", kind="accepted", note="Known misprint.")
    visitor.wait(page)
    assert "Known misprint." in visitor.client.get("/corrections").text
    lines = visitor.client.get("/corrections.jsonl").text.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["accepted"]
    assert visitor.client.get(f"/pages/{page}/export/json").json()["findings"][0]["severity"] == "S0"
    visitor.post("/corrections/1/undo")
    visitor.post(f"/pages/{page}/again")
    visitor.wait(page)
    assert "S3" in {f["severity"] for f in visitor.client.get(f"/pages/{page}/export/json").json()["findings"]}
    assert visitor.post("/corrections/1/undo").status_code == 404


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "speaker"}, "The name is missing."),
        ({"kind": "nonsense"}, "What is to be corrected was not said."),
    ],
)
def test_a_correction_that_says_too_little_is_refused_in_words(visitor, fields, message):
    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    answer = visitor.post(f"/pages/{page}/statements/s1", **fields)
    assert answer.status_code == 400
    assert message in answer.text
