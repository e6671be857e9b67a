"""A job done to many things by the workers of a Dask scheduler: a thin adapter over `lanes`.

A worker gives each thing to a child of its own, as this machine would, so that whoever kills, fills
or stops it costs one answer there. What remains for the cluster is a worker that dies as a whole:
its batch is gone through again thing by thing. Workers must see the files under the same paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from nastavnik.model.errors import JobError
from nastavnik.region.child import Begin, Cause, Loss
from nastavnik.region.collecting import Spread
from nastavnik.region.lanes import LIMITS, Limits, side_by_side

AHEAD = 4
"""So many batches are under way for each thread of a worker."""
BATCH = 8
"""So many things go to a worker at once: more cost it memory, fewer cost the network."""
SECONDS_TO_CONNECT = 10
TRIES = 3
"""So often a thing may lose its worker: one that only waited there is innocent."""


class WorkerBatch(NamedTuple):
    """Things that go to one worker, and how often they have been lost with one."""

    things: Sequence[Any]
    lost: int = 0


def over_cluster(address: str, limits: Limits = LIMITS) -> Spread:
    """Who does jobs on the workers of the scheduler at an address.

    Raises:
        JobError: Dask is not installed.
    """
    try:
        import distributed
    except ImportError:
        raise JobError(
            "Чтобы раздать проверку другим машинам, нужен Dask: установите «nastavnik[region]» "
            "или не указывайте планировщик"
        ) from None

    def spread(begin: Begin[Any, Any], things: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        wanted = iter(things)
        first = next(wanted, None)
        if first is None:
            return
        try:
            client = distributed.Client(address, timeout=SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise JobError(
                f"Планировщик Dask «{address}» не отвечает: проверьте адрес и сеть"
            ) from error
        with client:
            yield from _answers(client, begin, chain([first], wanted), limits)

    return spread


def _answers(
    client: Any, begin: Begin[Any, Any], things: Iterator[Any], limits: Limits
) -> Iterator[tuple[Any, Any]]:
    """The answers as they come; what a dying worker took along is asked again, each for itself.

    No more is sent than the workers of the moment need.
    """
    import distributed

    waiting: dict[Any, WorkerBatch] = {}

    def submitted(batch: WorkerBatch) -> Any:
        future = client.submit(answer_batch, begin, batch.things, limits, pure=False)
        waiting[future] = batch
        return future

    completed = distributed.as_completed()
    while True:
        threads = sum(client.nthreads().values())
        while len(waiting) < AHEAD * max(threads, 1) and (some := list(islice(things, BATCH))):
            completed.add(submitted(WorkerBatch(some)))
        if not waiting:
            return
        future = next(completed)
        batch = waiting.pop(future)
        if future.status == "finished":
            yield from future.result()
        elif len(batch.things) == 1 and batch.lost + 1 >= TRIES:
            yield batch.things[0], Loss(Cause.KILLED)
        else:
            for thing in batch.things:
                completed.add(submitted(WorkerBatch([thing], batch.lost + 1)))
        future.release()


def answer_batch(
    begin: Begin[Any, Any], things: Sequence[Any], limits: Limits
) -> list[tuple[Any, Any]]:
    """What a worker does: each thing with its answer, by a child of its own."""
    return list(side_by_side(begin, things, 1, limits))
