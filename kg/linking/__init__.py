"""Entities -> identifiers that others gave them: ISO codes, GeoNames, the user's alias tables, a reconciliation service."""
