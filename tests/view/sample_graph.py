"""A graph of some forty entities made by hand, and what it takes to write such graphs in a few lines."""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from kg.model import (
    Amount,
    Article,
    Entity,
    EntityType,
    Evidence,
    Mention,
    Span,
    Statement,
    Status,
    statement_id,
)
from kg.view import render_html

LABELS = {"acquires": "acquires", "partnersWith": "partners with", "locatedIn": "is located in"}
SYMMETRIC = frozenset({"partnersWith", "meets"})
#: Code that leaves a trace if it runs.
PWN = "window.__pwned=1"


@dataclass
class Sketch:
    """A graph in the making: sentences mark their subject as ``[s:...]`` and their object as ``[o:...]``."""

    entities: dict[str, Entity] = field(default_factory=dict)
    articles: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def article(self, id: str, **facts: str) -> None:
        self.articles[id] = facts
        self.texts[id] = ""

    def entity(
        self, id: str, name: str, type: EntityType, *aliases: str, same_as: tuple[str, ...] = ()
    ) -> None:
        self.entities[id] = Entity(id=id, name=name, type=type, aliases=aliases, same_as=same_as)

    def say(
        self, article: str, sentence: str, subject: str, predicate: str, object: str, status: str = "asserted",
        amount: tuple[str, str] | None = None, **more: object,
    ) -> None:  # fmt: skip
        """Add a sentence to an article, and the evidence that it is."""
        start = len(self.texts[article]) + (1 if self.texts[article] else 0)
        spans, quote = {}, ""
        for plain, mark, words in re.findall(r"([^\[]+)|\[([so]):([^\]]*)\]", sentence):
            if mark:
                spans[mark] = Span(start + len(quote), start + len(quote) + len(words))
            quote += plain or words
        self.texts[article] = f"{self.texts[article]} {quote}".lstrip()
        relation = "" if predicate else str(more.pop("relation"))
        self.evidence.append(
            Evidence(
                article=article,
                span=Span(start, start + len(quote)),
                quote=quote,
                subject=subject,
                predicate=predicate,
                object=object,
                relation=relation,
                status=Status(status),
                subject_span=spans.get("s", Span(0, 0)),
                object_span=spans.get("o", Span(0, 0)),
                amount=Amount(Decimal(amount[0]), amount[1]) if amount else None,
                **{"rule": "frame:test", "confidence": 0.8} | more,  # type: ignore[arg-type]
            )
        )

    def mentions(self) -> list[Mention]:
        """Return where the sentences name their subjects and objects."""
        ends = [(e.article, e.subject, e.subject_span) for e in self.evidence]
        ends += [(e.article, e.object, e.object_span) for e in self.evidence]
        return [
            Mention(article=a, span=span, entity=id)
            for a, id, span in ends
            if id in self.entities and span.end
        ]

    def page(self, **more: object) -> str:
        """Return the page of this graph."""
        names = {"labels": LABELS, "symmetric": SYMMETRIC, "mentions": self.mentions()}
        return render_html(*self.graph(), **(names | more))  # type: ignore[arg-type]

    def graph(self) -> tuple[list[Entity], list[Statement], dict[str, Article]]:
        """Return entities, statements (the newest evidence decides) and articles."""
        articles = {
            id: Article(id=id, text=self.texts[id], **facts)  # type: ignore[arg-type]
            for id, facts in self.articles.items()
        }
        gathered: dict[str, list[Evidence]] = defaultdict(list)
        for piece in self.evidence:
            gathered[piece.statement].append(piece)
        return list(self.entities.values()), list(map(_statement(articles), gathered.values())), articles


def _statement(articles: dict[str, Article]):  # type: ignore[no-untyped-def]
    def build(pieces: list[Evidence]) -> Statement:
        last = max(pieces, key=lambda piece: articles[piece.article].published)
        return Statement(
            id=statement_id(last.subject, last.predicate or last.relation, last.object, last.role),
            subject=last.subject, predicate=last.predicate, object=last.object, relation=last.relation,
            role=last.role, status=last.status, when=last.when, amount=last.amount, place=last.place,
            about=last.about, confidence=max(p.confidence for p in pieces), evidence=tuple(pieces),
        )  # fmt: skip

    return build


