"""What the scripts that measure share: building for release, and a line for each figure beside its bound."""

import base64
import os
import pathlib
import random
import struct
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCRATCH = ROOT / ".build-release"
missed = []


def built(package, product):
    """The path of a product, built for release."""
    scratch = SCRATCH if package == ROOT else SCRATCH / package.name
    # As README installs it.
    command = [
        "swift", "build", "-c", "release", "--static-swift-stdlib", "--toolset", str(ROOT / "Tools" / "release-toolset.json"),
        "--package-path", str(package), "--scratch-path", str(scratch),
    ]
    # The toolset's paths begin at the root.
    subprocess.run([*command, "--quiet", "--product", product], check=True, cwd=ROOT)
    folder = subprocess.run([*command, "--show-bin-path"], check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    return os.path.join(folder, product)


def report(name, figure, bound, detail="", at_most=True):
    """One line of the result."""
    good = figure <= bound if at_most else figure >= bound
    if not good:
        missed.append(name)
    relation = "at most" if at_most else "at least"
    print(f"{'ok    ' if good else 'MISSED'}  {name}: {figure:.2f} ({relation} {bound})  {detail}", flush=True)


def finish():
    """Ends the program with 1 if a figure missed its bound."""
    if missed:
        sys.exit(f"{len(missed)} missed: {', '.join(missed)}")


def authorized_keys(path, count):
    """Lines with random odd numbers for moduli: whether they are products of two primes nobody looks at here."""
    numbers = random.Random(1)
    start = struct.pack(">I", 7) + b"ssh-rsa" + struct.pack(">I", 3) + b"\1\0\1" + struct.pack(">I", 257) + b"\0"
    with open(path, "wb") as file:
        for index in range(count):
            modulus = (numbers.getrandbits(2048) | 1 << 2047 | 1).to_bytes(256, "big")
            file.write(b"ssh-rsa " + base64.b64encode(start + modulus) + b" user%d@example.com\n" % index)
