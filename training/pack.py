"""Lay a model folder: `python training/pack.py VERSION THRESHOLDS.json BASE_FOLDER OUT_FOLDER NETWORK [NETWORK ...]`.

Several networks become one graph that averages what they say; they share the table of words. NOTICE
and CARD.md of the folder are written by hand: they say what was measured.
"""

import argparse
import hashlib
import shutil
from pathlib import Path

import msgspec
from safetensors.numpy import load_file

from export import build, spare
from onrecord.statements.tagger import FORMAT, Config, Thresholds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version")
    parser.add_argument("thresholds", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=256)
    parser.add_argument("--overlap", type=int, default=64)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = build([load_file(n) for n in args.networks], drop=spare(args.base / "tokenizer.json")).SerializeToString(
        deterministic=True
    )
    tokenizer = (args.base / "tokenizer.json").read_bytes()
    files = {"model.onnx": model, "tokenizer.json": tokenizer}
    for name, data in files.items():
        (args.out / name).write_bytes(data)
    shutil.copyfile(args.base / "LICENSE", args.out / "LICENSE")
    config = Config(
        format=FORMAT,
        version=args.version,
        limit=args.limit,
        overlap=args.overlap,
        sha256={name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        thresholds=msgspec.json.decode(args.thresholds.read_bytes(), type=Thresholds),
    )
    (args.out / "config.json").write_bytes(msgspec.json.format(msgspec.json.encode(config), indent=2) + b"\n")


if __name__ == "__main__":
    main()