def chips() -> Sketch:
    """Return news about chips in the summer of 2023, partly invented."""
    t, g = EntityType, Sketch()
    g.article("a1", title="State-backed fund bids for chip materials maker JSR", published="2023-06-26",
              publisher="The Example Times", url="https://news.example/jsr")  # fmt: skip
    g.article("a2", title="EU to work with Japan on chips and AI", published="2023-07-02", publisher="Example Wire",
              url="https://wire.example/eu-japan?a=1&b=2")  # fmt: skip
    g.article("a3", title="JSR board backs takeover", published="2023-06-28", publisher="Example Wire")
    g.article("a4", title="Where the new fabs go", published="2023-07", publisher="Chip Weekly")
    g.article(
        "a5",
        title="China answers with curbs of its own",
        published="2023-07-04",
        publisher="The Example Times",
    )
    g.article("a6", title="Fund completes purchase of JSR", published="2024-06-25", publisher="Example Wire")
    for id, name, kind, *aliases in _ENTITIES:
        g.entity(id, name, t(kind), *aliases)
    g.entity("japan", "Japan", t.GPE, "Tokyo", same_as=("https://www.wikidata.org/entity/Q17", "iso:JP"))
    g.entity("moon-base", "Moon Base", t.FACILITY, "Lunar Station")
    for row in _SAID:
        article, sentence, subject, predicate, object, *status = row[:6]
        g.say(article, sentence, subject, predicate, object, *status, **(row[6] if len(row) > 6 else {}))  # type: ignore[arg-type]
    return g


_ENTITIES = [
    ("jic", "Japan Investment Corp", "Organization", "JIC", "a fund supported by the Japanese government"),
    ("jsr", "JSR", "Organization", "JSR Corp"), ("eu", "European Union", "GeopoliticalEntity", "EU", "the bloc"),
    ("breton", "Thierry Breton", "Person", "Breton"), ("meti", "Ministry of Economy, Trade and Industry", "Organization", "METI"),
    ("commission", "European Commission", "Organization"), ("asml", "ASML", "Organization"), ("nl", "Netherlands", "GeopoliticalEntity"),
    ("tsmc", "TSMC", "Organization", "Taiwan Semiconductor Manufacturing Company"), ("sony", "Sony", "Organization"),
    ("denso", "Denso", "Organization"), ("kumamoto", "Kumamoto", "GeopoliticalEntity"), ("rapidus", "Rapidus", "Organization"),
    ("hokkaido", "Hokkaido", "Location"), ("ibm", "IBM", "Organization"), ("imec", "imec", "Organization"),
    ("micron", "Micron", "Organization"), ("hiroshima-fab", "Hiroshima plant", "Facility"), ("us", "United States", "GeopoliticalEntity", "Washington"),
    ("china", "China", "GeopoliticalEntity", "Beijing"), ("korea", "South Korea", "GeopoliticalEntity"), ("samsung", "Samsung", "Organization"),
    ("yokohama", "Yokohama", "GeopoliticalEntity"), ("chips-act", "European Chips Act", "Law"), ("g7", "G7 summit", "Event"),
    ("hiroshima", "Hiroshima", "GeopoliticalEntity"), ("council", "EU-Japan Digital Partnership Council", "Group"), ("euv", "EUV scanner", "Product"),
    ("photoresist", "photoresist", "Product"), ("two-nm", "2-nanometre chips", "Product"), ("gallium", "gallium", "Product"),
    ("germanium", "germanium", "Product"), ("ai", "artificial intelligence", "Concept"), ("cables", "undersea cables", "Concept"),
    ("toshiba", "Toshiba", "Organization"), ("jip", "Japan Industrial Partners", "Organization"), ("johnson", "Eric Johnson", "Person"),
    ("dresden", "Dresden", "GeopoliticalEntity"), ("chip-war", "Chip War", "Work"), ("miller", "Chris Miller", "Person"), ("engineers", "Japanese engineers", "Group"),
]  # fmt: skip

