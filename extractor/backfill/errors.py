"""How a document can cost its worker, and how a run can end early."""

from typing import Literal

from extractor.errors import ExtractError, UnreadableError


class DocumentError(Exception):
    """The base of what befalls one document from outside its own code.

    Attributes:
        status: Status that the store keeps.
        code: Stable name for programs.
    """

    status: Literal["failed", "timed_out", "crashed"] = "failed"
    code = "error"


class TimedOutError(DocumentError):
    """The document took longer than allowed, and its worker was killed."""

    status = "timed_out"
    code = "timed_out"


class CrashedError(DocumentError):
    """The document's worker died."""

    status = "crashed"
    code = "crashed"


class StrayProcessesError(CrashedError):
    """Reading the document started processes that did not end with it."""

    code = "stray_processes"


class OutOfMemoryError(DocumentError):
    """The document needed more memory than allowed."""

    code = "out_of_memory"


class WorkersLostError(ExtractError):
    """No worker can be had any more: none starts, or the cluster has gone."""

    code = "workers_lost"


class UnreachableError(UnreadableError):
    """Whoever keeps an object can't be asked for it: the network, the server. The next run asks again."""

    code = "unreachable"


class SourceLostError(ExtractError):
    """One input after another could not be reached: no sense in going on."""

    code = "source_lost"
