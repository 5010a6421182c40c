"""The network: a small encoder with marks for case, quotation and layout, three taggers and three pointers."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

CASES, QUOTES, PLACES = 8, 8, 4
TAGS = 3  # outside, begin, inside
ROLES = ("content", "cue", "source")
LINK = 128


class Dropout:
    """Dropout from a pool of ready masks: drawing anew costs a tenth of the training time on a processor."""

    SIZE = 1 << 23

    def __init__(self, share: float) -> None:
        self.share = share
        self.refill()

    def refill(self) -> None:
        """Draw the pool anew."""
        kept = torch.rand(self.SIZE) >= self.share
        self.pool = kept.to(torch.bfloat16) / (1 - self.share)

    def __call__(self, x: Tensor, training: bool) -> Tensor:
        if not training or not self.share:
            return x
        size = x.numel()
        at = int(torch.randint(0, self.SIZE - size, ()))
        return x * self.pool[at : at + size].view(x.shape)


class Layer(nn.Module):
    """One post-norm transformer layer with the names of the published weights folded together."""

    def __init__(self, width: int, heads: int, inner: int, dropout: Dropout) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = torch.matmul(qkv[0] * (width // self.heads) ** -0.5, qkv[1].transpose(2, 3))
        a = torch.matmul(torch.softmax(scores + mask.to(scores.dtype), -1, dtype=scores.dtype), qkv[2])
        a = a.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(a), self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + self.dropout(h, self.training))


class Network(nn.Module):
    """Pieces in, nine tag scores and three pointer scores a piece out."""

    def __init__(
        self,
        vocabulary: int = 30522,
        width: int = 384,
        heads: int = 12,
        inner: int = 1536,
        layers: int = 6,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.dropout = Dropout(dropout)
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.kinds = nn.Parameter(torch.zeros(width))
        self.case = nn.Embedding(CASES, width)
        self.quote = nn.Embedding(QUOTES, width)
        self.place = nn.Embedding(PLACES, width)
        for extra in (self.case, self.quote, self.place):
            nn.init.zeros_(extra.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, self.dropout) for _ in range(layers))
        self.tags = nn.Linear(width, TAGS * len(ROLES))
        # three pointers: content -> cue, content -> source, cue -> source; index 0 ([CLS]) means "none"
        self.ask = nn.Linear(width, 3 * LINK)
        self.answer = nn.Linear(width, 3 * LINK)
        for head in (self.tags, self.ask, self.answer):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, place: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """All inputs (batch, length) int64 -> tags (batch, length, 9), links (batch, 3, length, length)."""
        batch, length = ids.shape
        x = self.words(ids) + self.positions.weight[:length] + self.kinds
        x = x + self.case(case) + self.quote(quote) + self.place(place)
        x = self.dropout(self.norm(x), self.training)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype))
        x = self.dropout(x, self.training)
        tags = self.tags(x)
        ask = self.ask(x).view(batch, length, 3, LINK).transpose(1, 2)
        answer = self.answer(x).view(batch, length, 3, LINK).transpose(1, 2)
        links = torch.matmul(ask, answer.transpose(2, 3)) * LINK**-0.5
        return tags, links + bias.to(links.dtype)
