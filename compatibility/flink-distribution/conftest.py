# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

import pytest

from cluster import Cluster

pytest_plugins = ["external_collections"]


@pytest.fixture(scope="session")
def cluster():
    """A cluster with our jar in ``lib``."""
    started = Cluster("cluster", connector_in_lib=True)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def plain_cluster():
    """A cluster that knows nothing of our jar."""
    started = Cluster("plain-cluster", connector_in_lib=False)
    yield started
    started.stop()
