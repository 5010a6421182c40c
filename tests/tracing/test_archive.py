from onrecord.tracing import dropped_answers, pairs, trace
from tests.tracing.made_up import article, source
from tests.tracing.test_copies import REWRITE, WIRE


def test_an_archive_is_compared_with_itself_and_clustered() -> None:
    other = "Weather\nRain is expected over the islands until the end of the week, with winds from the west."
    archive = pairs(
        [
            source("b", REWRITE, date="2021-03-02"),
            source("a", WIRE, date="2021-03-01"),
            source("c", other, date="2021-03-01"),
        ]
    )
    assert [(pair.first.id, pair.second.id) for pair in archive.pairs] == [("b", "a")]
    assert archive.pairs[0].words >= 45
    assert [(cluster.members, cluster.earliest) for cluster in archive.clusters] == [(("a", "b"), "a")]


def test_on_one_day_no_text_is_called_the_earliest() -> None:
    archive = pairs([source("b", REWRITE, date="2021-03-01"), source("a", WIRE, date="2021-03-01")])
    assert archive.clusters[0].earliest == ""
    assert "2021-03-01" in archive.clusters[0].reason


def test_an_empty_archive_has_no_pairs() -> None:
    assert pairs([]).pairs == ()
    assert pairs([source("a", "x")]).clusters == ()


def test_closing_lines_of_one_outlet_are_no_story() -> None:
    end = "This opinion is that of the editors of the paper, who met the candidates in person at the office last week."
    texts = [
        source(name, " ".join(f"{name}{n}" for n in range(150)) + f"\n{end}", date="2021-03-01", outlet="Post")
        for name in ("fish", "ships")
    ]
    assert pairs(texts).pairs == ()


def test_a_left_out_paragraph_that_answers_the_headline_is_shown() -> None:
    page = article(REWRITE, kinds="headline")
    found = dropped_answers(page, trace(page, [source("wire", WIRE)]))
    assert [finding.severity for finding in found] == ["S1"]
    assert found[0].lost.startswith("Union leaders denied")
