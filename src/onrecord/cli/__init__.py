"""The command line: `onrecord` and its commands. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from onrecord.errors import OnRecordError

OK, FINDINGS, FAILED = 0, 1, 2
STOPPED, PIPE = 130, 141  # 128 + the signal's number, as shells have it


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code: 0 fine, 1 findings, 2 could not run."""
    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone; keep Python from telling so again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; every failure is one line on stderr."""
    import click

    from onrecord.cli.app import app

    try:
        code = app.main(list(arguments) if arguments is not None else None, prog_name="onrecord", standalone_mode=False)
    except OnRecordError as error:
        return _say(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return FAILED
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "onrecord"
        return _say(f"{error.format_message()} See: {command} --help")
    except click.ClickException as error:
        return _say(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        _say("stopped")
        return STOPPED
    except BrokenPipeError:
        raise
    except (OSError, MemoryError, RecursionError) as error:
        return _say(f"{type(error).__name__}: {error}")
    except Exception as error:  # the last resort: a fault of ours, told in one line with where it is
        if os.environ.get("ONRECORD_TRACEBACK"):
            raise
        return _say(_fault(error))
    return code if isinstance(code, int) else OK


def _fault(error: Exception) -> str:
    """A fault of onrecord's own: what, where, and how to tell us."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}, line {last.lineno}"
    return (
        f"a fault in onrecord itself: {type(error).__name__}: {error} ({where}). Please report it; "
        "ONRECORD_TRACEBACK=1 shows the whole trace"
    )


def _say(message: str) -> int:
    from onrecord.reports.terminal import clean

    line = " ".join(clean(message).split())
    sys.stderr.write(f"onrecord: {line}\n")
    return FAILED
