"""The threads that check waiting pages, and how far each has come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from onrecord.desk.pages import Job, Step
from onrecord.desk.store import Store
from onrecord.errors import OnRecordError

Tell = Callable[[str, int, int], None]
Work = Callable[[Job, Tell], None]  # checks one page and keeps its report; raises OnRecordError when it cannot

_log = logging.getLogger(__name__)
_IDLE = 5.0  # seconds; a page put in the queue by another process is seen after this


class Workers:
    """One or two threads that take pages from the store until they are told to stop."""

    def __init__(self, store: Store, work: Work, *, threads: int = 2) -> None:
        self._store, self._work = store, work
        self._wake, self._stop, self._added = threading.Condition(), False, 0
        self._steps: dict[int, Step] = {}
        self._threads = [threading.Thread(target=self._run, name=f"desk-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        """Begin with what waits from the last time."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Say that a page was added."""
        with self._wake:
            self._added += 1
            self._wake.notify()

    def stop(self, timeout: float = 2.0) -> None:
        """Ask the threads to end; a page that is being checked now will wait again at the next start."""
        with self._wake:
            self._stop = True
            self._wake.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout)

    def step(self, page: int) -> Step | None:
        """How far the check of this page has come; None when no thread is at it."""
        return self._steps.get(page)

    def _run(self) -> None:
        while not self._stop:
            seen = self._added
            job = self._store.take()
            if job is not None:
                self._check(job)
                continue
            with self._wake:
                if not self._stop and self._added == seen:  # nothing was added since the look into the queue
                    self._wake.wait(_IDLE)

    def _check(self, job: Job) -> None:
        def tell(step: str, done: int, total: int) -> None:
            self._steps[job.id] = Step(state="checking", step=step, done=done, total=total)

        tell("starting", 0, 1)
        try:
            self._work(job, tell)
        except OnRecordError as error:
            self._store.fail(job.id, str(error))
        except Exception:  # noqa: BLE001 - one page that breaks a rule must not end the thread that serves the others
            _log.exception("checking page %d failed", job.id)
            self._store.fail(
                job.id, "This page could not be checked: a fault in onrecord. The desk's log has the details."
            )
        finally:
            self._steps.pop(job.id, None)
