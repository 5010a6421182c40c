"""The record at the desk: adding, browsing by person and day, searching, "said", and two names for one person."""

from __future__ import annotations

import datetime

import pytest

from onrecord.desk.heard import by_day, pieces, strip
from onrecord.record.answers import Hit
from onrecord.types import SourceInfo, Span
from tests.desk.made import BRIEFING, PAGE

LATER = (
    BRIEFING.replace("March 12, 2024", "April 2, 2024").replace("2024-03-12", "2024-04-02").replace("forty", "sixty")
)


@pytest.fixture
def filled(open_desk):
    visitor = open_desk()
    files = [("file", ("march.txt", BRIEFING.encode())), ("file", ("april.txt", LATER.encode()))]
    assert "added" in visitor.post("/record/add", files=files).text
    return visitor


def test_before_anything_was_added_every_page_says_so(visitor):
    for address in ("/", "/record", "/record/people", "/record/days", "/record/gaps", "/search?words=x", "/said"):
        assert visitor.client.get(address).status_code == 200
    assert "There is nothing in it yet" in visitor.client.get("/record").text
    assert visitor.client.get("/api/v1/record").json() == {"edition": None, "gaps": []}


def test_what_was_added_is_in_the_record_at_once_and_twice_is_said(filled):
    assert "2 sources" in filled.client.get("/record").text
    assert "held already" in filled.post("/record/add", text=BRIEFING, name="march.txt").text
    assert filled.client.get("/api/v1/record").json()["edition"]["sources"] == 2


def test_a_file_that_is_no_source_is_refused_by_name_and_the_others_are_added(visitor):
    files = [("file", ("noise.bin", bytes(range(256)) * 9)), ("file", ("march.txt", BRIEFING.encode()))]
    shown = visitor.post("/record/add", files=files).text
    assert "noise.bin" in shown
    assert "added" in shown
    assert visitor.client.get("/api/v1/record").json()["edition"]["sources"] == 1


def test_an_article_is_added_as_what_others_may_have_copied(visitor):
    assert "added" in visitor.post("/record/add", text=PAGE, kind="article").text
    source = visitor.client.get("/api/v1/record/sources").json()["sources"][0]
    assert source["kind"] == "article"
    asked = {
        "text": PAGE.replace("boats", "ferries at the quay"),
        "article": True,
        "address": "https://gazette.example/ferry",
    }
    visitor.client.post("/api/v1/record/sources", json=asked)
    listed = visitor.client.get("/api/v1/record/sources").json()["sources"]
    assert "https://gazette.example/ferry" in {one["url"] for one in listed}


def test_an_address_of_the_local_network_is_not_added(visitor):
    shown = visitor.post("/record/add", address="http://127.0.0.1/briefing").text
    assert "local network" in shown


def test_browsing_by_person(filled):
    people = filled.client.get("/record/people").text
    assert "DELANE" in people.upper()
    person = filled.client.get("/api/v1/record/people").json()["people"][0]
    assert person["turns"] == 4
    shown = filled.client.get("/record/person", params={"name": person["name"]}).text
    assert "12 March 2024" in shown
    assert "2 April 2024" in shown
    assert filled.client.get("/record/person", params={"name": "Nobody"}).status_code == 404


def test_browsing_by_day(filled):
    assert "April" in filled.client.get("/record/days").text
    month = filled.client.get("/record/days?on=2024-03").text
    assert "March 2024" in month
    assert "2 April" not in month
    assert filled.client.get("/record/days?on=2024-04-02").text.count("<tr>") == 2
    assert filled.client.get("/record/days?on=soon").status_code == 400


def test_a_source_is_shown_with_its_turns(filled):
    source = filled.client.get("/api/v1/record/sources").json()["sources"][0]
    shown = filled.client.get("/record/source", params={"id": source["id"]}).text
    assert "And Monday?" in shown
    assert 'id="desk-turn-2"' in shown
    assert source["sha256"] in shown
    assert filled.client.get("/record/source?id=none").status_code == 404


