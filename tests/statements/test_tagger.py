"""The model that ships: it opens, notices damage, and reads an invented story."""

import shutil
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import ModelError
from onrecord.statements.link import attributions
from onrecord.statements.tagger import SHIPPED, Tagger, open_tagger

STORY = """Council closes the old bridge

NORDHAVN — The council will close the harbour bridge on Monday, Mayor Anna Berg said.

“The bridge is eighty years old, and it shows,” Berg told reporters. “We cannot wait any longer.”

Lars Olsen, who owns a bakery beside the bridge, said that he had learned of the plan from the newspaper.

According to the harbour office, 4,000 cars cross the bridge every day.
"""


def found_in(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) as printed."""
    tagger = open_tagger()
    return [
        (
            " ".join(text[s:e] for s, e in a.source),
            " ".join(text[s:e] for s, e in a.cue),
            " ... ".join(text[s:e] for s, e in a.content),
        )
        for a in attributions(tagger.tag(text), tagger.config.thresholds)
    ]


def test_a_story() -> None:
    found = found_in(STORY)
    assert ("Mayor Anna Berg", "said") in {f[:2] for f in found}
    quoted = next(f for f in found if "eighty years" in f[2])
    assert quoted[0] == "Berg"
    assert "We cannot wait any longer" in quoted[2]
    heard = next(f for f in found if "learned of the plan" in f[2])
    assert heard[0].startswith("Lars Olsen")
    office = next(f for f in found if "4,000 cars" in f[2])
    assert "harbour office" in office[0]


def test_the_same_text_gives_the_same_numbers() -> None:
    (one,), (two,) = open_tagger().tag(STORY), Tagger().tag(STORY)
    assert one.tags.tobytes() == two.tags.tobytes()


@pytest.mark.parametrize("text", ["", "\n\n", " ", "—", "\u200b", "x" * 5000, "“" * 300, "\u0000\ufffd"])
def test_odd_texts_are_read_without_complaint(text: str) -> None:
    tagger = open_tagger()
    for a in attributions(tagger.tag(text), tagger.config.thresholds):
        assert all(0 <= s < e <= len(text) for s, e in a.content)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="another model"):
        Tagger(tmp_path)


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "v1"
    shutil.copytree(SHIPPED, folder)
    data = bytearray((folder / "tokenizer.json").read_bytes())
    data[-2] ^= 1
    (folder / "tokenizer.json").write_bytes(data)
    with pytest.raises(ModelError, match="not the one that was shipped"):
        Tagger(folder)


def test_another_format_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "v1"
    shutil.copytree(SHIPPED, folder)
    config = msgspec.json.decode((folder / "config.json").read_bytes())
    (folder / "config.json").write_bytes(msgspec.json.encode(config | {"format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        Tagger(folder)


def test_the_folder_names_its_licence_and_its_training_data() -> None:
    assert "Apache License" in (SHIPPED / "LICENSE").read_text(encoding="utf-8")
    assert "PolNeAR" in (SHIPPED / "CARD.md").read_text(encoding="utf-8")


def test_a_damaged_model_in_the_package_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.reading import article_from_text
    from onrecord.statements import find_statements, tagger

    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(tagger, "SHIPPED", tmp_path)
    article = article_from_text("“We wait,” Anna Berg said.")
    with pytest.raises(ModelError):
        find_statements(article)
    assert find_statements(article, model="none")
