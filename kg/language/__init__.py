"""Text to annotated spaCy documents: the shipped encoder and the grammars beside it, as an ordinary spaCy pipeline."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(model: str | Path = "", *, threads: int | None = None, quantities: bool = True) -> Language:
    """Return an English spaCy pipeline: tags, morphology, lemmas, UD trees, sentences, names and quantities.

    `model` stands for another model than the shipped one: a folder with an encoder of the same make, or the name or
    folder of any spaCy pipeline. `threads` is how many windows of text the encoder reads at once (by default as many
    as there are processors, four at most); the annotation is the same for any number. Without `quantities`, the
    grammar of dates, amounts and numbers is left out. Raises KgError if there is no such model.
    """
    import spacy

    from kg.errors import KgError

    if model and not (Path(model) / "encoder.onnx").is_file():
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise KgError(
                f"no language model {str(model)!r}: give the name of an installed spaCy pipeline"
            ) from error
    else:
        nlp = _shipped(Path(model) if model else None, threads or _processors())
    if quantities and find_spec("kg.language.quantities"):
        import_module("kg.language.quantities")
        nlp.add_pipe("kg_quantities")
    return nlp


def _shipped(folder: Path | None, threads: int) -> Language:
    from spacy.lang.en import English

    from kg.language.tokenization import make_tokenizer

    import_module("kg.language.component")
    nlp = English(create_tokenizer=make_tokenizer)
    nlp.add_pipe("kg_encoder", config={"folder": str(folder) if folder else None, "threads": threads})
    return nlp


def _processors() -> int:
    """The number of processors that this process may use, four at most."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(4, allowed)
