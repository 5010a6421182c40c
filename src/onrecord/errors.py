"""One tree of errors; every message says what was wrong, where, and what to do.

    OnRecordError
    ├── PageError           the page cannot be read (missing, binary, empty, not an article)
    ├── SourceError         a source cannot be added to a record (format, encoding, damage)
    ├── RecordError         the record cannot be opened, read or written
    │   ├── NotARecordError     the folder is something else
    │   ├── RecordBusyError     another process is writing
    │   └── DamagedRecordError  a hash, segment or row does not hold; the message names the mend
    ├── FetchError          an address cannot be fetched, or must not be
    ├── HouseError          a house profile is not valid
    ├── ModelError          the model folder is missing, changed or not ours
    └── UsageError          the arguments do not fit together

The command line turns each into one line on stderr and exit code 2.
"""


class OnRecordError(Exception):
    """Root of everything onrecord raises on purpose."""


class PageError(OnRecordError):
    """The page cannot be read as an article."""


class SourceError(OnRecordError):
    """A source cannot be added to the record."""


class RecordError(OnRecordError):
    """The record cannot be opened, read or written."""


class NotARecordError(RecordError):
    """The folder exists and is not a record."""


class RecordBusyError(RecordError):
    """Another process is writing to the record."""


class DamagedRecordError(RecordError):
    """A part of the record does not match its hash."""


class FetchError(OnRecordError):
    """An address cannot be fetched, or may not be."""


class HouseError(OnRecordError):
    """A house profile is not valid."""


class ModelError(OnRecordError):
    """The model folder is missing, damaged or of another version."""


class UsageError(OnRecordError):
    """The arguments do not fit together."""
