"""Ask one address of the house whether it is well, as one of the hosts it answers to. Ends with 0 when it is.

python scripts/healthcheck.py http://127.0.0.1:8000/healthz
"""

import http.client
import os
import sys
from urllib.parse import urlsplit


def main(address: str) -> int:
    url = urlsplit(address)
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection(url.hostname or "127.0.0.1", url.port, timeout=4)
    try:
        connection.request("GET", url.path or "/", headers={"Host": host})
        response = connection.getresponse()
        print(response.status, response.read(500).decode(errors="replace"))
    except OSError as error:
        print(error)
        return 1
    return 0 if response.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
