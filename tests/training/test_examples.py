"""Gold laid over pieces: what the network is taught, word by word."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.statements.pieces import cut, windows
from onrecord.statements.tagger import open_tagger

TEXT = "Anna Berg said the bridge would close. It was reported that it is old."
ARTICLE = {
    "text": TEXT,
    "attributions": [
        {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 37]]},
        {"source": [], "cue": [[42, 54]], "content": [[55, 69]]},
    ],
}


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    path = Path(__file__).parents[2] / "training" / "examples.py"
    spec = importlib.util.spec_from_file_location("training_examples", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_tags_and_pointers(examples: ModuleType) -> None:
    pieces = cut(TEXT, open_tagger().tokenizer)
    tags, targets = examples.gold(ARTICLE, pieces)
    words = [TEXT[s:e] for s, e in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)]
    content, cue, source = tags
    assert [w for w, t in zip(words, content, strict=True) if t == examples.BEGIN] == ["the", "that"]
    assert [w for w, t in zip(words, cue, strict=True) if t == examples.BEGIN] == ["said", "was"]
    assert [w for w, t in zip(words, source, strict=True) if t > 0] == ["Anna", "Berg"]
    bridge, old, said = words.index("bridge"), words.index("old"), words.index("said")
    assert targets[0, bridge].tolist() == [said, said + 1]
    assert targets[1, bridge].tolist() == [0, 2]
    assert targets[2, said].tolist() == [0, 2]
    assert targets[1, old].tolist() == [-2, -2]  # nobody is named


def test_pointers_move_with_the_window_and_nobody_is_its_first_position(examples: ModuleType) -> None:
    pieces = cut(TEXT, open_tagger().tokenizer)
    tags, targets = examples.gold(ARTICLE, pieces)
    (window,) = windows(pieces, 64, 0)
    example = examples.Example(window, tags, targets)
    at = {int(p): i for i, p in enumerate(window.piece) if p >= 0}
    words = [TEXT[s:e] for s, e in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)]
    said = at[words.index("said")]
    assert example.targets[0, at[words.index("bridge")]].tolist() == [said, said + 1]
    assert example.targets[1, at[words.index("old")]].tolist() == [0, 1]
    assert example.tags[0, 0] == examples.IGNORE


def test_the_articles_for_thresholds_are_never_trained_on(examples: ModuleType) -> None:
    articles = [{"id": f"{i:03}"} for i in range(100)]
    trained, kept = examples.held_out(articles)
    assert len(kept) == 5
    assert not {a["id"] for a in trained} & {a["id"] for a in kept}
    assert len(trained) + len(kept) == 100


def test_straight_marks_keep_offsets(examples: ModuleType) -> None:
    import random

    article = {"text": "“Ja,” said Berg’s son."}
    assert len(examples.restyled(article, random.Random(1), share=1.1)["text"]) == len(article["text"])
