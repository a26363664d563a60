"""Who says it: on sentences by the shipped model, and quotation marks on trees built by hand."""

from __future__ import annotations

import functools
import re

import pytest

from kg.extraction.attribution import clause_speaker
from kg.extraction.cues import load_cues
from kg.extraction.quotations import quotation_speakers

from .trees import doc_of

#: Sentences with the word that must be found as the speaker of the clause of the word in brackets, "" for none.
SENTENCES = [
    ("Breton", "Breton said that Japan [bought] Acme."),
    ("Breton", "Breton said Japan had [bought] Acme."),
    ("Breton", "Japan [bought] Acme, Breton said."),
    ("Breton", "Japan [bought] Acme, said Breton."),
    ("Breton", "Japan, Breton said, [bought] Acme."),
    ("Breton", '"Japan [bought] Acme," Breton said.'),
    ("Breton", '"Japan [bought] Acme," said Breton, a commissioner.'),
    ("Breton", '"Japan," said Breton, "[bought] Acme."'),
    ("Breton", 'Breton said: "Japan [bought] Acme."'),
    ("Breton", 'Breton said: "Germany was slow. Japan [bought] Acme. Canada sold Bell."'),
    ("Breton", '"Germany was slow," Breton said. "Japan [bought] Acme."'),
    ("he", '"Germany was slow," he said. "Canada left. Japan [bought] Acme."'),
    ("Breton", "“Germany was slow,” Breton said. “Japan [bought] Acme.”"),
    ("Breton", '"Germany was slow. Japan [bought] Acme," Breton said.'),
    ("ministry", "According to the ministry, Japan [bought] Acme."),
    ("Reuters", "Japan [bought] Acme, according to Reuters."),
    ("Breton", "In Breton's words, Japan [bought] Acme."),
    ("Breton", "In Breton's view, Japan [bought] Acme too early."),
    ("Breton", "In the view of Breton, Japan [bought] Acme too early."),
    ("Breton", "Breton told Germany that Japan [bought] Acme."),
    ("ministry", "It was announced by the ministry that Japan [bought] Acme."),
    ("Breton", "Breton's claim that Japan [bought] Acme was wrong."),
    ("ministry", "The ministry's announcement that Japan [bought] Acme surprised Germany."),
    ("Reuters", "A report by Reuters that Japan [bought] Acme surprised Germany."),
    ("Reuters", "A report by Reuters says that Japan [bought] Acme."),
    ("Breton", "Breton was quoted as saying that Japan [bought] Acme."),
    ("Breton", "Germany denied Breton's claim that Japan [bought] Acme."),
    ("Germany", "Germany denied that Japan [bought] Acme."),
    ("Breton", "Reuters reported that Breton said Japan [bought] Acme."),
    ("Breton", "According to Reuters, Breton believes Japan [bought] Acme."),
    ("Breton", "Breton accused Acme of [bribing] Bell."),
    ("Breton", "Breton issued a statement saying that Japan [bought] Acme."),
    ("Breton", "In a statement, Breton said Japan [bought] Acme."),
    ("Breton", "As Breton said, Japan [bought] Acme."),
    ("", "Japan [bought] Acme."),
    ("", "Breton met Kishida. Japan [bought] Acme."),
    ("", '"Germany was slow," Breton said. Japan [bought] Acme.'),
    ("", '"Germany was slow," Breton said.\n\nJapan [bought] Acme.'),
    ("", "Breton says little. Japan [bought] Acme."),
    ("", "It was said that Japan [bought] Acme."),
    ("Breton", "Breton warned on Monday that Japan might [buy] Acme."),
    ("Breton", "Breton added that Germany, which [bought] Acme, was slow."),
    ("analysts", "Japan will [buy] Acme, analysts say."),
    ("Breton", "Japan will buy Acme and [sell] Bell, Breton said."),
    ("Breton", "Breton argued that Germany was slow and that Japan [bought] Acme."),
    ("Lee", '"Japan [bought] Acme," Lee, who heads Bell, told reporters.'),
    ("Lee", "Lee, who heads Bell, said that Japan [bought] Acme."),
    ("Lee", '"Germany was slow," said Lee. "I think Japan [bought] Acme."'),
    ("it", "Acme will [buy] Bell, it said on Monday."),
    ("Breton", 'Breton tweeted: "Japan [bought] Acme".'),
    ("Breton", "Breton, speaking in Tokyo, confirmed that Japan [bought] Acme."),
    ("Breton", '"If Japan [bought] Acme, Germany would leave," Breton warned.'),
    ("", 'Breton called the deal "a disaster", but Japan [bought] Acme.'),
]


@functools.cache
def speakers() -> dict[str, str]:
    """Return the speaker found for each marked sentence; all are read at once."""
    import kg.language

    cues = load_cues()
    texts = [re.sub(r"[\[\]]", "", marked) for _, marked in SENTENCES]
    found = {}
    for (_, marked), doc in zip(SENTENCES, kg.language.load().pipe(texts), strict=True):
        event = next(t for t in doc if t.idx == marked.index("["))
        speaker = clause_speaker(event, cues, quotation_speakers(doc, cues))
        found[marked] = speaker.text if speaker is not None else ""
    return found


@pytest.mark.model
@pytest.mark.parametrize(("speaker", "marked"), SENTENCES)
def test_sentences(speaker: str, marked: str) -> None:
    assert speakers()[marked] == speaker


SAID = """
“ “ PUNCT 3 punct
Japan Japan PROPN 3 nsubj
bought buy VERB 8 ccomp
Acme Acme PROPN 3 obj
, , PUNCT 8 punct
” ” PUNCT 3 punct
Ann Ann PROPN 8 nsubj
said say VERB 0 root
. . PUNCT 8 punct
"""


def test_a_quoted_word_has_the_speaker_of_the_verb_after_it() -> None:
    said = quotation_speakers(doc_of(SAID), load_cues())
    assert said == dict.fromkeys(range(1, 5), 6)


def test_marks_that_are_not_closed_quote_nothing() -> None:
    assert quotation_speakers(doc_of(SAID.replace("” ”", "- -")), load_cues()) == {}


def test_a_verb_that_reports_nothing_quotes_nobody() -> None:
    assert quotation_speakers(doc_of(SAID.replace("said say", "ran run")), load_cues()) == {}


def test_who_says_i_is_who_is_quoted() -> None:
    doc = doc_of(
        "I I PRON 2 nsubj\nsaid say VERB 0 root\nJapan Japan PROPN 4 nsubj\nbought buy VERB 2 ccomp\nAnn Ann PROPN 2 dep"
    )
    speaker = clause_speaker(doc[3], load_cues(), {0: 4, 3: 4})
    assert speaker is not None
    assert speaker.text == "Ann"
