"""Score a network on the articles kept from training, or on any gold file: see README.md."""

import argparse
import importlib.util
import json
import pickle
import sys
from pathlib import Path
from typing import Any

import msgspec
import onnxruntime
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from examples import held_out, read
from export import build, spare
from onrecord.statements.lines import with_lines
from onrecord.statements.link import attributions
from onrecord.statements.pieces import cut, windows
from onrecord.statements.tagger import Tagging, Thresholds, gather


def scorer(path: Path) -> Any:
    """The one scorer of the bench."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tag_all(model: bytes, tokenizer: Any, articles: list[dict[str, Any]], limit: int, overlap: int) -> list[Tagging]:
    """The model's view of every article."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    made = []
    for article in articles:
        pieces = cut(article["text"], tokenizer)
        seen = []
        for w in windows(pieces, limit, overlap):
            feed = {"ids": w.ids[None], "case": w.case[None], "quote": w.quote[None], "place": w.place[None]}
            seen.append((w, *session.run(["tags", "links"], feed)))
        made.append(gather(pieces, seen))
    return made


def predicted(articles: list[dict[str, Any]], taggings: list[Tagging], thresholds: Thresholds) -> dict[str, Any]:
    """Attributions as the scorer reads them."""
    return {
        a["id"]: [
            {"source": x.source, "cue": x.cue, "content": x.content}
            for x in with_lines(a["text"], attributions([t], thresholds))
        ]
        for a, t in zip(articles, taggings, strict=True)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("score", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--thresholds", type=Path)
    parser.add_argument("--all", action="store_true", help="the whole file, not the part kept from training")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--limit", type=int, default=256)
    parser.add_argument("--overlap", type=int, default=64)
    parser.add_argument("--keep", type=Path, help="pickle of the taggings, for tune.py")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read(args.gold)
    if not args.all:
        articles = held_out(articles)[1]
    model = build([load_file(n) for n in args.networks], args.exact, spare(args.tokenizer)).SerializeToString()
    taggings = tag_all(model, tokenizer, articles, args.limit, args.overlap)
    if args.keep:
        args.keep.write_bytes(pickle.dumps((articles, taggings)))
    thresholds = Thresholds()
    if args.thresholds:
        thresholds = msgspec.json.decode(args.thresholds.read_bytes(), type=Thresholds)
    result = scorer(args.score).score(articles, predicted(articles, taggings, thresholds))
    for name, value in result.items():
        sys.stdout.write(f"{name:30} {json.dumps(value)}\n")


if __name__ == "__main__":
    main()
