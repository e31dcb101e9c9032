"""Work in chunks, done by other processes or by a Dask cluster: the results are the same, in the order of the chunks.

Joblib spreads the work; it and Dask are imported only when asked for.
"""

from __future__ import annotations

import asyncio
import warnings
from collections import deque
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from model.extras import install_command
from model.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

_Chunk = TypeVar("_Chunk")
_Result = TypeVar("_Result")

_PATIENCE = 10  # seconds until a cluster has to answer


class WorkersError(Exception):
    """Why the work cannot be spread: one sentence for the user."""


def spread(
    work: Callable[[_Chunk], _Result], chunks: Iterable[_Chunk], *, jobs: int, cluster: str = ""
) -> Generator[_Result | None, None, None]:
    """Give the results of all chunks, None for a chunk whose worker died of it; WorkersError.

    With an address, the workers of the Dask cluster there do the work, else as many processes as `jobs` says. When a
    worker is lost, the first chunk without a result is tried alone: if that was the cause, it alone is lost. Closing it
    waits for the chunks that were begun.
    """
    with _on_cluster(cluster) if cluster else _in_processes(jobs) as (parallel, lost):
        rest, waiting = iter(chunks), deque[_Chunk]()
        while True:
            feed = _Feed(rest, waiting)
            results = _results(parallel, work, feed)
            try:
                for result in results:
                    waiting.popleft()
                    yield result
            except GeneratorExit:  # let what is begun end: joblib's way to break off may leave a traceback behind
                feed.stop()
                with suppress(*lost):
                    deque(results, maxlen=0)
                raise
            except lost:
                feed.stop()
            else:
                return
            alone: _Result | None = None
            with suppress(*lost):
                (alone,) = _results(parallel, work, [waiting[0]])
            waiting.popleft()
            yield alone


class _Feed(Generic[_Chunk]):
    """The chunks still to do, noted as they are taken: joblib takes them in threads of its own."""

    def __init__(self, rest: Iterator[_Chunk], waiting: deque[_Chunk]) -> None:
        self._lock = Lock()
        self._again = list(reversed(waiting))
        self._rest = rest
        self._waiting = waiting

    def __iter__(self) -> Iterator[_Chunk]:
        return self

    def __next__(self) -> _Chunk:
        with self._lock:
            if self._again:
                return self._again.pop()
            chunk = next(self._rest)
            self._waiting.append(chunk)
            return chunk

    def stop(self) -> None:
        """Give nothing more, also to threads that still ask."""
        with self._lock:
            self._again, self._rest = [], iter(())


_Parallel = tuple["Callable[[], Any]", tuple[type[Exception], ...]]
"""What makes a `joblib.Parallel`, and the exceptions that say that a worker was lost."""


def _results(
    parallel: Callable[[], Any], work: Callable[[_Chunk], _Result], chunks: Iterable[_Chunk]
) -> Generator[_Result, None, None]:
    results = parallel()((work, (chunk,), {}) for chunk in chunks)
    try:
        for result in results:  # noqa: UP028 - so that it is closed here, and not where `yield from` would
            yield result
    finally:
        with warnings.catch_warnings():  # it would say that what was not asked for any more was not used
            warnings.simplefilter("ignore")
            results.close()


@contextmanager
def _in_processes(jobs: int) -> Iterator[_Parallel]:
    try:
        from joblib import Parallel  # noqa: PLC0415 - of an extra
    except ImportError:
        raise WorkersError(f"several jobs need joblib: {_install()}") from None
    yield partial(Parallel, n_jobs=jobs, backend="loky", batch_size=1, return_as="generator"), (BrokenExecutor,)


@contextmanager
def _on_cluster(address: str) -> Iterator[_Parallel]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - of an extra
        from distributed.core import connect  # noqa: PLC0415 - likewise
        from joblib import Parallel  # noqa: PLC0415 - likewise

        from model.corpus.dask_backend import DaskBackend  # noqa: PLC0415 - needs both
    except ImportError:
        raise WorkersError(f"a cluster needs joblib and dask.distributed: {_install()}") from None
    try:  # first, for a client that finds nobody leaves threads and complaints behind
        asyncio.run(connect(address, timeout=_PATIENCE)).abort()
    except (OSError, ValueError) as error:
        raise WorkersError(one_line(f'no Dask scheduler answers at "{address}": {error}')) from None
    with Client(address, timeout=_PATIENCE, set_as_default=False) as client:

        def parallel() -> Any:  # with a backend of its own, for one that has seen a failure does not recover
            backend = DaskBackend(client=client, wait_for_workers_timeout=_PATIENCE)
            return Parallel(n_jobs=-1, backend=backend, batch_size=1, return_as="generator")

        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise WorkersError(one_line(f'the Dask cluster at "{address}" has no workers')) from None
        try:
            yield parallel, (KilledWorker,)
        except Exception as error:  # the scheduler went away, or its workers have no Parley: it may be anything
            raise WorkersError(one_line(f'the Dask cluster at "{address}" failed: {error}')) from error


def _install() -> str:
    return f"`{install_command('cluster')}` installs what is missing"
