"""``python -m kg.cli``."""

from kg.cli import main

main(prog_name="kg")
