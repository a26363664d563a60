"""The page as text: nothing in it runs, asks or changes but what is meant to."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_graph import LABELS, SYMMETRIC, Sketch, chips, hostile_graph, hostile_strings, large_graph

from kg.model import Entity, EntityType, Evidence, Span, Statement, Status
from kg.view import render_html, write_html
from kg.view.page import embedded_json
from kg.view.palette import BACKGROUND, STATUSES, TINTS, TYPES, contrast

#: What a node brings: no ``title``, which vis-network would make HTML of.
NODE_KEYS = {"id", "label", "x", "y", "size", "font", "cluster"}


class Outline(HTMLParser):
    """The tags of a page with their attributes, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open = ""
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.inside:
            self.open = tag
            self.inside[tag].append("")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.inside[self.open][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.open = ""


def data_of(page: str) -> dict:  # type: ignore[type-arg]
    return json.loads(Outline(page).inside["script"][0])  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def page() -> str:
    return chips().page()


@pytest.fixture(scope="module")
def hostile() -> str:
    return hostile_graph().page(title="</title><script>window.__pwned=1</script>")


def test_the_same_input_in_any_order_gives_the_same_bytes(page: str) -> None:
    entities, statements, articles = chips().graph()
    random.Random(3).shuffle(entities)
    random.Random(4).shuffle(statements)
    turned = dict(reversed(articles.items()))
    mentions = random.Random(5).sample(found := chips().mentions(), len(found))
    again = render_html(entities, statements, turned, labels=LABELS, symmetric=SYMMETRIC, mentions=mentions)
    assert again == page


def test_every_hostile_text_arrives_as_it_was(hostile: str) -> None:
    texts = hostile_strings()
    assert len(set(texts)) == len(texts) >= 60
    names = {entity["name"] for entity in data_of(hostile)["entities"]}
    assert names == {re.sub("[\ud800-\udfff]", "\ufffd", text) for text in texts}


def test_hostile_text_adds_no_element(page: str, hostile: str) -> None:
    def shape(text: str) -> list[str]:
        return [tag for tag, _ in Outline(text).tags]

    assert shape(hostile) == shape(page)
    assert Outline(hostile).inside["title"] == ["</title><script>window.__pwned=1</script>"]


@pytest.mark.parametrize("text", hostile_strings())
def test_no_text_leaves_the_data(text: str) -> None:
    embedded = embedded_json([text.encode("utf-8", "replace").decode()])
    assert not re.search("[<>&\u2028\u2029\x00-\x1f]", embedded)


def test_only_the_pages_own_code_may_run(hostile: str) -> None:
    outline = Outline(hostile)
    policy = next(a["content"] for tag, a in outline.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy.replace("http-equiv", "")
    for text in [*outline.inside["script"][1:], *outline.inside["style"]]:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not [a for _, a in outline.tags if any(key.startswith("on") or key == "style" for key in a)]


@pytest.mark.parametrize("kind", ["page", "hostile"])
def test_nothing_refers_to_the_network(kind: str, request: pytest.FixtureRequest) -> None:
    outline = Outline(request.getfixturevalue(kind))
    loaded = ("src", "href", "srcset", "action", "data", "poster", "background", "formaction", "manifest")
    references = [a[key] for _, a in outline.tags for key in loaded if key in a]
    assert references == ["data:,"]
    for style in outline.inside["style"]:
        assert "url(" not in style
        assert "@import" not in style
    assert "sourceMappingURL" not in outline.inside["script"][1]
    assert "vis-network" in outline.inside["script"][1][:200]


def test_the_code_never_makes_html_of_text(page: str) -> None:
    code = Outline(page).inside["script"][2]
    assert len(code) > 5000
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
    ):
        assert word not in code
    assert {key for node in data_of(page)["picture"]["nodes"] for key in node} == NODE_KEYS


def test_only_web_addresses_become_links(hostile: str) -> None:
    data = data_of(hostile)
    links = {thing.get("link", "") for thing in data["articles"]}
    links |= {id.get("link", "") for entity in data["entities"] for id in entity.get("ids", [])}
    assert links == {"", "https://evil.example/x.js"}


def test_lone_surrogates_are_written_as_replacement_characters(tmp_path: Path) -> None:
    path = write_html(tmp_path / "graph.html", hostile_graph().page(title="\ud800 title"))
    text = path.read_bytes().decode("utf-8")
    assert "\ufffd lone \ufffd" in text
    assert "<title>\ufffd title</title>" in text


def test_isolated_entities_are_in_the_search_but_not_in_the_picture(page: str) -> None:
    data = data_of(page)
    names = [entity["name"] for entity in data["entities"]]
    assert "Moon Base" in names
    assert names.index("Moon Base") not in [node["id"] for node in data["picture"]["nodes"]]
    assert len(data["picture"]["nodes"]) == len(names) - 1


def test_parallel_lines_are_bent_apart_and_many_are_bundled(page: str) -> None:
    data = data_of(page)
    name = [entity["name"] for entity in data["entities"]]
    between: dict[frozenset[str], list[dict]] = {}  # type: ignore[type-arg]
    for edge in data["picture"]["edges"]:
        between.setdefault(frozenset((name[edge["from"]], name[edge["to"]])), []).append(edge)
    sony, china = between[frozenset(("Sony", "TSMC"))], between[frozenset(("United States", "China"))]
    assert len({(edge["from"], edge["smooth"]["type"], edge["smooth"]["roundness"]) for edge in sony}) == 2
    (bundle,) = china
    assert len(bundle["statements"]) == 4


def test_evidence_is_ordered_by_date_and_marks_its_spans(page: str) -> None:
    data = data_of(page)
    statement = data["statements"][0]
    assert [piece["status"] for piece in statement["evidence"]] == ["proposed", "planned", "asserted"]
    assert statement["history"] == [
        ["2023-06-26", "proposed"],
        ["2023-06-28", "planned"],
        ["2024-06-25", "asserted"],
    ]
    assert statement["amount"] == ["900 billion JPY", "900000000000", "JPY"]
    first = statement["evidence"][0]
    ((start, text),) = data["articles"][first["article"]]["parts"]
    assert start == 0
    cut = [text[first[key][0] : first[key][1]] for key in ("s", "o", "at")]
    assert cut[:2] == ["A fund supported by the Japanese government", "JSR"]
    assert cut[2].startswith("A fund supported")
    assert cut[2].endswith("for $6.3 billion.")


def test_places_are_counted_as_javascript_counts() -> None:
    g = Sketch()
    g.article("a", title="t")
    g.entity("x", "X", EntityType.LAW)
    g.entity("y", "Y", EntityType.LAW)
    g.say("a", "😀😀 [s:X] 😀 likes [o:Y].", "x", "likes", "y")
    piece = data_of(g.page())["statements"][0]["evidence"][0]
    assert (piece["at"], piece["s"], piece["o"]) == ([0, 18], [5, 6], [16, 17])


def test_long_texts_keep_what_is_cited() -> None:
    g = Sketch()
    g.article("a", title="t")
    g.entity("x", "X", EntityType.LAW)
    g.entity("y", "Y", EntityType.LAW)
    g.texts["a"] = "Nothing here. " * 60_000
    g.say("a", "[s:X] likes [o:Y].", "x", "likes", "y")
    g.texts["a"] += " Nothing there." * 60_000
    data = data_of(g.page())
    ((start, text),) = data["articles"][0]["parts"]
    at = [place - start for place in data["statements"][0]["evidence"][0]["at"]]
    assert text[at[0] : at[1]] == "X likes Y."
    assert len(text) < 700
    assert not text.startswith("othing")


def test_a_large_graph_opens_on_its_most_central_part() -> None:
    entities, statements, articles = large_graph(900)
    page = render_html(entities, statements, articles)
    picture = data_of(page)["picture"]
    assert (picture["first"], picture["related"], len(picture["nodes"])) == (300, 900, 900)
    assert any(node["label"] == "Entity number 0" for node in picture["nodes"][:5])
    assert len(page.encode()) <= 1_500_000 + 1024 * len(statements)


def test_an_empty_graph_is_a_page() -> None:
    assert data_of(render_html([], [], {}))["picture"]["nodes"] == []


def test_unknown_ends_and_articles_are_shown_as_text() -> None:
    piece = Evidence(
        article="lost", span=Span(5, 8), quote="abc", subject="a", predicate="p", object="42 people",
        subject_span=Span(0, 2), object_span=Span(6, 90),
    )  # fmt: skip
    statement = Statement(id="s", subject="a", predicate="p", object="42 people", evidence=(piece,))
    data = data_of(render_html([Entity(id="a", name="A", type=EntityType.LAW)], [statement], {}))
    assert data["statements"][0]["o"] == "42 people"
    assert data["statements"][0]["evidence"][0]["article"] == "lost"
    assert data["statements"][0]["evidence"][0]["quote"] == [["a", ""], ["bc", "o"]]
    assert len(data["picture"]["nodes"]) == 1


def test_every_type_and_status_is_told_by_form_and_seen_by_contrast() -> None:
    assert set(TYPES) == set(EntityType)
    assert set(STATUSES) == set(Status)
    assert len({(look.shape, look.hollow) for look in TYPES.values()}) == len(TYPES)
    assert len({look.dashes for look in STATUSES.values()}) == len(STATUSES)
    for look in [*TYPES.values(), *STATUSES.values()]:
        assert contrast(look.light, BACKGROUND["light"]) >= 3
        assert contrast(look.dark, BACKGROUND["dark"]) >= 3
        for tints, tone in ((TINTS["light"], look.light), (TINTS["dark"], look.dark)):
            assert min(contrast(tone, tint) for tint in tints) >= 3
    for status in STATUSES.values():  # the words on a line have its colour
        assert contrast(status.light, BACKGROUND["light"]) >= 4.5
        assert contrast(status.dark, BACKGROUND["dark"]) >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
