"""Pages come in as text, file or address, are checked in the background, and are still there after a restart."""

from __future__ import annotations

from tests.desk.made import PAGE


def test_pasted_text_is_checked_and_shown(visitor):
    page = visitor.hand_in(PAGE)
    assert visitor.wait(page)["state"] == "done"
    shown = visitor.client.get(f"/pages/{page}").text
    assert "Harbour stays open" in shown
    assert "“will” is printed where the record has “may”." in shown


def test_files_are_checked_each_as_its_own_page(visitor):
    files = [("file", ("one.txt", PAGE.encode())), ("file", ("two.txt", PAGE.replace("Harbour", "Ferry").encode()))]
    assert visitor.post("/check", files=files).headers["location"] == "/"
    for page in (1, 2):
        assert visitor.wait(page)["state"] == "done"
    queue = visitor.client.get("/").text
    assert "Ferry stays open" in queue
    assert "one.txt" in queue


def test_what_was_pasted_is_read_as_the_command_line_reads_standard_input(visitor):
    page = visitor.hand_in(PAGE.replace("\n", "\r\n"))  # as a browser sends it
    visitor.wait(page)
    report = visitor.client.get(f"/pages/{page}/export/json").json()
    assert report["article"]["origin"] == "-"
    assert "\r" not in report["article"]["text"]


def test_the_queue_outlives_the_desk(open_desk):
    first = open_desk()
    page = first.hand_in(PAGE)
    first.wait(page)
    again = open_desk()
    assert "Harbour stays open" in again.client.get("/").text
    assert again.client.get(f"/pages/{page}/export/json").status_code == 200


def test_a_page_that_was_being_checked_when_the_desk_ended_is_checked_after_the_restart(open_desk, tmp_path):
    import msgspec

    from onrecord.desk.store import Store
    from onrecord.reading import raw_from_bytes

    store = Store(tmp_path / "home")
    page = store.add_page("text", "-", msgspec.msgpack.encode(raw_from_bytes(PAGE.encode(), origin="-")), house="ap")
    assert store.take() is not None  # and then the machine goes down
    store.close()
    assert open_desk().wait(page)["state"] == "done"


def test_nothing_and_not_an_address_are_refused_in_words(visitor):
    assert "Nothing to check was given" in visitor.post("/check", text="  ").text
    answer = visitor.post("/check", address="javascript:alert(1)")
    assert answer.status_code == 400
    assert "begins with http:// or https://" in answer.text


def test_an_address_of_the_local_network_is_not_fetched(visitor):
    page = int(visitor.post("/check", address="http://127.0.0.1:9/secret").headers["location"].rpartition("/")[2])
    told = visitor.wait(page)
    assert told["state"] == "failed"
    assert told["error"]
    assert "Try again" in visitor.client.get(f"/pages/{page}").text


def test_a_fault_of_ours_fails_one_page_and_no_other(open_desk):
    def breaks(page, *args, **options):
        if "break" in page.text:
            raise ZeroDivisionError
        from tests.desk.made import fake_check

        return fake_check(page, *args, **options)

    visitor = open_desk(check=breaks)
    bad, good = visitor.hand_in("Please break this page."), visitor.hand_in(PAGE)
    assert visitor.wait(bad)["state"] == "failed"
    assert visitor.wait(good)["state"] == "done"


def test_a_removed_page_is_gone(visitor):
    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    visitor.post(f"/pages/{page}/remove")
    assert visitor.client.get(f"/pages/{page}").status_code == 404


def test_every_export_is_handed_out_as_a_file(visitor):
    from onrecord.reports import EXPORTS

    page = visitor.hand_in(PAGE)
    visitor.wait(page)
    for name, kind in EXPORTS.items():
        answer = visitor.client.get(f"/pages/{page}/export/{name}")
        assert answer.status_code == 200, (name, answer.text)
        assert answer.headers["content-disposition"].endswith(f'{kind.suffix}"')
        assert answer.content
    assert visitor.client.get(f"/pages/{page}/export/exe").status_code == 404
