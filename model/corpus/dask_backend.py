"""Joblib's backend for Dask, made to say so when a task fails; to be imported only where both are installed."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from joblib._dask import DaskDistributedBackend

if TYPE_CHECKING:
    from collections.abc import Callable


class DaskBackend(DaskDistributedBackend):
    """The same, but for a task that kills every worker it comes to: joblib (1.6) is not told, and waits for ever."""

    def effective_n_jobs(self, n_jobs: int) -> int:
        """Count the cluster's threads; never 1, for then joblib would do the work in this process."""
        threads: int = super().effective_n_jobs(n_jobs)
        return max(2, threads)

    def submit(self, func: Callable[[], object], callback: Callable[[object], object] | None = None) -> Future[Any]:
        """Have a batch done; when it fails, call back with the future that says why."""
        future: Future[Any] = super().submit(func, callback)

        def tell(done: Future[Any]) -> None:
            if callback is not None and done.exception() is not None:
                callback(done)

        future.add_done_callback(tell)
        return future

    def retrieve_result_callback(self, out: object) -> object:
        """Give the result that a callback was called with, or raise what failed."""
        return out.result() if isinstance(out, Future) else super().retrieve_result_callback(out)
