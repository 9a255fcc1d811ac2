"""The house's own Celery app with one more task, which leaves a trace: what the broker tests queue and run."""

import os
import time
from pathlib import Path

from prisoners_tracker.celery import app

# What is tested is the broker: a worker that loads none of the house's own tasks is there in a second.
app.loader.import_default_modules = list


@app.task(name="probe.leave_trace")
def leave_trace(folder: str, word: str, seconds: float = 0) -> None:
    trace = Path(folder) / word
    trace.with_suffix(".begun").write_text(str(os.getpid()))
    time.sleep(seconds)
    trace.write_text("done")