_SAID: list[tuple] = [  # type: ignore[type-arg]
    ("a1", "[s:A fund supported by the Japanese government] proposed last week to acquire semiconductor materials giant [o:JSR] for $6.3 billion.",
     "jic", "acquires", "jsr", "proposed", {"amount": ("6300000000", "USD"), "when": "2023-06-19/2023-06-25", "cue": "proposed", "speaker": "meti", "confidence": 0.86, "rule": "frame:acquire.verb"}),
    ("a3", "JSR's board has agreed that [s:JIC] will buy [o:the company].", "jic", "acquires", "jsr", "planned", {"confidence": 0.78, "speaker": "johnson"}),
    ("a6", "[s:Japan Investment Corp] has bought [o:JSR] for about 900 billion yen.", "jic", "acquires", "jsr", "asserted", {"amount": ("900000000000", "JPY"), "when": "2024-06-25", "confidence": 0.93}),
    ("a2", "The [s:EU] plans to partner with [o:Japan] on key technologies such as chips, European Commissioner Thierry Breton said.", "eu", "partnersWith", "japan", "planned", {"speaker": "breton", "about": "ai", "confidence": 0.88}),
    ("a2", "[s:Breton] will meet the government of [o:Japan] in the first EU-Japan council.", "breton", "meets", "japan", "planned", {"when": "2023-07-03"}),
    ("a2", "[s:Thierry Breton], who is a member of the [o:European Commission], spoke on Monday.", "breton", "memberOf", "commission", "asserted", {"role": "Commissioner"}),
    ("a2", "The [s:European Commission] is the executive of the [o:EU].", "commission", "partOf", "eu"),
    ("a2", "The [s:council] brings together the [o:EU] and Japan.", "council", "includes", "eu"),
    ("a2", "The [s:council] brings together the EU and [o:Japan].", "council", "includes", "japan"),
    ("a2", "[s:Breton] wants to talk about [o:artificial intelligence].", "breton", "discusses", "ai", "planned"),
    ("a2", "The [s:EU] and Japan may build [o:undersea cables].", "eu", "builds", "cables", "possible"),
    ("a2", "The EU and [s:Japan] may build [o:undersea cables].", "japan", "builds", "cables", "possible"),
    ("a2", "The [s:EU] adopted the [o:European Chips Act].", "eu", "adopts", "chips-act"),
    ("a2", "[s:Japan] hosted the [o:G7 summit] in Hiroshima.", "japan", "hosts", "g7", "asserted", {"place": "hiroshima", "when": "2023-05"}),
    ("a2", "The [s:G7 summit] took place in [o:Hiroshima].", "g7", "locatedIn", "hiroshima"),
    ("a2", "[s:Hiroshima] lies in [o:Japan].", "hiroshima", "locatedIn", "japan"),
    ("a4", "[s:ASML] is based in the [o:Netherlands].", "asml", "locatedIn", "nl"),
    ("a4", "[s:ASML] makes the [o:EUV scanner].", "asml", "produces", "euv"),
    ("a4", "[s:JSR] makes [o:photoresist].", "jsr", "produces", "photoresist"),
    ("a4", "[s:Eric Johnson] leads [o:JSR].", "johnson", "leads", "jsr", "asserted", {"role": "chief executive"}),
    ("a4", "[s:TSMC] is building a plant in [o:Kumamoto].", "tsmc", "builds", "kumamoto"),
    ("a4", "[s:Sony] holds a part of [o:TSMC]'s plant.", "sony", "investsIn", "tsmc"),
    ("a4", "[s:Sony] works with [o:TSMC].", "sony", "partnersWith", "tsmc"),
    ("a4", "[s:Denso] invests in [o:TSMC]'s plant.", "denso", "investsIn", "tsmc"),
    ("a4", "[s:Kumamoto] is in [o:Japan].", "kumamoto", "locatedIn", "japan"),
    ("a4", "[s:Rapidus] plans to produce [o:2-nanometre chips].", "rapidus", "produces", "two-nm", "planned", {"when": "2027"}),
    ("a4", "[s:Rapidus] builds in [o:Hokkaido].", "rapidus", "builds", "hokkaido"),
    ("a4", "[s:IBM] works with [o:Rapidus].", "ibm", "partnersWith", "rapidus"),
    ("a4", "[s:imec] works with [o:Rapidus].", "imec", "partnersWith", "rapidus"),
    ("a4", "[s:Japan] funds [o:Rapidus].", "japan", "funds", "rapidus", "asserted", {"amount": ("330000000000", "JPY")}),
    ("a4", "[s:Denso] owns shares of [o:Rapidus].", "denso", "investsIn", "rapidus"),
    ("a4", "[s:Micron] will bring the [o:EUV scanner] to Hiroshima.", "micron", "uses", "euv", "planned"),
    ("a4", "[s:Micron] owns the [o:Hiroshima plant].", "micron", "owns", "hiroshima-fab"),
    ("a4", "The [s:plant] is in [o:Hiroshima].", "hiroshima-fab", "locatedIn", "hiroshima"),
    ("a4", "[s:Samsung] may build in [o:Yokohama].", "samsung", "builds", "yokohama", "possible"),
    ("a4", "[s:Samsung] is based in [o:South Korea].", "samsung", "locatedIn", "korea"),
    ("a4", "[s:Yokohama] is in [o:Japan].", "yokohama", "locatedIn", "japan"),
    ("a4", "[s:TSMC] proposed a plant in [o:Dresden].", "tsmc", "builds", "dresden", "proposed"),
    ("a5", "[s:China] restricts exports of [o:gallium].", "china", "restricts", "gallium"),
    ("a5", "[s:China] restricts exports of [o:germanium].", "china", "restricts", "germanium"),
    ("a5", "The [s:United States] asked the [o:Netherlands] to follow.", "us", "asks", "nl"),
    ("a5", "The [s:Netherlands] limits what [o:ASML] may sell.", "nl", "restricts", "asml"),
    ("a5", "[s:ASML] denied that it will stop selling to [o:China].", "asml", "boycotts", "china", "denied", {"speaker": "asml", "cue": "denied"}),
    ("a5", "The [s:United States] trades with [o:China].", "us", "tradesWith", "china"),
    ("a5", "The [s:United States] sanctions [o:China].", "us", "sanctions", "china"),
    ("a5", "[s:China] protested against the [o:United States].", "china", "protestsAgainst", "us"),
    ("a5", "[s:China] may sue the [o:United States].", "china", "sues", "us", "possible"),
    ("a5", "The [s:United States] is allied with [o:Japan].", "us", "partnersWith", "japan"),
    ("a5", "[s:METI] is a ministry of [o:Japan].", "meti", "partOf", "japan"),
    ("a5", "[s:METI] oversees [o:JIC].", "meti", "oversees", "jic"),
    ("a5", "[s:Japanese engineers] left [o:Toshiba].", "engineers", "worksFor", "toshiba", "ended"),
    ("a5", "[s:Japan Industrial Partners] will take over [o:Toshiba].", "jip", "acquires", "toshiba", "planned", {"amount": ("14000000000", "USD")}),
    ("a5", "[s:JIC] pulled out of the bid for [o:Toshiba].", "jic", "acquires", "toshiba", "ended"),
    ("a5", "[s:Chris Miller] wrote [o:Chip War].", "miller", "wrote", "chip-war"),
    ("a5", "[s:Samsung] was hit by the curbs on [o:gallium].", "samsung", "", "gallium", "asserted", {"relation": "be hit by curbs on"}),
    ("a5", "[s:Rapidus] employs [o:1,000 people].", "rapidus", "hasEmployees", "1,000 people"),
]  # fmt: skip


