import pytest

from kg.language.windows import MOST_PIECES, MOST_WORDS, find_windows


def windows(words, pieces=1):
    return list(find_windows(words, [0 if w.isspace() or not w else pieces for w in words]))


def tokens(found):
    return [list(w.tokens) for w in found]


def test_a_short_text_is_one_window_over_its_paragraphs():
    found = windows(["Hello", "there", "\n\n", "Good", "day", "."])
    assert tokens(found) == [[0, 1, 3, 4, 5]]
    assert found[0].paragraphs == {3}


def test_one_line_end_is_no_paragraph():
    assert windows(["Hello", "\n", "there"])[0].paragraphs == frozenset()


def test_windows_end_with_sentences():
    found = windows([*["word"] * 70, ".", "”", *["more"] * 60, "."])
    assert [len(w.tokens) for w in found] == [72, 61]


def test_sentences_share_a_window():
    assert [len(w.tokens) for w in windows(["Yes", "."] * 100)] == [120, 80]


def test_an_endless_sentence_is_cut_at_a_comma():
    words = ["word"] * 300
    words[99] = ","
    sizes = [len(w.tokens) for w in windows(words)]
    assert sizes[0] == 100
    assert sum(sizes) == 300
    assert max(sizes) <= MOST_WORDS


@pytest.mark.parametrize("pieces", [1, 3, 10, 700])
def test_windows_hold_no_more_pieces_than_the_encoder_reads(pieces):
    found = windows(["x"] * 500, pieces)
    assert all(len(w.tokens) == 1 or len(w.tokens) * pieces <= MOST_PIECES for w in found)
    assert [i for w in found for i in w.tokens] == list(range(500))


@pytest.mark.parametrize("words", [[], ["\n"], ["  ", "\n\n"], [""]])
def test_no_words_no_window(words):
    assert windows(words) == []


def test_every_word_is_in_one_window():
    words = (["A", "b", ",", "\n\n", '"', "c", "!", '"'] * 100)[:777]
    found = [i for w in windows(words) for i in w.tokens]
    assert found == [i for i, w in enumerate(words) if not w.isspace()]