def test_search_names_the_day_and_the_source_and_marks_the_words(filled):
    shown = filled.client.get("/search?words=harbour+may+stay").text
    assert "<mark>harbour</mark>" in shown
    assert "12 March 2024" in shown
    hits = filled.client.get("/api/v1/search?words=harbour&to=2024-03-31").json()["hits"]
    assert [hit["source"]["date"] for hit in hits] == ["2024-03-12"]
    assert "Not in the record" in filled.client.get("/search?words=zeppelin").text
    assert "A day is written 2024-03-12." in filled.client.get("/search?words=boats&from=soon").text


def test_said_is_a_timeline_by_day(filled):
    name = filled.client.get("/api/v1/record/people").json()["people"][0]["name"]
    told = filled.client.get("/api/v1/said", params={"person": name, "words": "boats"}).json()
    assert [day["date"] for day in told["days"]] == ["2024-03-12", "2024-04-02"]
    shown = filled.client.get("/said", params={"person": name, "words": "boats"}).text
    assert "2 times on 2 days" in shown
    assert '<svg class="strip"' in shown


def test_two_names_of_one_person_are_told_to_the_record_and_taken_back(filled):
    filled.post("/corrections/same-person", alias="MS DELANE", person="Mara Delane")
    assert "Mara Delane" in {p["name"] for p in filled.client.get("/api/v1/record/people").json()["people"]}
    number = filled.client.get("/api/v1/corrections").json()["corrections"][0]["id"]
    filled.post(f"/corrections/{number}/undo")
    assert "Mara Delane" not in {p["name"] for p in filled.client.get("/api/v1/record/people").json()["people"]}


def test_a_source_is_taken_out(filled):
    source = filled.client.get("/api/v1/record/sources").json()["sources"][0]["id"]
    assert filled.post("/record/remove", id=source).status_code == 303
    assert filled.client.get("/api/v1/record").json()["edition"]["sources"] == 1
    assert filled.client.delete("/api/v1/record/source", params={"id": source}).status_code == 404


def test_a_page_is_held_against_the_record_as_it_has_become(filled):
    page = filled.hand_in(PAGE)
    filled.wait(page)
    before = filled.client.get(f"/pages/{page}/export/json").json()["record"]
    filled.post("/record/add", text=BRIEFING.replace("March 12", "March 13").replace("forty", "nine"))
    filled.post(f"/pages/{page}/again")
    filled.wait(page)
    after = filled.client.get(f"/pages/{page}/export/json").json()["record"]
    assert (before["sources"], after["sources"]) == (2, 3)


# --- gathering what was heard: pure ---


def hit(date=None, source="a", turn=0, snippet="the boats came in", marks=((4, 9),)):
    return Hit(
        source=SourceInfo(id=source, date=date), turn=turn, speaker="MS DELANE", person="", score=1.0,
        spans=(), snippet=snippet, marks=tuple(Span(*m) for m in marks),
    )  # fmt: skip


def test_days_stand_in_order_and_what_has_no_day_at_the_end():
    march, april = datetime.date(2024, 3, 12), datetime.date(2024, 4, 2)
    days = by_day([hit(None), hit(april), hit(march, turn=3), hit(march, turn=1)])
    assert [(day.date, [one.turn for one in day.heard]) for day in days] == [(march, [1, 3]), (april, [0]), (None, [0])]


def test_pieces_give_the_snippet_back():
    cut = pieces(hit(marks=((4, 9), (0, 3), (8, 14))))  # unordered and overlapping
    assert "".join(piece.text for piece in cut) == "the boats came in"
    assert [piece.text for piece in cut if piece.marked] == ["the", "boats", " came"]


def test_the_strip_runs_from_the_first_day_to_the_last():
    ticks = strip(by_day([hit(datetime.date(2024, 1, d)) for d in (1, 1, 11, 21)]))
    assert [(tick.x, tick.height, tick.count) for tick in ticks] == [(0.0, 40.0, 2), (496.0, 25.0, 1), (992.0, 25.0, 1)]
    assert strip(by_day([hit(datetime.date(2024, 1, 1))])) == ()
