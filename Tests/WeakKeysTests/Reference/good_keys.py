"""Makes good keys with openssl and ssh-keygen and prints their public numbers as JSON. The keys are gone when it ends."""

import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives.serialization import load_pem_private_key


def make(job):
    number, tool, bits = job
    path = os.path.join(folder, str(number))
    if tool == "openssl":
        command = ["openssl", "genrsa", "-out", path, str(bits)]
    else:
        command = ["ssh-keygen", "-q", "-t", "rsa", "-b", str(bits), "-m", "PEM", "-N", "", "-f", path]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    with open(path, "rb") as file:
        numbers = load_pem_private_key(file.read(), None).public_key().public_numbers()
    return {"name": f"{tool} {bits} #{number}", "n": "%x" % numbers.n, "e": "%x" % numbers.e}


sizes = [2048] * 184 + [3072] * 10 + [4096] * 6
jobs = [(number, ("openssl", "ssh-keygen")[number % 2], bits) for number, bits in enumerate(sizes)]
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
    json.dump(list(pool.map(make, jobs)), sys.stdout)
