"""What the entities of the graph are called: their ids, made of name and type, and what else was decided of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import EntityType, digest
from kg.names import entity_id
from kg.resolution.across.clusters import Cluster
from kg.resolution.across.decisions import Heading, Local
from kg.resolution.across.inputs import Identified, authority


@dataclass(slots=True)
class Decided:
    """What a user, or somebody who knows identifiers, says of one cluster."""

    name: str = ""
    type: EntityType | None = None
    aliases: set[str] = field(default_factory=set)
    same_as: list[str] = field(default_factory=list)


def headings_of(
    clusters: Sequence[Cluster], identified: Mapping[Local, Identified], decided: Mapping[int, Decided]
) -> tuple[list[str], dict[str, Heading]]:
    """Return the id of each cluster, and the headings of those that are not just what most articles say.

    ``decided`` is by index into ``clusters``. Where one name and type has several bearers, the one that was
    published first has the plain id, so that later articles never change it, and the others one with a suffix that is made from
    their first article.
    """
    drafts = [
        _draft(cluster, identified, decided.get(index, Decided())) for index, cluster in enumerate(clusters)
    ]
    claims: defaultdict[str, list[int]] = defaultdict(list)
    plain: list[str] = []
    for index, (cluster, heading) in enumerate(zip(clusters, drafts, strict=True)):
        own = cluster.members[0].local.entity
        named = heading is not None and any(c.isalnum() for c in heading.name)
        plain.append(entity_id(heading.name, heading.type) if heading is not None and named else own)
        claims[plain[index]].append(index)
    ids = list(plain)
    for id, indices in claims.items():
        ordered = sorted(indices, key=lambda i: (clusters[i].first.scene.published, clusters[i].first.local))
        for index in ordered[1:]:
            first = clusters[index].first.local
            ids[index] = f"{id}-{digest(first.article, first.entity, length=6)}"
    headings = {id: heading for id, heading in zip(ids, drafts, strict=True) if heading is not None}
    return ids, headings


def _draft(cluster: Cluster, identified: Mapping[Local, Identified], decided: Decided) -> Heading | None:
    """Return the heading of a cluster, None where its articles all call it the same and nothing else is known."""
    known = [found for p in cluster.members if (found := identified.get(p.local)) is not None]
    several = len({p.local.entity for p in cluster.members}) > 1
    if not (several or known or decided != Decided()):
        return None
    names = Counter(p.entity.name for p in cluster.members)
    types = Counter(p.entity.type for p in cluster.members)
    types[cluster.type] += len(cluster.members) if len(types) > 1 else 0  # of which more is told
    known_names = Counter(found.name for found in known if found.name)
    main = cluster.main_form
    own = {name: count for name, count in names.items() if _is_main(cluster, name)} or names
    name = min(own, key=lambda n: (-own[n], -len(n), n)) if own else main.text
    if known_names:
        name = min(known_names, key=lambda n: (-known_names[n], n))
    same_as = {iri for found in known for iri in found.same_as}
    same_as |= {iri for p in cluster.members for iri in p.entity.same_as}
    mine = {authority(iri) for iri in decided.same_as}
    return Heading(
        name=decided.name or name,
        type=decided.type or min(types, key=lambda t: (-types[t], t)),
        aliases=tuple(sorted({alias for found in known for alias in found.aliases} | decided.aliases)),
        same_as=tuple(sorted({iri for iri in same_as if authority(iri) not in mine} | set(decided.same_as))),
    )


def _is_main(cluster: Cluster, name: str) -> bool:
    words = cluster.main_form.words
    return any(p.entity.name == name and p.form.words == words for p in cluster.members)
