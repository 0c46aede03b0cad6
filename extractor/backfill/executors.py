"""Where the work is done: this machine's processes, or a Dask cluster; `concurrent.futures` is the face of both."""

import multiprocessing
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from extractor.backfill.errors import WorkersLostError
from extractor.backfill.pool import Isolation, Preparation, WorkerPool
from extractor.errors import UsageError, optional

LOCAL_CLUSTER = "local"
CONNECT_SECONDS = 10


class Workers(Protocol):
    """What the run loop asks of either kind of executor."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> "Future[Any]":
        """Return the future of one call."""

    def kill(self) -> None:
        """End the calls in hand at once."""


@dataclass(frozen=True)
class Where:
    """Where to work.

    Attributes:
        workers: Processes on this machine, or of a local cluster.
        scheduler: Address of a Dask scheduler; "local" starts a cluster here; None does without Dask.
        isolation: What each process may cost.
    """

    workers: int
    scheduler: str | None = None
    isolation: Isolation = field(default_factory=Isolation)


@contextmanager
def opened(where: Where, preparation: Preparation) -> Iterator[tuple[Workers, int]]:
    """Yield the executor, and the number of calls that it runs at once.

    Args:
        where: Where to work.
        preparation: How each process gets ready.

    Raises:
        UsageError: There is no such scheduler, or Dask isn't installed.
    """
    if where.scheduler is None:
        pool = WorkerPool(where.workers, where.isolation, preparation)
        try:
            yield pool, where.workers
        finally:
            pool.shutdown(cancel_futures=True)
        return
    with _client(where) as client:
        # Workers that join later get it too; those of another run keep theirs.
        name = f"council-extract-{secrets.token_hex(6)}"
        client.register_plugin(_pool_plugin(where.isolation, preparation), name=name)
        try:
            threads = sum(client.nthreads().values())
            yield ClusterExecutor(client, name), max(1, threads)
        finally:
            client.unregister_worker_plugin(name)


class ClusterExecutor(Executor):
    """Runs calls on a Dask cluster, each in a process that may be killed, beside the Dask worker that was given it."""

    def __init__(self, client: Any, plugin: str) -> None:
        """Take a client.

        Args:
            client: A Dask client.
            plugin: Name of the plugin that holds each worker's pool.
        """
        self._client = client
        self._executor = client.get_executor(pure=False, retries=0)
        self._plugin = plugin

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return the future of one call; a worker that dies is no failure: another is given the call."""
        future: Future[Any] = self._executor.submit(_isolated, self._plugin, fn, *args, **kwargs)
        return future

    def kill(self) -> None:
        """End the calls in hand at once."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _isolated(plugin: str, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    from distributed import Reschedule, get_worker

    holder: Any = get_worker().plugins[plugin]
    try:
        return holder.pool.submit(fn, *args, **kwargs).result()
    except (CancelledError, WorkersLostError) as error:
        # This Dask worker is being closed: the call goes to another.
        raise Reschedule from error


def _pool_plugin(isolation: Isolation, preparation: Preparation) -> Any:
    from distributed import WorkerPlugin

    class PoolPlugin(WorkerPlugin):
        """Gives a Dask worker a pool with a process for each of its threads."""

        def setup(self, worker: Any) -> None:
            # Dask's nanny marks its workers as daemons, which multiprocessing allows no children.
            multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
            self.pool = WorkerPool(worker.state.nthreads, isolation, preparation)

        def teardown(self, worker: Any) -> None:
            self.pool.kill()

    return PoolPlugin()


@contextmanager
def _client(where: Where) -> Iterator[Any]:
    with optional("--scheduler", "Dask", extra="cluster"):
        import distributed
    dask: Any = distributed
    if where.scheduler == LOCAL_CLUSTER:
        with (
            dask.LocalCluster(n_workers=where.workers, threads_per_worker=1, dashboard_address=None) as cluster,
            dask.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = dask.Client(where.scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        remedy = "check the address, and that dask scheduler runs there"
        raise UsageError(f"--scheduler {where.scheduler}", "can't be reached", remedy) from error
    with client:
        if not client.nthreads():
            try:
                client.wait_for_workers(1, timeout=CONNECT_SECONDS)
            except TimeoutError as error:
                raise WorkersLostError(str(where.scheduler), "has no workers", "start dask workers") from error
        yield client
