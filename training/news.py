"""Train the scorer of news: `python -m training.news --news training/data/news --out kg/language/model`.

It starts from the weights of the scorer of relations in OUT, and learns from the files 1 to 4; thresholds are chosen on
what networks say of articles that they did not see, and on the files 5.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

import kg.language
from kg.extraction.candidates import BETWEEN, KINDS, LABELS
from kg.ontology import load_ontology
from training.news_data import News, news_examples, read_news
from training.relations import kind_pairs
from training.relations_features import Example
from training.relations_network import PairNetwork, batches, packed

SEED, RATE, DECAY, EPOCHS, WARM, PARTS = 1, 1e-3, 0.05, 12, 30, 4
LEAST_SCORE, LEAST_RIGHT = 0.3, 4
"""What a threshold must be at least, and how many facts unseen articles must have above it."""
NEVER = 2.0
CLAIMS_DROPPED = 0.3
"""In how many sentences the network does not see what the rules claim."""


def network(width: int, relations: Sequence[str], start: Path | None) -> PairNetwork:
    """A network with the weights of another scorer, as far as the two have the same parts."""
    net = PairNetwork(width, len(relations), claimed=True)
    if start is None:
        return net
    own = net.state_dict()
    about = json.loads((start / "scorer.json").read_text(encoding="utf-8"))
    names, kinds = list(about["relations"]), len(about["kinds"])
    with np.load(start / "scorer.npz") as arrays:
        for name in arrays.files:
            old = torch.from_numpy(arrays[name].astype(np.float32))
            if name.startswith("out."):
                for row, relation in enumerate(relations):
                    if relation in names:
                        own[name][row] = old[names.index(relation)]
            elif name == "kp.weight":
                square = own[name].unflatten(0, (len(KINDS), len(KINDS)))
                square[:kinds, :kinds] = old.unflatten(0, (kinds, kinds))
            else:
                own[name][: len(old)] = old
    net.load_state_dict(own)
    return net


def train(
    data: Sequence[Example], relations: Sequence[str], start: Path | None, seed: int = SEED
) -> PairNetwork:
    """A network trained on the examples, its weights the moving average of those on the way."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = network(data[0].states.shape[1], relations, start)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * sum(1 for _ in batches(data, random.Random(seed)))
    mean = {name: value.clone() for name, value in net.state_dict().items()}
    step = 0
    for _ in range(EPOCHS):
        for batch in batches(data, chance):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / WARM) * max(0.0, 1 - step / steps)
            seen = (torch.rand(int(batch["sentence"].max()) + 1) >= CLAIMS_DROPPED).float()
            batch["claimed"] = batch["claimed"] * seen[batch["sentence"]][:, None]
            truth = batch["truth"].float()
            losses = F.binary_cross_entropy_with_logits(net(batch), truth.clamp(min=0), reduction="none")
            loss = (losses * (truth >= 0)).sum() / (len(truth) * 0.1 + 20)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            keep = min(0.99, step / (step + 20))
            for name, value in net.state_dict().items():
                mean[name].mul_(keep).add_(value, alpha=1 - keep)
    net.load_state_dict(mean)
    return net.eval()


def predicted(net: PairNetwork, data: Sequence[Example]) -> np.ndarray:
    """The scores of all pairs of the examples: (pairs, relations)."""
    with torch.no_grad():
        return np.concatenate([net(b).sigmoid().numpy() for b in batches(data)])


def unseen(
    data: Sequence[Example], relations: Sequence[str], start: Path
) -> tuple[list[Example], np.ndarray]:
    """The examples in another order, and the scores of their pairs by networks that did not see their articles."""
    ids = sorted({e.id for e in data})
    random.Random(SEED).shuffle(ids)
    part = {id: n % PARTS for n, id in enumerate(ids)}
    order, scores = [], []
    for n in range(PARTS):
        held = [e for e in data if part[e.id] == n]
        scores.append(predicted(train([e for e in data if part[e.id] != n], relations, start), held))
        order += held
    return order, np.concatenate(scores)


def thresholds(scores: np.ndarray, truth: np.ndarray, claimed: np.ndarray, precision: float) -> list[float]:
    """For each relation the least score with the precision asked for, among the pairs that no rule says anything of."""
    free = ~claimed.any(1)
    found = []
    for column in range(scores.shape[1]):
        rows = free & (truth[:, column] >= 0) & (scores[:, column] >= LEAST_SCORE)
        order = np.argsort(-scores[rows, column], kind="stable")
        best, right = scores[rows, column][order], np.cumsum(truth[rows, column][order] == 1)
        enough = np.flatnonzero((right / np.arange(1, len(best) + 1) >= precision) & (right >= LEAST_RIGHT))
        found.append(float(best[enough[-1]]) if len(enough) else NEVER)
    return found


def write(net: PairNetwork, about: dict[str, object], out: Path) -> None:
    """Write the weights as 8-bit numbers, with a step for each row, and what goes with them."""
    np.savez_compressed(out / "news.npz", **packed(net))
    (out / "news.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def described(
    data: Sequence[Example], relations: Sequence[str], least: Sequence[float], doubt: float
) -> dict[str, object]:
    """What goes with the weights: kinds, labels, thresholds."""
    table = {
        name: {"threshold": round(least[i], 4), "pairs": kind_pairs(data, i)}
        for i, name in enumerate(relations)
    }
    return {"kinds": KINDS, "labels": LABELS, "between": BETWEEN, "doubt": doubt, "relations": table}


def read(paths: Iterable[Path]) -> list[News]:
    """The articles of the files."""
    return [article for path in paths for article in read_news(path)]


def main() -> None:
    """Train, choose thresholds on unseen articles, write the files that are shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--precision", type=float, default=0.65, help="what a threshold must reach on unseen text"
    )
    parser.add_argument(
        "--doubt", type=float, default=0.001, help="below which score a claim of a rule is dropped"
    )
    args = parser.parse_args()
    torch.set_num_threads(1)
    nlp, ontology = kg.language.load(threads=1), load_ontology()
    learned = read(sorted(args.news.glob("*-[1-4].txt")))
    chosen = read(sorted(args.news.glob("*-5.txt")))
    relations = sorted({fact[1] for a in learned for fact in a.facts} & set(ontology.relations))
    data, held = (list(news_examples(part, nlp, ontology, relations)) for part in (learned, chosen))
    order, scores = unseen(data, relations, args.out)
    net = train(data, relations, args.out)
    rows = [*order, *held]
    least = thresholds(
        np.concatenate([scores, predicted(net, held)]),
        np.concatenate([e.labels for e in rows]),
        np.concatenate([e.pairs.claimed for e in rows]) > 0,
        args.precision,
    )
    for name, score in zip(relations, least, strict=True):
        print(f"{name:16} threshold {score:.2f}")
    write(net, described(data, relations, least, args.doubt), args.out)


if __name__ == "__main__":
    main()
