"""Reads keys as JSON and prints for each what badkeys finds in its numbers: names of checks, with the subtest after a slash.

Only badkeys' checks of RSA numbers are loaded, and none that reads a list of known keys or primes. Its top module would want a newer
pyOpenSSL than Debian's, for certificates.
"""

import importlib.metadata
import json
import sys
import types

badkeys = types.ModuleType("badkeys")
badkeys.__path__ = [str(importlib.metadata.distribution("badkeys").locate_file("badkeys"))]
sys.modules["badkeys"] = badkeys

from badkeys import rsakeys  # noqa: E402

checks = ["fermat", "pattern", "roca", "rsabias", "rsainvalid", "rsapoly", "rsawarnings", "smalld", "smallfactors", "xzbackdoor"]
results = []
for key in json.load(sys.stdin):
    n, e = int(key["n"], 16), int(key["e"], 16)
    found = []
    for name in checks:
        result = getattr(rsakeys, name)(n, e)
        if result is not False:
            found.append(name + ("/" + result["subtest"] if "subtest" in result else ""))
    results.append(found)
json.dump(results, sys.stdout)
