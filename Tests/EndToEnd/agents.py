"""SSH agents that the program signs with: OpenSSH's own, and one that is told what to answer."""

import contextlib
import os
import pathlib
import socket
import struct
import subprocess
import threading

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

import material


class RealAgent:
    """An ssh-agent in a folder of its own. What ssh-add or the agent would ask at a terminal they ask the program `askpass` there."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o700)
        self.path = self.folder / "socket"
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(self.folder), "SSH_AUTH_SOCK": str(self.path), "SSH_ASKPASS": str(self.folder / "askpass"),
            "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0", "SOFTHSM2_CONF": str(self.folder / "softhsm2.conf"), "LC_ALL": "C.UTF-8",
        }

    def __enter__(self):
        self.process = subprocess.Popen(
            ["ssh-agent", "-D", "-a", str(self.path)], env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        # It says where its socket is once that is there.
        assert self.process.stdout.readline()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    @property
    def variable(self):
        return {"SSH_AUTH_SOCK": str(self.path)}

    def answer_questions(self, answer):
        """What is answered from now on; None refuses."""
        script = self.folder / "askpass"
        script.write_text(f"#!/bin/sh\necho '{answer}'\n" if answer is not None else "#!/bin/sh\nexit 1\n")
        script.chmod(0o700)

    def run(self, *command):
        finished = subprocess.run(
            list(map(str, command)), env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert finished.returncode == 0, (command, finished.stdout, finished.stderr)
        return finished.stdout

    def add(self, path, *options):
        self.run("ssh-add", *options, path)

    def token(self, pin="1234"):
        """Puts a new key on a token of SoftHSM's, which this agent signs with; gives its public line."""
        (self.folder / "tokens").mkdir()
        (self.folder / "softhsm2.conf").write_text(f"directories.tokendir = {self.folder / 'tokens'}\n")
        self.run("softhsm2-util", "--init-token", "--free", "--label", "test", "--pin", pin, "--so-pin", "12345678")
        key = self.folder / "token.pem"
        key.write_bytes(material.pem(material.key("on a token"), "pkcs8"))
        self.run("softhsm2-util", "--import", key, "--token", "test", "--label", "key", "--id", "01", "--pin", pin)
        key.unlink()
        self.answer_questions(pin)
        (library,) = self.run("find", "/usr/lib", "-name", "libsofthsm2.so").split()[:1]
        self.run("ssh-add", "-s", library)
        return material.public_line(material.key("on a token"))


def string(data):
    return struct.pack(">I", len(data)) + data


class FakeAgent:
    """Lists one key. A request for a signature it answers with what `sign` makes of the message, an algorithm and a signature; None doesn't
    answer at all."""

    def __init__(self, path, key):
        self.path = str(path)
        self.key = key
        self.sign = lambda message: (b"rsa-sha2-256", key.sign(message, padding.PKCS1v15(), hashes.SHA256()))
        self.lists = True
        self.asked = threading.Event()
        self.messages = []

    @property
    def variable(self):
        return {"SSH_AUTH_SOCK": self.path}

    def answer(self, request):
        if request[0] == 11:
            if not self.lists:
                return None
            blob = material.blob(material.public_line(self.key))
            return b"\x0c" + struct.pack(">I", 1) + string(blob) + string(b"a key")
        if request[0] == 13:
            length = struct.unpack(">I", request[1:5])[0]
            rest = request[5 + length:]
            message = rest[4:4 + struct.unpack(">I", rest[:4])[0]]
            self.messages.append(message)
            signed = self.sign(message)
            return signed and b"\x0e" + string(string(signed[0]) + string(signed[1]))
        return b"\x05"

    def serve(self, connection):
        with connection, contextlib.suppress(OSError):
            while head := connection.recv(4, socket.MSG_WAITALL):
                request = connection.recv(struct.unpack(">I", head)[0], socket.MSG_WAITALL)
                answer = self.answer(request)
                if answer is None:
                    self.asked.set()
                    connection.recv(1)
                    return
                connection.sendall(string(answer))

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def __enter__(self):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(16)
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        os.unlink(self.path)
