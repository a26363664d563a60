"""Filters, search, the time slider, the keyboard."""

from __future__ import annotations

import pytest
from browser_page import Page, until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("value", "less"),
    [("denied", 1), ("ended", 2), ("Organization", 31), ("is located in", 7), ("Example Wire", 13)],
)
def test_what_is_unchecked_is_not_shown(page: Page, value: str, less: int) -> None:
    _, statements = page.seen()
    page.js("for (const d of document.querySelectorAll('#filters details')) d.open = true")
    page.press(f"#filters input[value='{value}']")
    assert page.seen()[1] == statements - less
    assert "Without 1" in page.text("#chips")
    page.press("#reset")
    assert page.seen()[1] == statements
    assert page.js(
        "return [...document.querySelectorAll('#filters [type=checkbox]')].every((box) => box.checked)"
    )
    assert page.complaints() == []


def test_only_one_and_all_again(page: Page) -> None:
    _, statements = page.seen()
    page.press("#filter-status li:nth-child(2) .only")
    assert page.js(
        "return kgView.visible().list.every((i) => kgView.data.statements[i].status === 'planned')"
    )
    page.press("#filter-status li:nth-child(2) .only")
    assert page.seen()[1] == statements


def test_confidence(page: Page) -> None:
    set_to = "const s = document.getElementById('least'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))"
    page.js(set_to, 90)
    assert page.seen()[1] == 1
    assert page.text("#least-words") == "at least 90%"
    assert "confidence=0.9" in page.fragment()
    page.press("#chips button")
    assert page.js("return document.getElementById('least').value") == "0"


def test_relations_are_found_by_typing(page: Page) -> None:
    page.js("for (const d of document.querySelectorAll('#filters details')) d.open = true")
    page.js("document.getElementById('find-relation').focus()")
    page.keys("acq")
    seen = "return [...document.querySelectorAll('#filter-relation li')].filter((one) => !one.hidden).length"
    assert page.js(seen) == 1


def test_the_time_slider(page: Page) -> None:
    _, statements = page.seen()
    assert page.js("return document.querySelectorAll('#histogram rect').length") > 10
    move = """const h = document.getElementById(arguments[0]); h.value = arguments[1];
    h.dispatchEvent(new Event('input')); h.dispatchEvent(new Event('change'))"""
    day = page.js("return kgView.daysOf('2023-07-10')[0]")
    page.js(move, "time-to", day)
    assert page.seen()[1] == statements - 1 + 1  # the takeover is told before that day, too
    page.js(move, "time-to", page.js("return kgView.daysOf('2023-06-27')[0]"))
    assert page.seen()[1] == 1
    assert "to=2023-06-27" in page.fragment()
    assert "until 27 Jun 2023" in page.text("#chips")
    page.press("#time-all")
    assert page.seen()[1] == statements


def test_a_stretch_of_time_is_chosen_on_the_bars(page: Page) -> None:
    from selenium.webdriver import ActionChains

    box = page.js(
        "const b = document.getElementById('histogram').getBoundingClientRect(); return [b.left, b.top, b.width]"
    )
    actions = ActionChains(page.driver, duration=20)
    pointer = actions.w3c_actions.pointer_action
    pointer.move_to_location(round(box[0] + box[2] - 4), round(box[1] + 20))
    pointer.pointer_down()
    pointer.move_to_location(round(box[0] + box[2] - 60), round(box[1] + 20))
    pointer.pointer_up()
    actions.perform()
    until(lambda: page.seen()[1] == 1)
    assert "from=2024" in page.fragment()


def test_the_clock_turns_from_reports_to_events(page: Page) -> None:
    turn = "const c = document.getElementById('clock'); c.value = 'happened'; c.dispatchEvent(new Event('change'))"
    page.js(turn)
    assert "clock=happened" in page.fragment()
    page.js("kgView.change({ from: kgView.daysOf('2027')[0] })")
    assert page.texts("#panel .entity .end")[:2] == ["Rapidus", "2-nanometre chips"]


