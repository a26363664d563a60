"""Alias tables: what is read from CSV and RDF files, what is refused, and which entry a name means."""

from __future__ import annotations

from pathlib import Path

import pytest
from named import read_named

from kg.errors import KgError
from kg.linking.entries import AliasTable, Entry, read_alias_tables
from kg.linking.linker import TABLE, look_up
from kg.model import EntityType
from kg.resolution.across import Local

IBM = "https://www.wikidata.org/entity/Q37156"


def write(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f"name,aliases,type,same_as\nIBM,Big  Blue|IBM Corp.,Organization,{IBM}\n"),
        ("a.csv", f"\ufeffName, Aliases ,notes,Type,IDENTIFIERS\r\nIBM,IBM Corp.|Big Blue,x,company,{IBM}\r\n\r\n"),
        ("a.tsv", f"name\talias\ttype\tid\nIBM\tBig Blue|IBM Corp.\torganization\t{IBM}\n"),
        ("a.ttl", f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix s: <https://schema.org/> .\n"
                  f"<{IBM}> a skos:Concept, s:Corporation ; skos:prefLabel 'IBM'@en, 'IBM AG'@de ; "
                  f"skos:altLabel 'Big Blue' ; s:alternateName 'IBM Corp.'@en-US ."),
        ("a.jsonld", f'{{"@context": {{"s": "http://schema.org/"}}, "@id": "{IBM}", "@type": "s:Organization",'
                     f' "s:name": "IBM", "s:alternateName": ["IBM Corp.", "Big Blue"]}}'),
        ("a.rdf", f'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
                  f' xmlns:l="http://www.w3.org/2000/01/rdf-schema#" xmlns:k="http://www.w3.org/2004/02/skos/core#">'
                  f'<r:Description r:about="{IBM}"><r:type r:resource="http://dbpedia.org/ontology/Company"/>'
                  f"<l:label>IBM</l:label><k:altLabel>Big Blue</k:altLabel><k:altLabel>IBM Corp.</k:altLabel>"
                  f"</r:Description></r:RDF>"),
    ],
)  # fmt: skip
def test_one_thing_in_each_format(tmp_path: Path, name: str, text: str) -> None:
    (entry,) = read_alias_tables([write(tmp_path, name, text)]).entries
    assert entry == Entry(
        name="IBM", aliases=("Big Blue", "IBM Corp."), type=EntityType.ORGANIZATION, same_as=(IBM,)
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", "line 1: an alias table needs a head"),
        ("a.csv", "aliases,type\nx,y\n", "line 1: an alias table needs a head with a column 'name'"),
        ("a.csv", "name,type\nIBM,Organization\nOther,Firm\n", "line 3: unknown type 'Firm'"),
        ("a.csv", "name,aliases\n ,x\n", "line 2: the column 'name' is empty"),
        ("a.csv", 'name\n"a"b\n', "not a CSV table"),
        ("a.csv", b"name\n\xff\n", "can't be read"),
        ("a.ttl", "<a> <b", "can't be read as an alias table"),
        ("a.rdf", "no xml", "can't be read as an alias table"),
        ("a.jsonld", '{"@context": "https://schema.org/", "@id": "http://x.example/a", "name": "A"}', "can't be read"),
        ("a.docx", "x", "an alias table is a CSV file"),
        ("a", "x", "without an ending"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_the_file(tmp_path: Path, name: str, text: str | bytes, message: str) -> None:
    path = write(tmp_path, name, text)
    with pytest.raises(KgError) as caught:
        read_alias_tables([path])
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    for name in ("none.csv", "none.ttl"):
        with pytest.raises(KgError, match=r"none\."):
            read_alias_tables([tmp_path / name])


def test_rows_and_files_about_one_thing_are_one_entry(tmp_path: Path) -> None:
    one = write(tmp_path, "a.csv", f"name,aliases,same_as\nIBM,,{IBM}\nBig Blue,Blue,{IBM}\n")
    two = write(tmp_path, "b.nt", f'<{IBM}> <http://www.w3.org/2000/01/rdf-schema#label> "IBM Corp." .\n')
    (entry,) = read_alias_tables([one, two]).entries
    assert (entry.name, entry.aliases) == ("IBM", ("Big Blue", "Blue", "IBM Corp."))


def test_only_other_languages(tmp_path: Path) -> None:
    text = "<http://x.example/a> <http://www.w3.org/2004/02/skos/core#prefLabel> 'Kreml'@de, 'Кремль'@ru ."
    (entry,) = read_alias_tables([write(tmp_path, "a.ttl", text)]).entries
    assert {entry.name, *entry.aliases} == {"Kreml", "Кремль"}


def table(*entries: Entry) -> AliasTable:
    return AliasTable(entries=entries)


def linked(text: str, name: str, given: AliasTable, type: EntityType = EntityType.PERSON) -> str:
    """Return the identifier that a name in a text is given by a table, "" for none, "?" where it is left open."""
    answers = look_up([read_named(text, name, type=type)], given)
    if answers.undecided:
        return "?"
    known = answers.known.get(Local("a", read_named(text, name, type=type).entities[0].id))
    return "" if known is None else next(iri for iri in known.same_as if not iri.startswith(TABLE))


def li_wei(where: str, *context: str, related: tuple[str, ...] = ()) -> Entry:
    return Entry(
        name="Li Wei", type=EntityType.PERSON, same_as=(f"urn:{where}",), context=context, related=related
    )


@pytest.mark.parametrize(
    ("text", "entries", "found"),
    [
        ("Li Wei of Acme resigned.", [li_wei("acme", "Acme"), li_wei("bolt", "Bolt")], "urn:acme"),
        ("BOLT's Li Wei resigned.", [li_wei("acme", "Acme"), li_wei("bolt", "Bolt")], "urn:bolt"),
        ("Li Wei resigned.", [li_wei("acme", "Acme"), li_wei("bolt", "Bolt")], ""),
        ("Li Wei left Acme for Bolt.", [li_wei("acme", "Acme"), li_wei("bolt", "Bolt")], "?"),
        ("Li Wei of Acme's chip unit left Bolt.", [li_wei("acme", "Acme", "chip unit"), li_wei("bolt", "Bolt")], "urn:acme"),
        ("Li Wei resigned.", [li_wei("acme")], "urn:acme"),
        ("Li Wei resigned.", [li_wei("acme"), li_wei("bolt")], "?"),
        ("Li Wei resigned.", [li_wei("acme", "Acme")], ""),
        ("Acmeville's Li Wei resigned.", [li_wei("acme", "Acme")], ""),
        ("Li Wei met Ann Bell.", [li_wei("acme", related=("Ann Bell",)), li_wei("bolt")], "urn:acme"),
        ("Li Wei resigned.", [Entry(name="Li Wei", type=EntityType.ORGANIZATION, same_as=("urn:x",))], ""),
        ("Li Wei resigned.", [Entry(name="W. Li", aliases=("li wei",), same_as=("urn:x",))], "urn:x"),
    ],
)  # fmt: skip
def test_which_entry_a_name_means(text: str, entries: list[Entry], found: str) -> None:
    assert linked(text, "Li Wei", table(*entries)) == found


def test_neighbours_in_an_rdf_file_speak_for_a_thing(tmp_path: Path) -> None:
    text = """@prefix s: <https://schema.org/> . @prefix : <http://x.example/> .
    :one a s:Person ; s:name "Li Wei" ; s:worksFor :acme . :acme a s:Organization ; s:name "Acme" .
    :two a s:Person ; s:name "Li Wei" . :bolt a s:Organization ; s:name "Bolt" ; s:employee :two ."""
    given = read_alias_tables([write(tmp_path, "a.ttl", text)])
    assert linked("Li Wei of Acme resigned.", "Li Wei", given) == "http://x.example/one"
    assert linked("Li Wei of Bolt resigned.", "Li Wei", given) == "http://x.example/two"
    assert linked("Li Wei resigned.", "Li Wei", given) == "?"


def test_the_tables_name_is_taken_and_its_identifier_comes_beside_others() -> None:
    given = table(Entry(name="Japan (state)", aliases=("Japan",), same_as=("http://x.example/jp",)))
    known = look_up([read_named("Japan agreed.", "Japan")], given).known[Local("a", "japan-gpe")]
    assert known.name == "Japan (state)"
    assert {"http://x.example/jp", "urn:iso:std:iso:3166:-1:JP"} <= set(known.same_as)


def test_rows_without_identifier_are_told_apart() -> None:
    a, b = Entry(name="A", aliases=("X",)), Entry(name="B", aliases=("Y",))
    readings = [read_named("X met.", "X", type=EntityType.ORGANIZATION)]
    (known,) = look_up(readings, table(a, b)).known.values()
    assert known.same_as == (f"{TABLE}A (any)",)
