"""Write what onrecord finds in articles as the bench's scorer reads it.

    python benchmarks/predict_attribution.py IN.jsonl OUT.jsonl [--model FOLDER | --no-model]

IN holds one JSON object a line, of which only `id` and `text` are read. OUT gets one line each: `{"id", "attributions":
[{"source", "cue", "content"}]}`, roles as lists of [start, end) code points. The attributions are those from which
`find_statements`, and so the command line, makes its statements; nothing is decided here. Speed goes to stderr.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Literal

from onrecord.statements import find_attributions


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, help="another model folder")
    parser.add_argument("--no-model", action="store_true", help="rules alone")
    args = parser.parse_args()
    model: Literal["auto", "none"] | Path = "none" if args.no_model else args.model or "auto"
    words, begun = 0, time.process_time()
    with args.articles.open(encoding="utf-8") as articles, args.out.open("w", encoding="utf-8") as out:
        for line in filter(str.strip, articles):
            article = json.loads(line)
            text = article["text"]
            found = find_attributions(text, model=model)
            roles = [{"source": a.source, "cue": a.cue, "content": a.content} for a in found]
            out.write(json.dumps({"id": article["id"], "attributions": roles}) + "\n")
            words += len(text.split())
    spent = time.process_time() - begun
    sys.stderr.write(f"{words} words, {spent:.1f} s of processor time, {words / spent:.0f} words a second\n")


if __name__ == "__main__":
    main()
