"""Asks the web server of this container how the whole is; exit code 0 when all is well."""

import http.client
import os
import sys


def main() -> int:
    """Ask as the reverse proxy would: under the public name, saying that the visitor came by https."""
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=6)
    try:
        connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
