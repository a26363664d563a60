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


def load(
    model: str | Path = "",
    *,
    threads: int | None = None,
    quantities: bool = True,
    coreference: bool = True,
) -> Language:
    """Return an English spaCy pipeline: tags, morphology, lemmas, UD trees, sentences, names, quantities, coreference.

    `model` stands for another model than the shipped one: a folder with an encoder of the same make, or the name or
    folder of any spaCy pipeline. `threads` is how many windows of text the encoder reads at once (by default as many
    as there are processors, four at most); the annotation is the same for any number. Without `quantities`, the
    grammar of dates, amounts and numbers is left out, without `coreference` the clusters in
    ``doc.spans["coref_clusters_1"]`` and so on, which only the shipped encoder gives. Raises KgError if there is no
    such model.
    """
    import spacy

    from kg.errors import KgError

    folder = Path(model) if model else None
    foreign = folder is not None and not (folder / "encoder.onnx").is_file()
    if foreign:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise KgError(
                f"no language model {str(model)!r}: give the name of an installed spaCy pipeline"
            ) from error
    else:
        nlp = _shipped(folder, threads or _processors())
    if quantities and find_spec("kg.language.quantities"):
        import_module("kg.language.quantities")
        nlp.add_pipe("kg_quantities")
    if coreference and not foreign:
        import_module("kg.language.coreference.component")
        nlp.add_pipe("kg_coreference", config={"folder": str(folder) if folder else None})
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
