"""A sweep runs on a real Dask cluster, two processes on this machine, and gives the records of a serial one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from unsc_sim import roll_call
from unsc_sim.modifiers import modifiers
from unsc_sim.sweep import ChanceOf, grid, sweep

distributed = pytest.importorskip("distributed", reason="needs dask[distributed], of the test group")


@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_gives_the_same_records() -> None:
    scenarios = grid(roll_call("S/2016/846"), [None, modifiers()[0], modifiers()[2]], [None, lambda s: s.requiring(12)])
    even = ChanceOf({"yes": Fraction(1, 2), "no": Fraction(1, 2)})
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        assert 2 == len(client.scheduler_info()["workers"])
        assert sweep(scenarios) == sweep(scenarios, executor=executor)
        assert sweep(scenarios, even) == sweep(scenarios, even, executor=executor)
