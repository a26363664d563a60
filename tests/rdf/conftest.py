"""Lets the tests of this folder import the hand-made news of ``tests/news.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
