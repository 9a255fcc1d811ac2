# One image for web, worker, beat and migrate; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 VAR_DIR=/srv/var
WORKDIR /srv/tracker

COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt

# Numbers, not names: an orchestrator can then see that it is not root.
RUN groupadd --gid 10001 tracker \
    && useradd --uid 10001 --gid tracker --home-dir /srv/var --no-create-home tracker \
    && install -d -o tracker -g tracker -m 0700 /srv/var
COPY . .
USER 10001:10001
VOLUME ["/srv/var"]
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "prisoners_tracker.wsgi:application"]
