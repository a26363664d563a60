"""Facts for KnowledgeNet: `python benchmarks/knowledgenet.py FOLD.jsonl -o OURS.jsonl`, in the form its scorer reads.

Every document is one article, its passages joined. KnowledgeNet is about mentions, so what is measured are claims,
before resolution: also those about a "she" whose name the passages lack. `knowledgenet.toml` says which claims become
which property. As its annotators did, a fact is given for each place of "Boston, Massachusetts", and for each mention
of the person or body in the passage.
"""

import argparse
import json
import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kg.extraction import find_claims
from kg.extraction.claims import Argument, Claim
from kg.extraction.context import Context
from kg.extraction.denoted import denoted
from kg.extraction.tree import antecedent
from kg.language import load
from kg.model import Article, EntityType, Span, Status
from kg.ontology import load_ontology
from kg.resolution import resolve

ONTOLOGY = load_ontology()
TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
#: Pronouns that mean the same person or thing where a passage does not say whom.
FAMILIES = ("he him his himself", "she her hers herself", "i me my mine myself", "it its itself")
Starts = list[tuple[int, dict[str, Any]]]


def articles(fold: Path) -> Iterator[tuple[Article, Starts]]:
    """The documents, each with the places in its text where its passages start."""
    for line in fold.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text, end, starts = "", 0, []
        for passage in sorted(document["passages"], key=lambda p: p["passageStart"]):
            if text:
                text += " " if passage["passageStart"] - end <= 2 else "\n\n"
            starts.append((len(text), passage))
            text += passage["passageText"]
            end = passage["passageEnd"]
        yield Article(id=document["documentId"], text=text), starts


def facts(doc: Doc, article: Article, starts: Starts) -> Iterator[dict[str, Any]]:
    """What one article says, in KnowledgeNet's properties and offsets."""
    claims = find_claims(doc, article, ONTOLOGY)
    same = coreferent(doc, article, claims)
    named = [c for c in claims if "nominal" not in {c.subject.kind, c.object.kind}]
    given = set()
    for claim in (*named, *wider(named)):
        properties = [row["property"] for row in TABLE.get(claim.predicate, ()) if _fits(row, claim)]
        for subject in same(claim.subject, claim.object) if properties else ():
            for object in same(claim.object, claim.subject):
                for fact in _placed(properties, subject, object, starts):
                    if (key := json.dumps(fact)) not in given:
                        given.add(key)
                        yield fact | {"rule": claim.rule}


def wider(claims: list[Claim]) -> Iterator[Claim]:
    """The same claims about the places that a place lies in, where they stand behind it: "Boston, Massachusetts"."""
    around = defaultdict(list)
    for claim in claims:
        if claim.rule == "kind:locatedIn/comma":
            around[claim.subject.span].append(claim.object)
    for claim in claims:
        if claim.rule == "kind:locatedIn/comma":
            continue
        todo, seen = [claim.object], {claim.object.span}
        while todo:
            for place in around[todo.pop().span]:
                if place.span not in seen:
                    seen.add(place.span)
                    todo.append(place)
                    yield replace(claim, object=place)


def coreferent(doc: Doc, article: Article, claims: tuple[Claim, ...]) -> Any:
    """A function that gives the spans of an argument: for persons and bodies, those of all their mentions."""
    context = Context.of(doc, article.published, ONTOLOGY)
    reading = resolve(article, doc, claims, ONTOLOGY)
    meant = {m.span: m.entity for m in reading.mentions if m.span.of(article.text)[:1].isupper()}
    family = {word: words for words in FAMILIES for word in words.split()}

    def key(span: Span) -> str:
        return next((e for s, e in meant.items() if s.start < span.end and span.start < s.end), "")

    for token in context.doc:
        span = Span(token.idx, token.idx + len(token.text))
        noun = antecedent(token)
        name = context.names.get(context.references.pronouns.get(token.i if noun is None else noun.i, -1))
        if name is None and noun is not None:
            name = context.names.get(noun.i)
        if name is not None and (noun is not None or token.i in context.references.pronouns):
            meant[span] = key(Span(name.start_char, name.end_char))
        elif noun is not None:
            bearers = [a for a in denoted(noun, context) if a.kind == "name"]
            meant[span] = key(bearers[0].span) if len(bearers) == 1 else ""
        elif token.pos_ == "PRON" and token.lower_ in family:
            meant[span] = family[token.lower_]

    def same(argument: Argument, other: Argument) -> list[Span]:
        who = key(argument.span)
        agent = argument.type in {EntityType.PERSON, EntityType.ORGANIZATION} and argument.kind != "literal"
        if not agent or not who or who == key(other.span):
            return [argument.span]
        return sorted({argument.span, *(span for span, one in meant.items() if one == who)})

    return same


def _placed(properties: list[str], subject: Span, object: Span, starts: Starts) -> Iterator[dict[str, Any]]:
    """The facts of these properties if both mentions stand in one passage."""
    place, passage = starts[bisect_right(starts, subject.start, key=lambda s: s[0]) - 1]
    shift = passage["passageStart"] - place
    ends = [[span.start + shift, span.end + shift] for span in (subject, object)]
    if max(ends)[1] > passage["passageEnd"] or min(ends)[0] < passage["passageStart"]:
        return
    for name in properties:
        first, second = ends[::-1] if name.startswith("-") else ends
        yield {
            "passageId": passage["passageId"],
            "property": name.lstrip("-"),
            "subject": first,
            "object": second,
        }


def _fits(row: dict[str, str], claim: Claim) -> bool:
    if claim.status not in {Status.ASSERTED, Status.ENDED}:
        return False
    said = {
        "subject": claim.subject.type,
        "types": claim.object.type,
        "roles": claim.role,
        "objects": claim.object.text,
        "rules": claim.rule,
    }
    return all(
        re.fullmatch(row[name], text, re.IGNORECASE) is not None for name, text in said.items() if name in row
    )


def main() -> None:
    """Read a fold, write our facts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fold", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    nlp, documents = load(), list(articles(args.fold))
    docs = nlp.pipe(article.text for article, _ in documents)
    with args.output.open("w", encoding="utf-8") as out:
        for doc, (article, starts) in zip(docs, documents, strict=True):
            for fact in facts(doc, article, starts):
                out.write(json.dumps(fact, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
