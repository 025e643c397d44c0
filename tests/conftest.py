"""What all tests share: how hypothesis looks for examples, and where the shared material is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, and no clock: a slow machine is not a failed test.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published documents and code lists beside the project; skips where it is missing.

    ``GOUJI_SHARED`` names it where it is elsewhere.
    """
    folder = Path(os.environ.get("GOUJI_SHARED", PROJECT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("../shared is not beside the project")
    return folder
