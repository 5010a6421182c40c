"""The HTTP interface: the same work as the pages, as JSON, under /api/v1."""

from onrecord.desk.api.routes import routes

__all__ = ["routes"]
