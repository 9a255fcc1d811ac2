from datetime import date

import pytest

from core import clock


@pytest.fixture
def live_on():
    """Live on another day: `live_on("2020-10-10")`."""
    return lambda day: clock.set_source(lambda: date.fromisoformat(day))
