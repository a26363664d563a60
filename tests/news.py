"""Hand-made readings: one deal through a week, a denial, and articles full of hostile text."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from kg.model import Amount, Article, Entity, EntityType, Evidence, Mention, Reading, Span, Status

HOSTILE = (
    "quote \" backslash \\ tick ' \\u0022 \\n",
    "> } . <http://x> ; DROP ALL ; \"\"\" '''",
    "control \x00\x01\x08\x0b\x0c\x1b[31m\x1c\x1e\x7f\x85 tab\tline\nreturn\r",
    "right to left ‮ مرحبا שלום  ‏",
    "<script>alert(1)</script> &amp; ]]> <!-- href=",
    "=HYPERLINK(1) +1 -1 @x",
    "lines    \ufffe\uffff\ufeff \U0001f600 \U0010ffff",
    "combining é é  ﬁ 日本語",
    "SERVICE <http://example.org/> { ?s ?p ?o }",
    " ",
    "%41%2F ../.. #fragment ?query",
)

JSR, FUND, RIVAL, MINISTER, TOKYO = "jsr-org", "fund-org", "rival-org", "ann-lee-person", "tokyo-gpe"

ENTITIES = (
    Entity(id=FUND, name="Japan Investment Fund", type=EntityType.ORGANIZATION, aliases=("JIF", "the fund")),
    Entity(
        id=JSR, name="JSR", type=EntityType.ORGANIZATION, same_as=("https://www.wikidata.org/entity/Q1", "X9")
    ),
    Entity(id=RIVAL, name="Rival", type=EntityType.ORGANIZATION),
    Entity(id=MINISTER, name="Ann Lee", type=EntityType.PERSON, aliases=("Lee",)),
    Entity(id=TOKYO, name="Tokyo", type=EntityType.GPE),
)


def piece(article: str, status: Status = Status.ASSERTED, **fields: object) -> Evidence:
    """Return evidence that the fund acquires JSR; ``fields`` replace what differs."""
    found = Evidence(
        article=article,
        span=Span(0, 26),
        quote="The fund buys JSR in Tokyo",
        subject=FUND,
        predicate="acquires",
        object=JSR,
        subject_span=Span(0, 8),
        object_span=Span(14, 17),
        status=status,
        rule="frame:acquire.verb",
        confidence=0.8,
    )
    return replace(found, **fields)  # type: ignore[arg-type]


def reading(article: str, published: str, *evidence: Evidence, text: str = "", **fields: object) -> Reading:
    """Return a reading of an article whose text begins with the sentence that `piece` quotes."""
    source = Article(id=article, text=text or "The fund buys JSR in Tokyo. Lee said so.", published=published)
    return Reading(
        article=replace(source, **fields),  # type: ignore[arg-type]
        entities=ENTITIES,
        mentions=(
            Mention(article=article, span=Span(0, 8), entity=FUND),
            Mention(article=article, span=Span(14, 17), entity=JSR),
        ),
        evidence=evidence,
    )


def week() -> tuple[Reading, ...]:
    """Return four articles: a deal proposed, agreed and completed, and another one denied."""
    amount = Amount(Decimal("6300000000"), "USD")
    return (
        reading(
            "monday",
            "2023-06-26",
            piece(
                "monday",
                Status.PROPOSED,
                quote="The fund buys JSR",
                span=Span(0, 17),
                amount=amount,
                when="2023-06-26/2023-07-02",
                speaker=MINISTER,
                cue="offer",
            ),
            title="Fund bids for JSR",
            publisher="The Daily",
            authors=("B. Writer", "A. Writer"),
            url="https://example.org/monday",
        ),
        reading("wednesday", "2023-06-28", piece("wednesday", Status.PLANNED, place=TOKYO)),
        reading(
            "friday",
            "2023-06-30",
            piece("friday"),
            piece("friday", predicate="partnersWith", object=RIVAL, about=TOKYO, confidence=0.7),
            piece("friday", predicate="", relation="looks at", object=TOKYO, confidence=0.3),
        ),
        reading("sunday", "2023-07", piece("sunday", Status.DENIED, object=RIVAL, speaker=MINISTER)),
    )


def hostile() -> tuple[Reading, ...]:
    """Return readings in which every free text is one that breaks careless writers."""
    made = []
    for i, text in enumerate(HOSTILE):
        id = f"{i} {text}"
        who = Entity(
            id=f"e {text}-org", name=text, type=EntityType.LAW, aliases=(text, text + "x"), same_as=(text,)
        )
        made.append(
            Reading(
                article=Article(
                    id=id,
                    text=text,
                    title=text,
                    published=text,
                    publisher=text,
                    authors=(text, text),
                    url=text,
                ),
                entities=(who, Entity(id="..", name="dots", type=EntityType.EVENT)),
                mentions=(Mention(article=id, span=Span(0, len(text)), entity=who.id),),
                evidence=(
                    Evidence(
                        article=id,
                        span=Span(0, len(text)),
                        quote=text,
                        subject=who.id,
                        predicate="" if i % 2 else "supports",
                        object="..",
                        subject_span=Span(0, 1),
                        object_span=Span(0, 0),
                        relation=text,
                        role=text,
                        status=list(Status)[i % 6],
                        cue=text,
                        speaker=who.id,
                        when=text,
                        amount=Amount(Decimal("-1.50"), text),
                        place="..",
                        about=who.id,
                        rule=text,
                        confidence=i / 10,
                    ),
                ),
            )
        )
    return tuple(made)


def random_reading(seed: int) -> Reading:
    """Return a reading with random fields, in random order."""
    rng = random.Random(seed)
    article = f"{rng.choice(HOSTILE)}{seed}"

    def text() -> str:
        if rng.random() < 0.3:
            return ""
        return "".join(
            chr(
                rng.choice(
                    (rng.randrange(1, 0xD800), rng.randrange(32, 127), rng.randrange(0xE000, 0x110000))
                )
            )
            for _ in range(rng.randrange(1, 8))
        )

    def span() -> Span:
        start = rng.randrange(10**6)
        return Span(start, start + rng.randrange(300))

    def entity(i: int) -> Entity:
        names = tuple(sorted({text() for _ in range(3)}))
        same = (f"https://example.org/{seed}/{i}", f"urn:x:{seed}-{i}", text())
        return Entity(
            id=f"{text()}{i}-org", name=text(), type=rng.choice(list(EntityType)), aliases=names, same_as=same
        )

    entities = [entity(i) for i in range(rng.randrange(1, 5))]

    def evidence() -> Evidence:
        ids = [e.id for e in entities]
        value = Decimal(rng.randrange(-(10**12), 10**12)).scaleb(rng.randrange(-25, 25))
        return Evidence(
            article=article,
            span=span(),
            quote=text(),
            subject=rng.choice(ids),
            predicate=rng.choice(("", "acquires", "https://example.org/own#p", text())),
            object=rng.choice(ids),
            subject_span=span(),
            object_span=span(),
            relation=text(),
            role=text(),
            status=rng.choice(list(Status)),
            cue=text(),
            speaker=rng.choice(("", *ids)),
            when=text(),
            amount=rng.choice((None, Amount(value, rng.choice(("USD", "percent", text()))))),
            place=rng.choice(("", *ids)),
            about=rng.choice(("", *ids)),
            rule=text(),
            confidence=rng.choice((rng.random(), rng.random() * 1e-9, 0.0, 1.0)),
        )

    dates = ("", "2023", "2023-07", "2023-07-03", "2023-13-45", "0000", "20230703", "2023-W27")
    return Reading(
        article=Article(
            id=article,
            text=text(),
            title=text(),
            published=rng.choice(dates),
            publisher=text(),
            authors=tuple(text() for _ in range(rng.randrange(4))),
            url=text(),
            language=rng.choice(("en", "", "fr")),
        ),
        entities=tuple(entities),
        mentions=tuple(
            Mention(article=article, span=span(), entity=rng.choice(entities).id) for _ in range(5)
        ),
        evidence=tuple(evidence() for _ in range(rng.randrange(6))),
    )
