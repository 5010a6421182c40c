import re

from onrecord.tracing import trace
from onrecord.types import Trace
from tests.tracing.made_up import article, source

WIRE = """Harbour talks stall
PORT ELLIS (AP) — The harbour authority put off its vote on the northern dock on Monday after engineers warned that the sea wall would not carry the new cranes.
“We are not going to build on sand,” chairwoman Ida Moreau said.
The authority has spent four years looking for a site that the fishing fleet would accept, and the northern dock was the last on its list.
Union leaders denied that the vote had been put off because of the strike that began last week."""

REWRITE = """Strike kills harbour vote
The harbour authority put off its vote on the northern dock on Monday after engineers warned that the sea wall would not carry the new cranes.
“We are not going to build on sand,” chairwoman Ida Moreau said.
The authority has spent almost five years looking for a site that the fishing fleet would accept, and the northern dock was the last on its list.
Critics call the whole affair a farce without parallel in this town."""


def rows(found: Trace, text: str) -> list[str]:
    return [f"{row.relation}: {' '.join(text[slice(*row.span)].split()[:4])}" for row in found.passages]


def test_each_sentence_is_copied_changed_or_new() -> None:
    page = article(REWRITE, kinds="headline")
    found = trace(page, [source("wire", WIRE)])
    assert rows(found, REWRITE) == [
        "new: Strike kills harbour vote",
        "as-is: The harbour authority put",
        "as-is: “We are not going",
        "changed: The authority has spent",
        "new: Critics call the whole",
    ]


def test_a_changed_passage_shows_the_words_that_changed() -> None:
    found = trace(article(REWRITE, kinds="headline"), [source("wire", WIRE)])
    changed = next(row for row in found.passages if row.relation == "changed")
    assert [(op.recorded.strip(), op.printed.strip()) for op in changed.diff if op.op != "equal"] == [
        ("", "almost"),
        ("four", "five"),
    ]
    assert changed.source_span is not None
    text = "\n\n".join(WIRE.split("\n"))
    assert text[slice(*changed.source_span)].startswith("The authority has spent four years")


def test_what_the_source_goes_on_to_say_is_listed_as_left_out() -> None:
    found = trace(article(REWRITE, kinds="headline"), [source("wire", WIRE)])
    assert [words.split(" that")[0] for words in found.sources[0].left_out] == ["Union leaders denied"]


def test_a_quotation_that_two_reporters_carry_is_no_copy() -> None:
    speech = "“I have said it before and I will say it again: no ship leaves this harbour unpaid and no crew goes hungry here.”"
    ours = f"Moreau takes a stand\nMoreau raised her voice. {speech} The hall was silent."
    theirs = f"From the gallery\nIt was past ten when the chairwoman rose to speak. {speech} Then came the applause."
    found = trace(article(ours, kinds="headline"), [source("gallery", theirs)])
    assert found.sources == ()
    assert [row.relation for row in found.passages] == ["new", "new", "new"]


def test_a_speech_that_one_sets_in_marks_and_the_other_does_not_is_no_copy() -> None:
    words = (
        "the dock belongs to those who built it and to nobody else, whatever the lawyers of the bank may put on paper"
    )
    found = trace(
        article(f"Full text\nHere is what she said:\nIDA MOREAU: And {words}.", kinds="headline"),
        [source("report", f"Harbour\nMoreau told the hall: “And {words}.”")],
    )
    assert found.sources == ()


def test_names_and_titles_in_a_row_are_no_copy() -> None:
    names = (
        "Sen. Ada Lind, Gov. Per Holm, Rep. Tove Dahl, Sen. Jon Berg, Mayor Liv Aas, Gen. Odd Moe and Judge Kari Lie"
    )
    found = trace(
        article(f"The list\nOn stage will be {names}.", kinds="headline"),
        [source("other", f"Debate\nInvited are {names}, as well as two independents whose names were not given.")],
    )
    assert found.sources == ()


def test_footers_that_return_weeks_apart_are_learned_and_left_out() -> None:
    footer = "Readers who want to support the work of this newsroom can do so on the page for friends of the paper."
    old = [
        source(
            f"old{day}", f"Story {day}\nSomething about topic {day} happened here.\n{footer}", date=f"2021-0{day}-01"
        )
        for day in range(1, 5)
    ]
    page = article(f"New story\nA new thing happened in town.\n{footer}", kinds="headline")
    found = trace(page, old)
    assert found.sources == ()
    assert "weeks apart" in found.notes[0]


def test_the_page_itself_in_the_record_is_not_its_source() -> None:
    assert trace(article(WIRE, kinds="headline"), [source("same", WIRE.replace("\n", "\n\n"))]).passages
    page = article(WIRE, kinds="headline", url="https://news.example/1")
    assert trace(page, [source("same", WIRE + " ", url="https://news.example/1")]).sources == ()


def test_of_two_sources_a_sentence_is_given_to_the_one_that_has_more_of_the_page() -> None:
    part = "\n".join(WIRE.split("\n")[:2])
    found = trace(article(REWRITE, kinds="headline"), [source("part", part), source("wire", WIRE)])
    assert {row.source for row in found.passages if row.source} == {"wire"}
    assert [each.info.id for each in found.sources] == ["wire", "part"]


def test_the_answer_does_not_depend_on_the_order_of_the_sources() -> None:
    sources = [source("wire", WIRE), source("part", "\n".join(WIRE.split("\n")[:2])), source("none", "Other\nNothing.")]
    page = article(REWRITE, kinds="headline")
    assert trace(page, sources) == trace(page, sources[::-1])


def test_re_written_sentences_are_told_from_new_ones() -> None:
    page = REWRITE + "\nThe strike that began last week was not why the vote was put off, leaders of the union denied."
    again = (
        REWRITE + "\nUnion leaders denied on Tuesday that the vote was put off because of the strike, begun last week."
    )
    assert rows(trace(article(again, kinds="headline"), [source("wire", WIRE)]), again)[-1].startswith("rewritten")
    assert re.match("new|rewritten", rows(trace(article(page, kinds="headline"), [source("wire", WIRE)]), page)[-1])
