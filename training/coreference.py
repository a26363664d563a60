"""Train the coreference ranker: `python -m training.coreference --corpora FOLDER --knowledgenet FOLDER --out kg/language/model`."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch

import kg.language
from kg.language.coreference.clusters import find_clusters
from kg.language.coreference.network import description
from training.coreference_data import Example, bracketed, examples, knowledgenet, ontogum
from training.coreference_network import HEADS, RankingNetwork, ranking_loss
from training.relations_network import packed

SEED, RATE, DECAY, EPOCHS, WARM, AVERAGE = 1, 1e-3, 0.02, 13, 100, 0.998
LONG, TOGETHER = 120, 6
"""From how many mentions on a text is a batch by itself, and how many shorter ones make one."""
OWN = Path(__file__).parent / "data" / "coreference"
KEPT_APART = "-6"


def batches(data: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """The texts in batches, in a new order."""
    short = [e for e in data if len(e.mentions) < LONG]
    chance.shuffle(short)
    found = [[e] for e in data if len(e.mentions) >= LONG]
    found += [short[k : k + TOGETHER] for k in range(0, len(short), TOGETHER)]
    chance.shuffle(found)
    return found


def train(data: Sequence[Example], epochs: int, apart: Sequence[Example]) -> RankingNetwork:
    """A network trained on the examples, its weights the moving average of those on the way."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    net = RankingNetwork(data[0].vectors.shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps, step = epochs * len(batches(data, chance)), 0
    mean = {name: value.clone() for name, value in net.state_dict().items()}
    for epoch in range(epochs):
        net.train()
        began, total = time.time(), 0.0
        for batch in batches(data, chance):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / WARM) * (1 - step / steps)
            loss = torch.stack([ranking_loss(net(e), e) for e in batch]).sum() / 50
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            total += loss.item()
            keep = min(AVERAGE, step / (step + 10))
            for name, value in net.state_dict().items():
                mean[name].mul_(keep).add_(value, alpha=1 - keep)
        seconds = time.time() - began
        print(f"epoch {epoch + 1} loss {total:.1f} links {links(net, apart)} in {seconds:.0f} s", flush=True)
    net.load_state_dict(mean)
    return net.eval()


@torch.no_grad()
def links(net: RankingNetwork, data: Sequence[Example]) -> str:
    """Precision and recall of the pairs that are of one cluster, on texts that were kept apart."""
    net.eval()
    counts = np.zeros(3, dtype=int)
    for e in data:
        spans = list(zip(e.mentions.start.tolist(), e.mentions.end.tolist(), strict=True))
        found = find_clusters(e.mentions, e.later, e.earlier, net(e).numpy())
        got, gold = (set(_pairs(c)) for c in ([[spans[k] for k in f] for f in found], e.clusters))
        counts += (len(got & gold), len(got), len(gold))
    right, got, gold = counts.tolist()
    return f"P {right / max(1, got):.3f} R {right / max(1, gold):.3f}"


def _pairs(clusters: Sequence[Sequence[tuple[int, int]] | frozenset[tuple[int, int]]]) -> Iterator[object]:
    for cluster in clusters:
        ordered = sorted(cluster)
        yield from ((a, b) for k, b in enumerate(ordered) for a in ordered[:k])


def main() -> None:
    """Train on all, and write the files that are shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with ontogum")
    parser.add_argument(
        "--knowledgenet", type=Path, required=True, help="folder with fold1.jsonl and fold2.jsonl"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument(
        "--without", nargs="*", default=(), help="documents of OntoGUM to leave out, to measure on them"
    )
    args = parser.parse_args()
    torch.set_num_threads(1)
    nlp = kg.language.load(threads=1)
    own = sorted(OWN.glob("*.txt"))
    folds = [args.knowledgenet / f"fold{n}.jsonl" for n in (1, 2)]
    texts = chain(
        (text for text in ontogum(args.corpora / "ontogum") if text.name not in args.without),
        chain.from_iterable(map(knowledgenet, folds)),
        chain.from_iterable(bracketed(path) for path in own if not path.stem.endswith(KEPT_APART)),
    )
    data = [e for e in examples(texts, nlp) if e.used.any()]
    apart = list(examples(chain.from_iterable(bracketed(p) for p in own if p.stem.endswith(KEPT_APART)), nlp))
    print(f"{len(data)} texts, {sum(len(e.later) for e in data)} pairs; {len(apart)} texts apart", flush=True)
    net = train(data, args.epochs, apart)
    print(f"the mean of the weights: links {links(net, apart)}")
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.out / "coreference.npz", **packed(net))
    about = json.dumps({"heads": HEADS, **description()}, indent=1)
    (args.out / "coreference.json").write_text(about + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
