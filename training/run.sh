#!/bin/sh
# The whole recipe: run.sh SHARED_FOLDER BASE_FOLDER WORK_FOLDER; see README.md
set -eu
shared=$1 base=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python}
gold=$shared/data/polnear/train.jsonl score=$shared/bench/attribution/score.py
out=$here/../src/onrecord/statements/models/v1
export PYTHONPATH="$here/../src:$here" OMP_NUM_THREADS=1
"$python" "$here/train.py" "$gold" "$base" "$work" --epochs 10 --seed 1
network=$work/epoch10.safetensors
"$python" "$here/evaluate.py" "$gold" "$score" "$base/tokenizer.json" "$network" --keep "$work/kept.pkl"
"$python" "$here/tune.py" "$work/kept.pkl" "$score" "$work/thresholds.json" --rounds 1
"$python" "$here/pack.py" 1.0.0 "$work/thresholds.json" "$base" "$out" "$network"
