"""Build a graph of the example articles and ask who takes over whom, with the sentence that says so."""

from pathlib import Path

import kg

QUESTION = """
SELECT ?buyer ?target ?status ?sentence WHERE {
  ?statement rdf:subject/skos:prefLabel ?buyer ; rdf:predicate kg:acquires ; rdf:object/skos:prefLabel ?target ;
             prov:wasDerivedFrom ?evidence .
  ?evidence kg:quote ?sentence ; kg:status ?is .
  BIND (STRAFTER(STR(?is), "#") AS ?status)
} ORDER BY ?buyer ?target ?sentence
"""

with kg.build([Path(__file__).parent / "articles"]) as graph:
    for buyer, target, status, sentence in graph.query(QUESTION).rows:
        print(f"{buyer} -> {target} [{status}]\n    {sentence}")  # noqa: T201
