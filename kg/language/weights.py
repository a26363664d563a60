"""The weights of the small networks beside the encoder, which numpy runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def read_weights(file: Path) -> dict[str, Floats]:
    """Return the arrays of an ``.npz`` file by their names, as `training` packs them.

    Small integers are multiplied by the step of their row. The weights of a layer, which is what has a bias, lie in
    memory as products with their transpose read them.
    """
    with np.load(file) as arrays:
        weights = {name: _restored(arrays, name) for name in arrays.files if not name.endswith(".step")}
    for name in [name.replace(".bias", ".weight") for name in weights if name.endswith(".bias")]:
        weights[name] = np.asfortranarray(weights[name])
    return weights


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit of each number, by its tanh form (Hendrycks and Gimpel 2016)."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(x * (np.float32(0.5) + np.float32(0.5) * np.tanh(inner)))


def _restored(arrays: Mapping[str, NDArray[Any]], name: str) -> Floats:
    step = f"{name}.step"
    return arrays[name].astype(np.float32) * (arrays[step].astype(np.float32) if step in arrays else 1.0)
