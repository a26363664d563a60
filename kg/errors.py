"""The errors that kg raises on purpose; each message says what was wrong, where, and what to do."""


class KgError(Exception):
    """Any error of this package that a user can mend."""


class ReadError(KgError):
    """A source that can't be read as an article."""


class QueryError(KgError):
    """A query that is not valid SPARQL or asks for what is refused."""


class StoreError(KgError):
    """A folder that is not a graph, or a graph that can't be opened."""


class OntologyError(KgError):
    """An ontology, lexicon or settings file with a mistake in it."""
