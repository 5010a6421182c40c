from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.tracing.align import Vocabulary, shared_runs, word_diff
from onrecord.tracing.words import folded_words, quotations, read_words, sentence_starts


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text)]


def test_somebodys_words_are_found_in_marks_turns_and_posts() -> None:
    assert quoted('He said “yes” and "no".') == ["“yes”", '"no"']
    assert quoted("“The first paragraph stays open.\n“The second closes,” she said.") == [
        "“The first paragraph stays open.",
        "“The second closes,”",
    ]
    assert quoted("MS. ORLOV: We shall see about that.") == ["MS. ORLOV: We shall see about that."]
    assert quoted("The mayor's plan isn't new, it's last year's.") == []
    assert quoted("She called it 'a plan that nobody has read' on Monday.") == ["'a plan that nobody has read'"]


def test_sentences_end_at_full_stops_but_not_at_titles_or_initials() -> None:
    text = "Gov. Ada Lind met Dr. J. Ross at 7 p.m. Tuesday in St. Paul. She left early. “Why?” he asked."
    starts = [0, *sentence_starts(text, 0, len(text)), len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(starts)]
    assert parts[1] == "She left early."
    assert parts[0].endswith("St. Paul.")


@given(st.lists(st.sampled_from("alpha beta gamma delta, epsilon. “zeta” Eta".split()), max_size=30),
       st.lists(st.sampled_from("alpha beta gamma delta, epsilon. theta".split()), max_size=30))  # fmt: skip
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_diff_gives_both_passages_back(left: list[str], right: list[str]) -> None:
    a, b = read_words(" ".join(left)), read_words(" ".join(right))
    diff = word_diff(a, (0, len(a.folded)), b, (0, len(b.folded)))
    assert "".join(op.printed for op in diff) == a.slice(0, len(a.folded))
    assert "".join(op.recorded for op in diff) == b.slice(0, len(b.folded))


@given(st.lists(st.integers(0, 6), max_size=60), st.lists(st.integers(0, 6), max_size=60))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_shared_runs_are_shared_and_never_overlap_on_the_page(left: list[int], right: list[int]) -> None:
    a, b = read_words(" ".join(f"w{n}" for n in left)), read_words(" ".join(f"w{n}" for n in right))
    vocabulary = Vocabulary()
    last = 0
    for run in shared_runs(vocabulary.ids(a), vocabulary.ids(b), 3):
        assert run.page >= last
        last = run.page + run.length
        assert a.folded[run.page : last] == b.folded[run.source : run.source + run.length]


@given(st.text(max_size=60) | st.text("İßaſ'’ʼ. ", max_size=20))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_short_reading_has_the_same_words(text: str) -> None:
    assert tuple(folded_words(text)) == read_words(text).folded
