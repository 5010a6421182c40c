"""Train the tagger: `python training/train.py TRAIN.jsonl BASE_FOLDER OUT_FOLDER`; see README.md beside it."""

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from examples import IGNORE, Example, batches, held_out, prepare, read, restyled
from network import Network

MASK = 103
ROLE_WEIGHTS = (1.0, 1.5, 1.0)  # content, cue, source: cues are few words and hardest


def load_base(network: Network, path: Path) -> None:
    """Copy the published encoder's weights into ours."""
    base = load_file(path)
    state = network.state_dict()
    state["words.weight"] = base["embeddings.word_embeddings.weight"]
    state["positions.weight"] = base["embeddings.position_embeddings.weight"]
    state["kinds"] = base["embeddings.token_type_embeddings.weight"][0]
    names = {"norm": "embeddings.LayerNorm"}
    for i in range(len(network.layers)):
        theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
        for end in ("weight", "bias"):
            parts = [base[f"{theirs}attention.self.{n}.{end}"] for n in ("query", "key", "value")]
            state[f"{ours}qkv.{end}"] = torch.cat(parts)
        names |= {
            f"{ours}out": f"{theirs}attention.output.dense",
            f"{ours}norm1": f"{theirs}attention.output.LayerNorm",
            f"{ours}up": f"{theirs}intermediate.dense",
            f"{ours}down": f"{theirs}output.dense",
            f"{ours}norm2": f"{theirs}output.LayerNorm",
        }
    for ours, theirs in names.items():
        for end in ("weight", "bias"):
            state[f"{ours}.{end}"] = base[f"{theirs}.{end}"]
    network.load_state_dict(state)


def stack(batch: list[Example], rng: np.random.Generator, blank: float) -> dict[str, Tensor]:
    """Pad a batch; `blank` is the share of pieces hidden from the model."""
    length = max(len(e.window.ids) for e in batch)

    def pad(rows: list[Any], fill: int) -> Tensor:
        out = np.full((len(rows), *rows[0].shape[:-1], length), fill, dtype=np.int64)
        for row, cells in zip(out, rows, strict=True):
            row[..., : cells.shape[-1]] = cells
        return torch.from_numpy(out)

    made = {n: pad([getattr(e.window, n) for e in batch], 0) for n in ("ids", "case", "quote", "place")}
    made["mask"] = pad([np.ones_like(e.window.ids) for e in batch], 0)
    made["tags"] = pad([e.tags for e in batch], IGNORE)
    made["from"] = pad([e.targets[:, :, 0] for e in batch], -1)
    made["to"] = pad([e.targets[:, :, 1] for e in batch], -1)
    hidden = torch.from_numpy(rng.random(made["ids"].shape) < blank) & (made["ids"] > MASK)
    made["ids"] = torch.where(hidden, MASK, made["ids"])
    return made


def loss_of(network: Network, b: dict[str, Tensor], link_weight: float) -> tuple[Tensor, Tensor, Tensor]:
    """-> (what is minimised, tag loss, pointer loss)."""
    tags, links = network(b["ids"], b["case"], b["quote"], b["place"], b["mask"])
    tags = tags.float().view(*tags.shape[:2], 3, 3)
    each = F.cross_entropy(tags.permute(0, 3, 2, 1), b["tags"], ignore_index=IGNORE, reduction="none")
    tag = (each.sum((0, 2)) * torch.tensor(ROLE_WEIGHTS)).sum() / (b["tags"][:, 0] != IGNORE).sum()
    kind, row, cell = (b["from"].transpose(0, 1) >= 0).nonzero(as_tuple=True)
    scores = links[row, kind, cell].float()
    start, stop = b["from"][row, kind, cell], b["to"][row, kind, cell]
    at = torch.arange(scores.shape[1])
    right = (at >= start[:, None]) & (at < stop[:, None])
    each = -torch.log_softmax(scores, -1).masked_fill(~right, -1e4).logsumexp(-1)
    counts = torch.bincount(kind, minlength=3).clamp(min=1)
    link = (each / counts[kind]).sum()
    return tag + link_weight * link, tag.detach(), link.detach()


def groups(network: Network, rate: float, head_rate: float, decay: float) -> list[dict[str, Any]]:
    """Lower layers learn slower; heads and new embeddings learn faster."""
    made = []
    depth = len(network.layers)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("tags", "ask", "answer", "case", "quote", "place")):
            own = head_rate
        elif name.startswith("layers."):
            own = rate * decay ** (depth - 1 - int(name.split(".")[1]))
        else:
            own = rate * decay**depth
        made.append({"params": [parameter], "lr": own, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("base", type=Path, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--stop", type=int, default=99, help="leave after this many epochs of the schedule")
    parser.add_argument("--limit", type=int, default=256)
    parser.add_argument("--budget", type=int, default=2048)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--blank", type=float, default=0.05)
    parser.add_argument("--link", type=float, default=0.2)
    parser.add_argument("--ema", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--init", type=Path, help="start from this network instead of the base's weights")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng, noise = random.Random(args.seed), np.random.default_rng(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = held_out(read(args.train))[0]
    network = Network(dropout=args.dropout)
    if args.init:
        network.load_state_dict(load_file(args.init))
    else:
        load_base(network, args.base / "model.safetensors")
    network.train()
    network.words.weight.requires_grad_(False)  # left as published, so that models can share the table
    optimizer = torch.optim.AdamW(groups(network, args.rate, args.head_rate, args.decay), fused=True)
    peaks = [g["lr"] for g in optimizer.param_groups]
    average = {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}
    log = (args.out / "log.jsonl").open("a", encoding="utf-8")
    step, total, begun = 0, None, time.time()
    for epoch in range(math.ceil(args.epochs)):
        if epoch >= args.stop:
            break
        network.dropout.refill()
        todo = batches(prepare([restyled(a, rng) for a in articles], tokenizer), args.limit, args.budget, rng)
        total = total or int(len(todo) * args.epochs)
        sums = np.zeros(2)
        for batch in todo:
            share = min(1.0, step / total)
            factor = min(1.0, (step + 1) / (0.06 * total)) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share)))
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss, tag, link = loss_of(network, stack(batch, noise, args.blank), args.link)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            keep = min(args.ema, step / (step + 10))
            with torch.no_grad():
                names = list(average)
                own = dict(network.named_parameters())
                torch._foreach_lerp_([average[n] for n in names], [own[n].detach() for n in names], 1 - keep)
            sums += (float(tag), float(link))
            if step % 50 == 0:
                spent = f"{time.time() - begun:.0f}s"
                print(epoch + 1, step, total, spent, f"{float(tag):.3f} {float(link):.3f}", flush=True)
            if step >= total:
                break
        whole = average | {"words.weight": network.words.weight.detach()}
        save_file(whole, args.out / f"epoch{epoch + 1:02d}.safetensors")
        tag_mean, link_mean = (sums / len(todo)).tolist()
        line = {"epoch": epoch + 1, "seconds": round(time.time() - begun), "tag": tag_mean, "link": link_mean}
        log.write(json.dumps(line) + "\n")
        log.flush()


if __name__ == "__main__":
    main()
