#!/usr/bin/env python3
"""Run the whole application on this machine: « python3 run.py --help » says how."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must read a sentence, not a syntax error
    sys.exit(
        "Python 3.11 ou plus récent est nécessaire ; celui-ci est Python {}.{}.".format(*sys.version_info)
    )

if __name__ == "__main__":
    from launcher.cli import main

    sys.exit(main(sys.argv[1:]))
