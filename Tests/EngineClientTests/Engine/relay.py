"""What may stand between a client and an engine: a relay that spoils the answer, or a proxy.

Usage: relay.py OPTIONS, a JSON object with these members:
    kind      "relay", "http" (a proxy by CONNECT) or "socks" (SOCKS 5)
    upstream  port of 127.0.0.1 that a relay passes everything on to, and a proxy connects to whatever it is asked for
    after     how many bytes of the answer a relay passes on; without it all of them
    then      what it does then: "reset", "close", "stall", "garbage"
    replace   [text, text]: the first is replaced by the second in the answer's head
    user      "name:password" that a proxy by CONNECT wants
    refuse    status that it refuses with

The first line of its output is a JSON object with the port. Then each line of its input is a JSON object whose members replace options, and is
answered with a line: what was asked of the proxy so far. It ends when its input does.
"""

import asyncio
import base64
import json
import socket
import struct
import sys

options = json.loads(sys.argv[1])
asked = []


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def spoil(reader, writer):
    """Passes the answer on as far as it may."""
    text, other = (part.encode() for part in options.get("replace", ["", ""]))
    after = options.get("after")
    passed = 0
    try:
        while data := await reader.read(65536):
            data = data.replace(text, other) if text else data
            if after is not None and passed + len(data) >= after:
                writer.write(data[:after - passed])
                await writer.drain()
                match options["then"]:
                    case "reset":
                        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    case "stall":
                        await asyncio.sleep(60)
                    case "garbage":
                        writer.write(b"\0\xff\r\n\r\n" * 20)
                        await writer.drain()
                return
            writer.write(data)
            await writer.drain()
            passed += len(data)
    except ConnectionError:
        pass
    finally:
        writer.close()


async def head_of(reader):
    return (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")


async def connect(reader, writer):
    """RFC 9110 section 9.3.6."""
    request, *headers = await head_of(reader)
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
    asked.append(request)
    status = options.get("refuse")
    if "user" in options and fields.get("proxy-authorization") != "Basic " + base64.b64encode(options["user"].encode()).decode():
        status = "407 Proxy Authentication Required"
    writer.write(f"HTTP/1.1 {status or '200 Connected'}\r\n{'Content-Length: 0' if status else 'X-Proxy: us'}\r\n\r\n".encode())
    await writer.drain()
    return status is None


async def socks(reader, writer):
    """RFC 1928."""
    _, count = await reader.readexactly(2)
    await reader.readexactly(count)
    writer.write(b"\x05\x00")
    _, _, _, kind = await reader.readexactly(4)
    length = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
    host = await reader.readexactly(length)
    port = int.from_bytes(await reader.readexactly(2))
    name = host.decode() if kind == 3 else socket.inet_ntop({4: socket.AF_INET, 16: socket.AF_INET6}[length], host)
    asked.append(f"{name} {port}")
    refused = "refuse" in options
    writer.write(bytes([5, 5 if refused else 0, 0, 1, 0, 0, 0, 0, 0, 0]))
    await writer.drain()
    return not refused


async def serve(reader, writer):
    try:
        if options["kind"] != "relay" and not await {"http": connect, "socks": socks}[options["kind"]](reader, writer):
            writer.close()
            return
        upstream_reader, upstream_writer = await asyncio.open_connection("127.0.0.1", options["upstream"])
    except (ConnectionError, asyncio.IncompleteReadError):
        writer.close()
        return
    back = asyncio.create_task((spoil if options["kind"] == "relay" else copy)(upstream_reader, writer))
    await copy(reader, upstream_writer)
    await back


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    input_ = asyncio.StreamReader(limit=1 << 22)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(input_), sys.stdin)
    while line := await input_.readline():
        options.update(json.loads(line))
        print(json.dumps({"asked": asked}), flush=True)


asyncio.run(main())