@pytest.mark.parametrize(
    ("date", "words", "days"),
    [
        ("2023", "2023", 365),
        ("2024-02", "Feb 2024", 29),
        ("2023-07-03", "3 Jul 2023", 1),
        ("2023-06-26/2023-07-02", "26 Jun 2023 – 2 Jul 2023", 7),
        ("2023-07-03/2023-07-03", "3 Jul 2023", 1),
        ("2023-07-03T10:00:00Z", "3 Jul 2023", 1),
        ("2023-13-03", "2023-13-03", None),
        ("2023-07/2023-06", "Jul 2023 – Jun 2023", None),
        ("next spring", "next spring", None),
        ("", "", None),
    ],
)
def test_dates(page_once: Page, date: str, words: str, days: int | None) -> None:
    assert page_once.js("return kgView.dateWords(arguments[0])", date) == words
    span = page_once.js("return kgView.daysOf(arguments[0])", date)
    assert (span and span[1] - span[0] + 1) == days


def test_the_search_finds_names_aliases_and_articles_by_keyboard(page: Page) -> None:
    page.keys("/")
    page.keys("bei")
    until(lambda: len(page.texts("#suggestions [role=option]")) == 1)
    assert page.js("return document.getElementById('search').getAttribute('aria-expanded')") == "true"
    page.keys("\ue007")
    until(lambda: page.js("return document.querySelector('#panel h2')?.innerText") == "China")
    assert page.js("return kgView.network.getSelectedNodes()") == [page.entity("China")]
    page.js("document.getElementById('search').value = ''")
    page.keys("JAPAN")
    until(lambda: len(page.texts("#suggestions [role=option]")) >= 3)
    page.keys("\ue015", "\ue007")
    until(lambda: page.text("#panel h2") == "Japan Investment Corp")
    page.js("const s = document.getElementById('search'); s.value = ''; s.focus()")
    page.keys("where the new")
    until(lambda: len(page.texts("#suggestions [role=option]")) == 1)
    page.keys("\ue007")
    until(lambda: page.js("return kgView.state.view") == "reader")
    assert "ASML is based in the Netherlands." in page.text("#reader")


def test_nothing_found_is_told(page: Page) -> None:
    page.keys("/")
    page.keys("qqqq")
    until(lambda: "Nothing of this name" in page.text("#suggestions"))
    page.keys("\ue00c")
    assert page.js("return document.getElementById('suggestions').hidden")


def test_every_key_does_what_the_help_says(page: Page) -> None:
    page.keys("n")
    first = page.js("return kgView.state.pick.entity")
    page.keys("n")
    second = page.js("return kgView.state.pick.entity")
    assert first != second
    page.keys("p")
    assert page.js("return kgView.state.pick.entity") == first
    page.keys("o")
    assert page.js("return kgView.state.focus") == first
    page.keys("o")
    assert page.js("return kgView.state.focus") is None
    page.keys("e")
    assert page.js("return kgView.state.more.size") > 0
    page.keys("h")
    assert page.js("return kgView.state.hidden.size") == 1
    page.keys("0")
    for key, view in zip("2341", ("timeline", "table", "reader", "graph"), strict=True):
        page.keys(key)
        assert page.js("return kgView.state.view") == view
    page.keys("f")
    assert not page.js("return document.body.classList.contains('filtering')")
    page.press("#toggle-filters")
    assert page.js("return document.body.classList.contains('filtering')")
    page.keys("?")
    assert page.js("return document.getElementById('help').open")
    page.press("#help [data-close]")
    page.press("#open-help")
    page.press("#help [data-close]")
    page.js("kgView.selectEntity(0)")
    page.keys("\ue00c")
    assert page.js("return kgView.state.pick") is None


def test_light_and_dark(page: Page) -> None:
    japan = page.entity("Japan")
    colour = "return kgView.drawn.nodes.get(arguments[0]).color.background"
    assert page.js(colour, japan) == "#0a7d5a"
    page.press("#theme")
    assert page.js(colour, japan) == "#41c79b"
    page.press("#theme")
    page.size(1280, 900, "dark")
    page.load()
    assert page.js(colour, japan) == "#41c79b"
