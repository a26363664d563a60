import pytest
from spacy.lang.en import English

from kg.language.tokenization import make_tokenizer


@pytest.fixture(scope="module")
def nlp():
    return English(create_tokenizer=make_tokenizer)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("EU-Japan summit", "EU - Japan summit"),
        ("a state-backed fund", "a state - backed fund"),
        ("anti-trust pro-Russian", "anti-trust pro-Russian"),
        ("a U.S.-based firm.", "a U.S. - based firm ."),
        ("for $6.3bn, HK$5m or €20", "for $ 6.3 bn , HK$ 5 m or € 20"),
        ("24-year-old", "24 - year - old"),
        ("COVID-19 and F-16s", "COVID-19 and F-16s"),
        ("Smith's can't cannot", "Smith 's ca n't can not"),
        ("10am 5% 3rd", "10 am 5 % 3rd"),
        ("and/or 9/11", "and / or 9/11"),
        ("Really!? No!!!", "Really !? No !!!"),
        ("Dr. Smith of Acme Inc. etc.", "Dr. Smith of Acme Inc. etc."),
        ("see https://example.org/a-b.", "see https://example.org/a-b ."),
    ],
)
def test_words_are_parted_as_in_english_ud(nlp, text, words):
    assert [t.text for t in nlp(text)] == words.split()


def test_no_character_is_lost(nlp):
    text = " A  b-c\n\n(d), 'e' — f…\t$5bn. "
    assert nlp(text).text == text