def hostile_strings() -> list[str]:
    """Return the texts of ``hostile.toml``, with two that TOML can't hold: half characters, and a very long one."""
    groups = tomllib.loads(Path(__file__).with_name("hostile.toml").read_text(encoding="utf-8"))
    texts = [text.replace("PWN", PWN) for group in groups.values() for text in group]
    return [*texts, "\ud800 lone \udfff", "A" * 5000]


def hostile_graph() -> Sketch:
    """Return a graph in which every text is hostile: names, aliases, titles, publishers, quotes, rules, links."""
    g = Sketch()
    texts = hostile_strings()
    kinds = list(EntityType)
    for i, text in enumerate(texts):
        g.entity(
            f"{text}n{i}",
            text,
            kinds[i % len(kinds)],
            text + " alias",
            same_as=(text, "javascript:window.__pwned=1"),
        )
        g.article(f"{text}art{i}", title=text, publisher=text, published=text, url=text)
    for i, text in enumerate(texts):
        quote = text.replace("[", "(").replace("]", ")") or "x"
        other = (i * 7 + 1) % len(texts)
        g.say(f"{text}art{i}", f"{quote} [s:{quote}] and [o:{quote}].", f"{text}n{i}", "", f"{texts[other]}n{other}",
              list(Status)[i % 6].value, relation=text or "is", role=text, when=text, cue=text, rule=text, speaker=text,
              place=text, about=text, amount=("1", text))  # fmt: skip
    return g


def large_graph(size: int) -> tuple[list[Entity], list[Statement], dict[str, Article]]:
    """Return a graph in which a few entities have many relations and most have one or two."""
    rng = random.Random(1)
    entities = [Entity(id=f"e{i}", name=f"Entity number {i}", type=EntityType.PERSON) for i in range(size)]
    text, statements = (
        "Someone met somebody else in the capital on a cold day in the early spring of that year.",
        [],
    )
    for i in range(1, size):
        ends = (f"e{i}", f"e{int(i * rng.random() ** 2)}")
        piece = Evidence(
            article="a", span=Span(0, len(text)), quote=text, subject=ends[0], predicate="meets", object=ends[1],
            subject_span=Span(0, 7), object_span=Span(12, 25),
        )  # fmt: skip
        statements.append(
            Statement(id=f"s{i}", subject=ends[0], predicate="meets", object=ends[1], evidence=(piece,))
        )
    return entities, statements, {"a": Article(id="a", text=text)}
