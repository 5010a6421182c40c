"""Schemathesis asks the HTTP interface what its document allows and what it forbids, and compares the answers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.desk import desk
from onrecord.desk.api.openapi import operations
from onrecord.reading import raw_from_bytes
from tests.desk.made import BRIEFING, PAGE, fake_check

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is in the dev extra")

HOST = {"host": "127.0.0.1:8765"}
# 422: "it cannot be read as a page", or "the address cannot be fetched", is an answer that no schema foresees.
TOLD = schemathesis.Config.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "422"]}}}
)
bounded = settings(
    max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    app = desk(folder / "record", home=folder / "home", check=fake_check, threads=1)
    held = app.state.desk
    held.library.add(raw_from_bytes(BRIEFING.encode(), origin="briefing.txt"))
    held.hand_in("text", "-", PAGE.encode(), house="ap")
    held.start()

    async def started(scope, receive, send):  # schemathesis would open and close the desk round every question
        if scope["type"] == "http":
            await app(scope, receive, send)
            return
        for told in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{told}.complete"})

    yield schemathesis.openapi.from_asgi("/api/openapi.json", started, headers=HOST, config=TOLD)
    held.stop()


@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize(("method", "path"), sorted(operations()))
def test_the_interface_does_what_its_document_says(api, method, path, mode):
    asked = schemathesis.GenerationMode(mode)
    operation = api[path][method]
    if mode == "negative" and not operation.body and not [*operation.query, *operation.path_parameters]:
        pytest.skip("nothing can be asked wrongly here")

    @bounded
    @given(case=operation.as_strategy(generation_mode=asked))
    def ask(case):
        case.call_and_validate(headers=HOST)

    ask()
