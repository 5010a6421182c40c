"""`onrecord desk`: listens on this machine, and elsewhere only with a token; and what it fetches."""

from __future__ import annotations

import http.server
import os
import re
import subprocess
import sys
import threading
import urllib.request

import pytest
from click.testing import CliRunner

from onrecord.cli.desk import command
from onrecord.errors import UsageError


def run(*arguments):
    return CliRunner().invoke(command, arguments, catch_exceptions=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "desk.example.org"])
def test_others_may_come_only_with_a_token(host):
    answer = run("--host", host)
    assert isinstance(answer.exception, UsageError)
    assert "a token is needed" in str(answer.exception)


def test_a_token_that_could_be_guessed_is_refused():
    assert "longer" in str(run("--token", "secret").exception)


def test_the_desk_says_where_it_is_and_answers_there(tmp_path):
    started = [sys.executable, "-c", "from onrecord.cli import main; main()", "desk", "--port", "0"]
    folders = ["--record", str(tmp_path / "record"), "--home", str(tmp_path / "home")]
    desk = subprocess.Popen(
        [*started, *folders], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    )
    try:
        line = desk.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        assert b"Check a page" in urllib.request.urlopen(address[0], timeout=10).read()
    finally:
        desk.terminate()
        desk.communicate(timeout=10)


class _Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'<title>Ferry</title><h1>Ferry sails on</h1><p>"The ferry sails on Sunday," said Ada Low.</p>'
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("allowed", [False, True])
def test_the_local_network_is_fetched_only_with_the_switch(open_desk, allowed):
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    visitor = open_desk(allow_local=allowed)
    try:
        answer = visitor.post("/check", address=f"http://127.0.0.1:{served.server_port}/ferry")
        page = int(answer.headers["location"].rpartition("/")[2])
        told = visitor.wait(page)
    finally:
        served.shutdown()
        served.server_close()
    assert told["state"] == ("done" if allowed else "failed")
    assert ("local network" in told["error"]) is not allowed
    assert ("Ferry sails on" in visitor.client.get(f"/pages/{page}").text) is allowed


def test_a_fetched_page_is_checked_again_from_the_bytes_that_were_fetched(open_desk):
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    visitor = open_desk(allow_local=True)
    answer = visitor.post("/check", address=f"http://127.0.0.1:{served.server_port}/ferry")
    page = int(answer.headers["location"].rpartition("/")[2])
    visitor.wait(page)
    before = visitor.client.get(f"/pages/{page}/export/json").content
    served.shutdown()
    served.server_close()
    visitor.post(f"/pages/{page}/again")
    assert visitor.wait(page)["state"] == "done"
    assert visitor.client.get(f"/pages/{page}/export/json").content == before
