"""One annotated sentence, whatever corpus it comes from."""

import re
from dataclasses import dataclass, field

from training.marks import ANY

PREFIXES = frozenset(
    "a anti arch bi co counter cross cyber de e eco electro euro ex extra hyper infra inter intra macro mega micro mid"
    " mini mis mono multi neo non over para poly post pre pro proto pseudo quasi re self semi socio sub super tele trans tri"
    " ultra un uni vice x".split()
) - {"cross", "self", "vice", "a"}
"""What a hyphen does not part from the word that follows, in English UD."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])([-–])(?=[^\W\d_])")
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mrs?|Ms|Dr|Inc|Corp|Co|Ltd|Jr|Sr|St|Gen|Sen|Gov|No|Prof|Rev|Lt|Col)\.|['’]s\b|n['’]t\b"
    r"|\d+(?:[.,:]\d+)*(?=\W|$)|\w+(?=n['’]t\b)|\w+|[^\w\s]"
)


@dataclass(slots=True)
class Sentence:
    """Words with what one corpus says of them; a layer that the corpus lacks is None."""

    words: list[str]
    masks: list[int] = field(default_factory=list)
    heads: list[int] | None = None
    labels: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    weight: float = 1.0
    misc: list[str] | None = None

    def __post_init__(self) -> None:
        if not self.masks:
            self.masks = [ANY] * len(self.words)


Document = list[Sentence]


def part_hyphens(word: str) -> list[str]:
    """The parts of a word as English UD writes them: `state-backed` is three words, `anti-trust` one."""
    if ("-" not in word and "–" not in word) or "/" in word or "@" in word:
        return [word]
    parts = _HYPHEN.split(word)
    if len(parts) > 1 and parts[0].lower() in PREFIXES:
        parts = ["".join(parts[:3]), *parts[3:]]
    return parts


def tokens(text: str) -> list[tuple[int, int]]:
    """The start and end of each word of a text, in the manner of English UD."""
    return [m.span() for m in _TOKEN.finditer(text)]


def parted(words: list[str], masks: list[int]) -> tuple[list[str], list[int]]:
    """Words and masks with hyphens parted; the later parts of a name's word are inside the name."""
    out_words: list[str] = []
    out_masks: list[int] = []
    for word, mask in zip(words, masks, strict=True):
        for i, part in enumerate(part_hyphens(word)):
            out_words.append(part)
            out_masks.append(mask if i == 0 else _later(mask))
    return out_words, out_masks


def _later(mask: int) -> int:
    """The mask of a later part: each `B-` bit (odd) becomes the `I-` bit above it."""
    kept = mask & 1
    for bit in range(1, 23, 2):
        if mask >> bit & 3:
            kept |= 1 << (bit + 1)
    return kept if mask != ANY else ANY
