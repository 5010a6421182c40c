#!/bin/sh
# The whole recipe: run.sh SHARED_FOLDER BASE_FOLDER WORK_FOLDER; see README.md
set -eu
shared=$1 base=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python}
gold=$shared/data/polnear/train.jsonl score=$shared/bench/attribution/score.py
export PYTHONPATH="$here/../src:$here" OMP_NUM_THREADS=1
"$python" "$here/train.py" "$gold" "$base" "$work/first" --epochs 10 --seed 1
"$python" "$here/train.py" "$gold" "$base" "$work/second" --epochs 8 --seed 2 --rate 4e-4 --blank 0.08
first=$work/first/epoch10.safetensors second=$work/second/epoch08.safetensors
"$python" "$here/evaluate.py" "$gold" "$score" "$base/tokenizer.json" "$first" "$second" --keep "$work/kept.pkl"
"$python" "$here/tune.py" "$work/kept.pkl" "$score" "$work/thresholds.json"
"$python" "$here/pack.py" 1.0.0 "$work/thresholds.json" "$base" "$here/../src/onrecord/statements/models/v1" "$first" "$second"
