"""Names out of GUM's entities: the proper-noun core of each span, with the type that the span gives it."""

import re

from training.marks import ANY, BIT, OUTSIDE, begins, either, mark_span
from training.places import is_people, is_polity, is_surely_people, place_types, words_of
from training.sentences import Sentence

_BRACKET = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\)")
_LINKS = frozenset(
    {
        "of",
        "the",
        "and",
        "&",
        "-",
        "–",
        "'s",
        "’s",
        "for",
        "de",
        "la",
        "von",
        "van",
        ".",
        "'",
        "al",
        "in",
        "on",
    }
)
_WORKS = frozenset({"WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE", "EVENT"})

Open = tuple[str, str, int, bool]


def _spans(sentence: Sentence, opened: list[Open]) -> list[tuple[int, int, str, bool]]:
    """The entity spans that end in this sentence: first word, end, entity type, whether it is known to Wikipedia."""
    spans = []
    opened[:] = [(g, t, 0, w) for g, t, _, w in opened]
    for i, misc in enumerate(sentence.misc or []):
        value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for m in re.finditer(r"\(([^()]*)(\))?|([0-9]+)\)", value):
            if m.group(3) is not None:
                at = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == m.group(3)), None)
                if at is not None:
                    _, kind, start, wiki = opened.pop(at)
                    spans.append((start, i + 1, kind, wiki))
                continue
            parts = m.group(1).split("-")
            kind = parts[1] if len(parts) > 1 else ""
            wiki = bool(re.search(r"-(?:coref|sgl|appos|cata|disc|ana|pred)-\S", m.group(1)))
            if m.group(2):
                spans.append((i, i + 1, kind, wiki))
            else:
                opened.append((parts[0], kind, i, wiki))
    return spans


def _head(sentence: Sentence, start: int, end: int) -> int:
    heads = sentence.heads or []
    for i in range(start, end):
        if not start < heads[i] <= end:
            return i
    return end - 1


def _core(sentence: Sentence, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The run of proper nouns around the head of a span, links between two of them included."""
    tags = sentence.xpos or []
    words = sentence.words

    def proper(i: int) -> bool:
        return tags[i].startswith("NNP") or (tags[i] == "CD" and i > start and tags[i - 1].startswith("NNP"))

    head = _head(sentence, start, end)
    if not tags[head].startswith("NNP"):
        return None
    left = right = head
    while True:
        if left > start and proper(left - 1):
            left -= 1
        elif left > start + 1 and words[left - 1].lower() in _LINKS and proper(left - 2):
            left -= 2
        elif (
            left > start + 2
            and words[left - 2].lower() == "of"
            and words[left - 1] == "the"
            and proper(left - 3)
        ):
            left -= 3
        else:
            break
    while True:
        if right + 1 < end and proper(right + 1):
            right += 1
        elif right + 2 < end and words[right + 1].lower() in _LINKS and proper(right + 2):
            right += 2
        elif (
            right + 3 < end
            and words[right + 1].lower() == "of"
            and words[right + 2] == "the"
            and proper(right + 3)
        ):
            right += 3
        else:
            break
    if kind == "person":
        for i in range(left, right):
            if words[i] in {"of", "the", "-", "'s", "’s", "in"}:
                break
        else:
            while left < right and words[left].lower() in words_of("TITLE"):
                left += 1
    return left, right + 1


def _types(kind: str, words: list[str], wiki: bool) -> frozenset[str] | None:
    """The name types that an entity of this kind may have; None where it cannot be told."""
    last = words[-1].lower()
    if len(words) == 1 and is_people(words[0]) and not is_polity(words):
        if words[0].lower() in words_of("LANGUAGES"):
            return frozenset({"LANGUAGE"}) if kind == "abstract" else frozenset({"NORP"})
        return frozenset({"NORP"}) if is_surely_people(words[0]) or kind == "organization" else None
    if kind == "person":
        return frozenset({"PERSON"})
    if kind == "organization":
        return frozenset({"GPE"}) if is_polity(words) else frozenset({"ORG"})
    if kind == "place":
        return place_types(words)
    if kind == "event":
        return frozenset({"EVENT"})
    if kind == "object":
        return frozenset({"FAC"}) if last in words_of("FAC") else frozenset({"PRODUCT", "WORK_OF_ART"})
    if kind == "abstract":
        if last in words_of("LANGUAGES"):
            return frozenset({"LANGUAGE"})
        if (
            last in words_of("LAW")
            or words[0].lower() in words_of("LAW")
            or "v." in words
            or "Amendment" in words
        ):
            return frozenset({"LAW"})
        return _WORKS if wiki else None
    return None


def gum_masks(sentence: Sentence, opened: list[Open]) -> list[int]:
    """The allowed name tags of a sentence of GUM. `opened` carries the entities that go on into the next sentence."""
    tags, words = sentence.xpos or [], sentence.words
    masks = [ANY if t.startswith("NNP") else OUTSIDE for t in tags]
    for i, word in enumerate(words):
        if is_surely_people(word):
            masks[i] = BIT["B-NORP"]
        elif is_people(word) and not tags[i].startswith("NNP"):
            masks[i] = begins({"NORP", "LANGUAGE"})
    cores: list[tuple[int, int, str, bool]] = []
    for start, end, kind, wiki in _spans(sentence, opened):
        if kind == "time":
            for i in range(start, end):
                masks[i] = OUTSIDE if masks[i] == ANY else masks[i]
            continue
        core = _core(sentence, start, end, kind)
        if core is not None:
            cores.append((*core, kind, wiki))
    taken = [False] * len(words)
    for left, right, kind, wiki in sorted(cores, key=lambda c: c[0] - c[1]):
        if any(taken[left:right]):
            continue
        taken[left:right] = [True] * (right - left)
        types = _types(kind, words[left:right], wiki)
        if types is None:
            for i in range(left, right):
                masks[i] = OUTSIDE | either({"PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP", "ORG"})
        else:
            mark_span(masks, left, right, types)
    return masks
