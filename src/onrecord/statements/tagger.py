"""The trained model as it is: what it thinks of every word, no policy."""

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.statements.pieces import Ints, Pieces, Window, cut, slabs, windows

Floats = NDArray[np.float32]
CONTENT, CUE, SOURCE = range(3)
CONTENT_TO_CUE, CONTENT_TO_SOURCE, CUE_TO_SOURCE = range(3)
FORMAT = 1
SHIPPED = Path(__file__).parent / "models" / "v1"


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """What the linker needs to decide; chosen on articles that were kept from training, never on the dev set."""

    stay: tuple[float, float, float] = (1.0, 0.5, 0.5)
    outside: tuple[float, float, float] = (0.0, 0.0, 0.0)
    link: float = 0.2
    pull: float = 0.5
    source: float = 0.3
    join: float = 0.4
    score: float = 0.25


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """`config.json` of a model folder."""

    format: int
    version: str
    limit: int  # positions in a window
    overlap: int  # pieces a window repeats
    sha256: dict[str, str]
    thresholds: Thresholds = Thresholds()


class View(msgspec.Struct, frozen=True):
    """What one window says of its words. `words` are indices into `Tagging`; the last column of links is "none"."""

    words: Ints
    weight: Floats  # trust in each word's view: low at the borders of the window
    links: Floats  # (3, words, words + 1)


class Tagging(msgspec.Struct, frozen=True):
    """Words of a text with log-probabilities and pointers.

    `tags` is (words, 3 roles, 3 tags: outside, begin, inside).
    """

    starts: Ints
    ends: Ints
    paragraph: Ints  # number of the paragraph of each word
    letters: NDArray[np.bool_]  # the word is more than a mark
    quote: Ints
    tags: Floats
    views: tuple[View, ...]


class Tagger:
    """An open model. Loading checks size and SHA-256 of the files against `config.json`.

    Raises:
        ModelError: a file is missing, was changed, or is of a format that this version does not read.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.folder = folder
        try:
            self.config = msgspec.json.decode((folder / "config.json").read_bytes(), type=Config)
            model, tokenizer = (folder / n for n in ("model.onnx", "tokenizer.json"))
            data = {path.name: path.read_bytes() for path in (model, tokenizer)}
        except OSError as error:
            raise ModelError(f"{folder}: {error.strerror or error}; install anew or name another model") from error
        except msgspec.MsgspecError as error:
            raise ModelError(f"{folder / 'config.json'}: {error}; install onrecord anew") from error
        if self.config.format != FORMAT:
            raise ModelError(f"{folder}: model format {self.config.format}, this onrecord reads format {FORMAT}")
        for name, content in data.items():
            if hashlib.sha256(content).hexdigest() != self.config.sha256.get(name):
                raise ModelError(f"{folder / name}: the file is not the one that was shipped; install onrecord anew")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(data[model.name], options, providers=["CPUExecutionProvider"])
        self.tokenizer: Any = Tokenizer.from_str(data[tokenizer.name].decode())
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def tag(self, text: str) -> Iterator[Tagging]:
        """What the model thinks of `text`; windows of whole paragraphs, averaged where they overlap.

        An article is one tagging; a text of more than some 5,000 words comes in several, read when asked for.
        """
        limit, overlap = self.config.limit, self.config.overlap
        for pieces in slabs(cut(text, self.tokenizer), limit):
            yield gather(pieces, [self._run(w) for w in windows(pieces, limit, overlap)])

    def _run(self, window: Window) -> tuple[Window, Floats, Floats]:
        tags, links = self.session.run(
            ["tags", "links"],
            {
                "ids": window.ids[None],
                "case": window.case[None],
                "quote": window.quote[None],
                "place": window.place[None],
            },
        )
        return window, tags, links


@functools.lru_cache(maxsize=2)
def open_tagger(folder: Path = SHIPPED) -> Tagger:
    """The model of a folder, kept open: loading takes longer than a page."""
    return Tagger(folder)


def gather(pieces: Pieces, seen: list[tuple[Window, Floats, Floats]]) -> Tagging:
    """Window results as one view of the words: a word's first piece speaks for it, all its pieces are pointed at."""
    begins = np.flatnonzero(pieces.first)
    count = len(begins)
    ends = pieces.ends[np.append(begins, len(pieces.ids))[1:] - 1]
    word_of = np.cumsum(pieces.first) - 1
    tags = np.zeros((count, 3, 3), dtype=np.float32)
    total = np.full(count, 1e-9, dtype=np.float32)
    views = []
    for window, window_tags, window_links in seen:
        inside = np.flatnonzero(window.piece >= 0)
        word = word_of[window.piece[inside]]
        lead = pieces.first[window.piece[inside]]
        rows, words = inside[lead], word[lead]
        distance = np.minimum(rows, len(window.piece) - 1 - rows)
        weight = np.minimum(1.0, (distance + 4) / 36).astype(np.float32)
        tags[words] += window_tags[rows] * weight[:, None, None]
        total[words] += weight
        from_rows = window_links[:, rows][:, :, inside]
        groups = np.flatnonzero(lead)
        summed = np.add.reduceat(from_rows, groups, axis=2) if len(groups) else from_rows
        none = window_links[:, rows, 0][:, :, None]
        views.append(View(words, weight, np.concatenate([summed, none], axis=2)))
    paragraph = np.zeros(count, dtype=np.int64)
    for number, (a, b) in enumerate(pieces.paragraphs):
        paragraph[word_of[a] : word_of[b - 1] + 1] = number
    return Tagging(
        starts=pieces.starts[begins],
        ends=ends,
        paragraph=paragraph,
        letters=pieces.case[begins] > 0,
        quote=pieces.quote[begins],
        tags=np.log(tags / total[:, None, None] + 1e-9),
        views=tuple(views),
    )
