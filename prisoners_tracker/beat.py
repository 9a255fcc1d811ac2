"""Beat by itself, for the embedded house: it sends names at times, so it loads no app and no database (50 MB less).

python -m prisoners_tracker.beat FILE     FILE keeps when each was last sent
"""

import sys

from celery.apps.beat import Beat

from prisoners_tracker.celery import app


class LightBeat(Beat):
    def init_loader(self) -> None:
        self.app.finalize()  # Celery's own would import every task, and with them all of Django


if __name__ == "__main__":
    LightBeat(app=app, loglevel="INFO", schedule=sys.argv[1]).run()
