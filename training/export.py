"""Write trained networks as 8-bit ONNX: `python training/export.py OUT.onnx NETWORK [NETWORK ...]`.

The graph is written node by node rather than traced: it takes one window without padding, so it needs no mask, and
it says in one place which products are 8-bit. Activations are quantised while it runs, weights per column here.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

HEADS, LINK = 12, 128
LONGEST = 256  # positions of a window; training uses no more
Floats = NDArray[np.float32]


class Graph:
    """A graph under construction."""

    def __init__(self, state: dict[str, Floats], exact: bool) -> None:
        self.state, self.exact = state, exact
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def constant(self, value: NDArray[np.generic], name: str = "") -> str:
        self.count += 1
        name = name or f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, *inputs: str, ours: bool = False, outputs: int = 1, **attributes: object) -> list[str]:
        self.count += 1
        names = [f"{op}{self.count}_{i}" for i in range(outputs)]
        domain = "com.microsoft" if ours else ""
        self.nodes.append(helper.make_node(op, list(inputs), names, domain=domain, **attributes))
        return names

    def one(self, op: str, *inputs: str, ours: bool = False, **attributes: object) -> str:
        return self.add(op, *inputs, ours=ours, **attributes)[0]

    def linear(self, x: str, name: str, exact: bool = False) -> str:
        weight, bias = self.state[f"{name}.weight"].T, self.state[f"{name}.bias"]
        if exact or self.exact:
            return self.one("Add", self.one("MatMul", x, self.constant(weight)), self.constant(bias))
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        cells = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        zero = np.zeros(weight.shape[1], dtype=np.int8)
        return self.one(
            "DynamicQuantizeMatMul",
            x,
            self.constant(cells),
            self.constant(scale.astype(np.float32)),
            self.constant(zero),
            self.constant(bias),
            ours=True,
        )

    def table(self, name: str, index: str) -> str:
        """Rows of an embedding, 8-bit with a scale a row."""
        weight = self.state[f"{name}.weight"]
        if self.exact or len(weight) < 1000:
            return self.one("Gather", self.constant(weight), index)
        scale = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-8) / 127
        cells = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        rows = self.one("Cast", self.one("Gather", self.constant(cells), index), to=TensorProto.FLOAT)
        return self.one("Mul", rows, self.one("Gather", self.constant(scale.astype(np.float32)), index))

    def norm(self, x: str, y: str, name: str) -> str:
        gamma, beta = (self.constant(self.state[f"{name}.{end}"]) for end in ("weight", "bias"))
        return self.one("SkipLayerNormalization", x, y, gamma, beta, ours=True, epsilon=1e-12)


def encode(g: Graph, words: str) -> tuple[str, str]:
    """One network over the window -> names of its tag and pointer scores."""
    state, width = g.state, g.state["norm.weight"].shape[0]
    length = g.one("Gather", g.one("Shape", "ids"), g.constant(np.array([1])))
    zero = g.constant(np.array([0]))
    positions = g.one("Slice", g.constant(state["positions.weight"][:LONGEST] + state["kinds"]), zero, length, zero)
    x = g.one("Add", words, positions)
    for name in ("case", "quote", "place"):
        x = g.one("Add", x, g.table(name, name))
    gamma, beta = (g.constant(state[f"norm.{end}"]) for end in ("weight", "bias"))
    x = g.one("LayerNormalization", x, gamma, beta, epsilon=1e-12, axis=-1)
    thirds = g.constant(np.array([width] * 3))
    for i in range(sum(1 for n in state if n.endswith("qkv.weight"))):
        q, k, v = g.add("Split", g.linear(x, f"layers.{i}.qkv"), thirds, outputs=3, axis=-1)
        a = g.one("MultiHeadAttention", q, k, v, ours=True, num_heads=HEADS)
        x = g.norm(x, g.linear(a, f"layers.{i}.out"), f"layers.{i}.norm1")
        h = g.one("Gelu", g.linear(x, f"layers.{i}.up"), ours=True)
        x = g.norm(x, g.linear(h, f"layers.{i}.down"), f"layers.{i}.norm2")
    tags = g.one("Reshape", g.linear(x, "tags", exact=True), g.constant(np.array([-1, 3, 3])))
    shape = g.constant(np.array([-1, 3, LINK]))
    ask = g.one("Transpose", g.one("Reshape", g.linear(x, "ask"), shape), perm=[1, 0, 2])
    answer = g.one("Transpose", g.one("Reshape", g.linear(x, "answer"), shape), perm=[1, 2, 0])
    links = g.one("Mul", g.one("MatMul", ask, answer), g.constant(np.array(LINK**-0.5, dtype=np.float32)))
    return g.one("Softmax", tags, axis=-1), g.one("Softmax", links, axis=-1)


UNKNOWN = 100  # the id of [UNK]


def spare(tokenizer: Path) -> list[int]:
    """Pieces that no page in a Latin script uses: reserved ones and other scripts. They are read as unknown."""
    vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    script = re.compile(r"[\u0250-\u1dff\u2c00-\ufaff\ufe30-\uffff]")
    return sorted(i for piece, i in vocabulary.items() if piece.startswith("[unused") or script.search(piece))


def build(states: list[dict[str, Floats]], exact: bool = False, drop: list[int] | None = None) -> onnx.ModelProto:
    """The graph: ids, case, quote, place (1, L) -> tags (L, 3, 3), links (3, L, L), both probabilities.

    Several networks are averaged; they must have been trained on the same, untouched table of words.
    """
    g = Graph(dict(states[0]), exact)
    table, ids = states[0]["words.weight"], "ids"
    if drop:
        keep = np.setdiff1d(np.arange(len(table)), drop)
        place = np.full(len(table), int(np.searchsorted(keep, UNKNOWN)), dtype=np.int32)
        place[keep] = np.arange(len(keep))
        g.state["words.weight"] = table[keep]
        ids = g.one("Gather", g.constant(place), "ids")
    words = g.table("words", ids)
    heads = []
    for state in states:
        if not np.array_equal(state["words.weight"], table):
            raise SystemExit("the networks do not share their table of words")
        g.state = state
        heads.append(encode(g, words))
    for output, names in (("tags", [h[0] for h in heads]), ("links", [h[1] for h in heads])):
        g.nodes.append(helper.make_node("Mean", names, [output]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "L"]) for n in ("ids", "case", "quote", "place")]
    outputs = [
        helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["L", 3, 3]),
        helper.make_tensor_value_info("links", TensorProto.FLOAT, [3, "L", "L"]),
    ]
    graph = helper.make_graph(g.nodes, "onrecord-attribution", inputs, outputs, g.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="onrecord training/export.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--tokenizer", type=Path, help="leave out pieces of other scripts")
    parser.add_argument("--exact", action="store_true", help="keep 32-bit floats, to see what 8 bits cost")
    args = parser.parse_args()
    states, drop = [load_file(n) for n in args.networks], spare(args.tokenizer) if args.tokenizer else []
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(build(states, args.exact, drop).SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
