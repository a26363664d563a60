"""Train the language model on the open corpora: `python -m training.train --corpora FOLDER --bert FOLDER --out FOLDER`."""

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.language.pieces import WordPieces
from training.corpora import epoch_documents, training_corpora
from training.losses import losses, total
from training.network import Dropout, Network
from training.scores import development_scores, spans
from training.sentences import Document
from training.tables import Tables, count_tables
from training.treebanks import conllu_documents, uner_tags
from training.windows import Batcher

SEED = 20240229
ENCODER_RATE, HEADS_RATE, WARM_UP = 2e-4, 1.5e-3, 100
DROPOUT, HIDDEN_DROPOUT = 0.25, 0.1
AVERAGE = 0.998
PIECES_A_BATCH = 2400


class Average:
    """An exponential moving average of a network's parameters."""

    def __init__(self, net: Network) -> None:
        self.values = {k: v.detach().clone() for k, v in net.named_parameters()}
        self.steps = 0

    @torch.no_grad()
    def update(self, net: Network) -> None:
        """Move the average towards the network."""
        self.steps += 1
        decay = min(AVERAGE, (1 + self.steps) / (10 + self.steps))
        names = list(self.values)
        now = dict(net.named_parameters())
        torch._foreach_lerp_([self.values[n] for n in names], [now[n] for n in names], 1 - decay)


def rate(step: int, steps: int) -> float:
    """The learning rate's factor at a step: warm-up, then a straight line to nothing."""
    return min((step + 1) / WARM_UP, max(0.0, (steps - step) / max(1, steps - WARM_UP)))


def dev_gold(documents: list[Document], path: Path) -> list[set[tuple[int, int, str]]]:
    """The names of each document of the development treebank, out of a UNER file of the same sentences."""
    tags = {tuple(w): t for w, t in uner_tags(path)}
    return [spans([t for s in d for t in tags.get(tuple(s.words), ["O"] * len(s.words))]) for d in documents]


def save(out: Path, name: str, average: Average, tables: Tables) -> None:
    """Write the averaged weights with their label tables."""
    path = out / f"{name}.pt"
    torch.save({"weights": average.values, "tables": tables.as_dict()}, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


def main() -> None:
    """Train, and write a checkpoint and a line of development scores after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with ud_ewt, gum, uner_ewt, ...")
    parser.add_argument(
        "--knowledgenet", type=Path, help="folder with KnowledgeNet's fold1.jsonl and fold2.jsonl"
    )
    parser.add_argument("--dev-names", type=Path, help="UNER names of EWT's development part")
    parser.add_argument("--bert", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--start", type=Path, help="checkpoint to go on from, for a short last stage")
    parser.add_argument("--only", nargs="+", help="corpora of that stage (default: all)")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--steps", type=int, help="stop after so many steps (to measure speed)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(SEED)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)

    corpora = training_corpora(args.corpora, args.knowledgenet)
    for name, share, documents in corpora:
        words = sum(len(s.words) for d in documents for s in d)
        print(f"{name}: {len(documents)} documents, {words} words, share {share}", flush=True)
    tables = count_tables(d for _, _, documents in corpora for d in documents)
    print({k: len(v) for k, v in tables.as_dict().items()}, flush=True)
    (args.out / "tables.json").write_text(json.dumps(tables.as_dict(), ensure_ascii=False), encoding="utf-8")

    if args.only:
        corpora = [corpus for corpus in corpora if corpus[0] in args.only]
    net = Network(tables)
    net.load_bert(args.bert)
    if args.start:
        net.load_state_dict(torch.load(args.start, weights_only=True)["weights"])
    average = Average(net)
    drop, hidden_drop = Dropout(DROPOUT), Dropout(HIDDEN_DROPOUT)
    batcher = Batcher.from_tables(WordPieces(Tokenizer.from_file(str(args.bert / "tokenizer.json"))), tables)
    dev = list(conllu_documents(args.corpora / "ud_ewt/dev.conllu"))
    gold = dev_gold(dev, args.dev_names) if args.dev_names else None

    encoder = set(map(id, net.encoder_parameters()))
    heads = [p for p in net.parameters() if id(p) not in encoder]
    optimizer = torch.optim.AdamW(
        [{"params": net.encoder_parameters(), "lr": ENCODER_RATE}, {"params": heads, "lr": HEADS_RATE}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    step, steps, started = 0, 0, time.time()
    for epoch in range(1, args.epochs + 1):
        batches = list(batcher.batches(epoch_documents(corpora, rng), rng, pieces=PIECES_A_BATCH, train=True))
        steps = steps or len(batches) * args.epochs
        net.train()
        seen: dict[str, float] = {}
        counted, since = 0, time.time()
        for batch in batches:
            for group, base in zip(optimizer.param_groups, (ENCODER_RATE, HEADS_RATE), strict=True):
                group["lr"] = base * args.rate * rate(step, steps)
            words = int((batch["group"] > 0).sum())
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(net, net.words(batch, drop, hidden_drop), batch)
            total(parts, words).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0, foreach=True)
            optimizer.step()
            optimizer.zero_grad()
            average.update(net)
            step += 1
            counted += words
            for k, v in parts.items():
                seen[k] = seen.get(k, 0.0) + float(v.detach())
            if step % 20 == 0:
                left = (steps - step) * (time.time() - started) / step
                shown = " ".join(f"{k} {v / counted:.3f}" for k, v in seen.items())
                speed = counted / (time.time() - since)
                print(
                    f"{epoch} {step}/{steps} {speed:.0f} words/s, {left / 60:.1f} min left: {shown}",
                    flush=True,
                )
                seen, counted, since = {}, 0, time.time()
            if args.steps and step >= args.steps:
                return
        save(args.out, f"epoch{epoch}", average, tables)
        torch.save(
            {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, args.out / "last.pt"
        )
        averaged = Network(tables)
        averaged.load_state_dict(average.values)
        print(f"epoch {epoch}: {development_scores(averaged, batcher, dev, gold)}", flush=True)


if __name__ == "__main__":
    main()
