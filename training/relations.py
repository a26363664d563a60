"""Train the relation scorer: `python -m training.relations --corpora FOLDER --knowledgenet FOLDER --out kg/language/model`."""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

import kg.language
from kg.extraction.candidates import BETWEEN, KINDS, LABELS
from training.relations_data import Annotated, core, knowledgenet, mapping, ordinary, press, redocred
from training.relations_features import UNKNOWN, UNLIKELY, Example, examples
from training.relations_network import PairNetwork, batches, packed

SEED, RATE, DECAY, EPOCHS, WARM, PARTS = 1, 1e-3, 0.02, 6, 50, 2
LEAST_PAIRS = 3
"""How often a relation must hold between two kinds of mention to be looked for between such."""
UNSEEN, ORDINARY = 0.1, 0.5
"""How much a relation that isn't annotated counts in training as one that does not hold, and how much in ordinary texts."""
LEAST_FACTS, LEAST_RECALL = 20, 0.1
NEVER = 2.0
"""The threshold of a relation that can't be found with precision enough."""


def read(corpora: Path, knowledge: Path) -> Iterable[Annotated]:
    """All texts."""
    return chain(
        knowledgenet(knowledge / "fold1.jsonl"),
        knowledgenet(knowledge / "fold2.jsonl"),
        redocred(corpora / "redocred" / "dev_revised.json"),
        core(corpora / "core" / "train.json"),
        ordinary(corpora / "ud_ewt" / "train.conllu", ("weblog", "newsgroup")),
        press(corpora / "re3d"),
    )


def train(data: Sequence[Example], relations: int) -> PairNetwork:
    """A network trained on the examples, its weights the moving average of those on the way."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    net = PairNetwork(data[0].states.shape[1], relations)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * sum(1 for _ in batches(data, random.Random(SEED)))
    mean = {name: value.clone() for name, value in net.state_dict().items()}
    step = 0
    for epoch in range(EPOCHS):
        began, total = time.time(), 0.0
        for batch in batches(data, chance):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / WARM) * max(0.0, 1 - step / steps)
            truth = batch["truth"].float()
            known = weights(truth, UNSEEN)
            losses = F.binary_cross_entropy_with_logits(net(batch), truth.clamp(min=0), reduction="none")
            loss = (losses * known).sum() / ((truth >= 0).sum() * 3 / relations + 20)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            total += loss.item()
            keep = min(0.99, step / (step + 20))
            for name, value in net.state_dict().items():
                mean[name].mul_(keep).add_(value, alpha=1 - keep)
        print(
            f"epoch {epoch + 1} loss {total * EPOCHS / steps:.4f} in {time.time() - began:.0f} s", flush=True
        )
    net.load_state_dict(mean)
    return net.eval()


def weights(truth: torch.Tensor, unseen: float) -> torch.Tensor:
    """How much each label counts: what wasn't annotated is taken for false, but lightly."""
    return (truth >= 0).float() + (truth == UNKNOWN).float() * unseen + (truth == UNLIKELY).float() * ORDINARY


def unseen_scores(data: Sequence[Example], relations: int) -> np.ndarray:
    """The scores of all pairs, each by a network that was trained without the texts of its part."""
    ids = sorted({(e.source, e.id) for e in data})
    random.Random(SEED).shuffle(ids)
    part = {id: n % PARTS for n, id in enumerate(ids)}
    found: list[np.ndarray] = [np.zeros((0, relations))] * len(data)
    for n in range(PARTS):
        net = train([e for e in data if part[e.source, e.id] != n], relations)
        held = [i for i, e in enumerate(data) if part[e.source, e.id] == n]
        with torch.no_grad():
            rows = np.concatenate([net(b).sigmoid().numpy() for b in batches([data[i] for i in held])])
        cuts = np.cumsum([len(data[i].labels) for i in held])[:-1]
        for i, scores in zip(held, np.split(rows, cuts), strict=True):
            found[i] = scores
    return np.concatenate(found)


def threshold(
    scores: np.ndarray, truth: np.ndarray, precision: float, beta: float
) -> tuple[float, float, float]:
    """The score with the best F (recall weighted by `beta`) of those with the precision asked for, its precision and recall."""
    order = np.argsort(-scores, kind="stable")
    facts = (truth == 1).sum()
    right = np.cumsum(truth[order] == 1)
    found = np.cumsum(weights(torch.from_numpy(truth[order]), 0.0).numpy())
    p, r = right / np.maximum(found, 1), right / max(1, facts)
    f = np.where(p >= precision, (1 + beta**2) * p * r / np.maximum(beta**2 * p + r, 1e-9), 0.0)
    at = int(f.argmax())
    if facts < LEAST_FACTS or f[at] == 0 or r[at] < LEAST_RECALL:
        return NEVER, 0.0, 0.0
    return float(scores[order][at]), float(p[at]), float(r[at])


def kind_pairs(data: Sequence[Example], column: int) -> list[list[str]]:
    """The kinds of subject and object that a relation holds between often enough."""
    seen = Counter(
        (int(s), int(o))
        for e in data
        for s, o in zip(
            *(e.kinds(side)[e.labels[:, column] == 1] for side in ("subjects", "objects")), strict=True
        )
    )
    return [[KINDS[s], KINDS[o]] for (s, o), n in sorted(seen.items()) if n >= LEAST_PAIRS]


def main() -> None:
    """Train, choose thresholds on unseen parts, write the files that are shipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--knowledgenet", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--strict", type=float, default=0.85, help="the same for relations that KnowledgeNet does not have"
    )
    parser.add_argument(
        "--precision", type=float, default=0.65, help="what a threshold must reach on unseen text"
    )
    parser.add_argument(
        "--beta", type=float, default=0.85, help="how much recall counts in choosing thresholds"
    )
    parser.add_argument("--scores", type=Path, help="file for the scores on unseen text, to look at")
    args = parser.parse_args()
    torch.set_num_threads(1)
    names = sorted({n.lstrip("-") for c in ("redocred", "knowledgenet", "core") for n in mapping(c).values()})
    nlp = kg.language.load(threads=1, quantities=False)
    data = list(examples(read(args.corpora, args.knowledgenet), nlp, names))
    pairs = {name: kind_pairs(data, i) for i, name in enumerate(names)}
    allowed = {tuple(p) for found in pairs.values() for p in found}
    data = [kept for e in data if (kept := e.only(allowed)) is not None]
    truth = np.concatenate([e.labels for e in data])
    print(f"{len(data)} sentences, {len(truth)} pairs", flush=True)
    scores = unseen_scores(data, len(names))
    if args.scores is not None:
        np.savez_compressed(args.scores, scores=scores, truth=truth)
    net = train(data, len(names))
    about = {}
    thorough = {n.lstrip("-") for n in mapping("knowledgenet").values()}
    for i, name in enumerate(names):
        precision = args.precision if name in thorough else args.strict
        least, p, r = threshold(scores[:, i], truth[:, i], precision, args.beta)
        about[name] = {"threshold": round(least, 4), "pairs": pairs[name]}
        print(
            f"{name:16} {int((truth[:, i] == 1).sum()):5} facts  threshold {least:.2f}  P {p:.2f} R {r:.2f}"
        )
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.out / "scorer.npz", **packed(net))
    described = {"kinds": KINDS, "labels": LABELS, "between": BETWEEN, "relations": about}
    (args.out / "scorer.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
