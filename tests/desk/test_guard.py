"""Who is let in: hosts, origins, forms, tokens and sizes; and the headers of every answer."""

from __future__ import annotations

import pytest

from onrecord.desk.guard import Policy, host_allowed
from tests.desk.conftest import HERE
from tests.desk.made import PAGE

OWN = Policy(secret=b"s")
NETWORK = Policy(secret=b"s", token="long enough token", addresses=True, hosts=("desk.example.org",))


@pytest.mark.parametrize(
    ("host", "own", "network"),
    [
        ("127.0.0.1:8765", True, True),
        ("localhost", True, True),
        ("[::1]:8765", True, True),
        ("127.9.9.9", True, True),
        ("192.168.1.20:8765", False, True),
        ("desk.example.org:8765", False, True),
        ("DESK.example.org", False, True),
        ("evil.example", False, False),
        ("evil.example:8765", False, False),
        ("127.0.0.1.evil.example", False, False),
        ("localhost.evil.example:8765", False, False),
        ("", False, False),
        ("evil.example#127.0.0.1", False, False),
    ],
)
def test_a_host_that_was_pointed_here_by_somebody_else_is_not_answered(host, own, network):
    assert host_allowed(host, OWN) is own
    assert host_allowed(host, NETWORK) is network


def test_dns_rebinding_meets_a_refusal_on_every_kind_of_address(visitor):
    for address in ("/", "/api/v1/record", "/static/desk.css", "/corrections.jsonl"):
        answer = visitor.client.get(address, headers={"host": "rebound.example:8765"})
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "wrong-host"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
    ],
)
def test_another_site_can_change_nothing_even_with_the_right_key(visitor, headers):
    answer = visitor.client.post("/check", data={"key": visitor.key(), "text": PAGE}, headers=headers)
    assert answer.status_code == 403
    assert visitor.client.get("/api/v1/reports").json()["pages"] == []


def test_another_site_cannot_read_but_may_link(visitor):
    image = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    frame = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert visitor.client.get("/corrections.jsonl", headers=image).status_code == 403
    assert visitor.client.get("/", headers=frame).status_code == 403
    assert visitor.client.get("/", headers=link).status_code == 200


@pytest.mark.parametrize("key", ["", "0" * 64, "ключ"])
def test_a_form_without_its_key_is_refused(visitor, key):
    visitor.key()
    answer = visitor.client.post("/check", data={"key": key, "text": PAGE}, headers={"origin": HERE})
    assert answer.status_code == 403
    assert "another session" in answer.text


def test_a_form_key_is_worth_nothing_in_another_session(open_desk):
    visitor = open_desk()
    key = visitor.key()
    visitor.client.cookies.clear()
    visitor.key()
    assert visitor.client.post("/check", data={"key": key, "text": PAGE}).status_code == 403


def test_a_session_made_up_by_somebody_is_none(visitor):
    visitor.key()
    visitor.client.cookies.clear()
    visitor.client.cookies.set("onrecord_desk", "chosen.0000")
    assert visitor.client.post("/check", data={"key": "0" * 64, "text": PAGE}).status_code == 403


def test_the_http_interface_takes_json_only_so_a_form_elsewhere_cannot_speak_to_it(visitor):
    body = '{"text": "A page."}'
    answer = visitor.client.post("/api/v1/reports", content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 415


def test_with_a_token_nothing_is_shown_without_it(open_desk):
    visitor = open_desk(token="a long enough token")
    assert visitor.client.get("/", follow_redirects=False).headers["location"] == "/login"
    assert visitor.client.get("/corrections.jsonl", follow_redirects=False).status_code == 303
    answer = visitor.client.get("/api/v1/record")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "no-token"
    assert visitor.client.get("/static/desk.css").status_code == 200


def test_the_token_opens_the_desk_for_browsers_and_programs(open_desk, monkeypatch):
    monkeypatch.setattr("onrecord.desk.views.entering._WAIT_AFTER_WRONG", 0)
    visitor = open_desk(token="a long enough token")
    assert visitor.client.post("/login", data={"token": "a wrong token"}).status_code == 403
    assert visitor.client.get("/", follow_redirects=False).status_code == 303
    for wrong in ("a long enough toke", "", "a long enough token2"):
        headers = {"authorization": f"Bearer {wrong}"}
        assert visitor.client.get("/api/v1/record", headers=headers).status_code == 401
    headers = {"authorization": "Bearer a long enough token"}
    assert visitor.client.get("/api/v1/record", headers=headers).status_code == 200
    assert visitor.client.post("/login", data={"token": "a long enough token"}).status_code == 200
    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    visitor.post("/logout")
    assert visitor.client.get("/", follow_redirects=False).status_code == 303


def test_a_session_ends_when_the_token_is_changed(open_desk):
    visitor = open_desk(token="a long enough token")
    visitor.client.post("/login", data={"token": "a long enough token"})
    cookie = visitor.client.cookies["onrecord_desk"]
    other = open_desk(token="quite another token")
    other.client.cookies.set("onrecord_desk", cookie)
    assert other.client.get("/", follow_redirects=False).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor):
    cookie = visitor.client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_every_answer_has_the_strict_headers(visitor):
    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    for address in ("/", f"/pages/{page}", "/record", "/nowhere", "/api/v1/record", "/static/desk.js", "/bookmarklet"):
        headers = visitor.client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"  # nothing is told to other sites


def test_no_page_needs_what_the_policy_forbids(visitor):
    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    for address in (
        "/",
        f"/pages/{page}",
        f"/pages/{page}/statements/s1",
        "/record",
        "/search",
        "/said",
        "/corrections",
    ):
        text = visitor.client.get(address).text
        assert " style=" not in text
        assert "<style" not in text
        assert "<script>" not in text


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_beyond_the_limit_is_refused(open_desk, chunked):
    visitor = open_desk(max_body=100_000)
    body = b'{"text": "' + b"x" * 200_000 + b'"}'
    content = iter([body[n : n + 1000] for n in range(0, len(body), 1000)]) if chunked else body
    answer = visitor.client.post("/api/v1/reports", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too-large"


def test_nobody_frames_the_desk_or_keeps_a_hold_on_its_window(visitor):
    headers = visitor.client.get("/").headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "cross-origin-opener-policy" not in visitor.client.get("/receive").headers  # it hears from its opener
