"""A district that answers as it is told to, by protocol.md alone: fake-district.py CERTIFICATE KEY FOLDER [PORT].

FOLDER/mode is read at each request: "normal", or the fault to play. Every request becomes a line of FOLDER/requests
(method, path, Authorization), every command a line of FOLDER/commands. With mode "listen" nothing is parsed: what comes
through the finished handshake is written to FOLDER/bytes, each connection to FOLDER/connections.
Prints "listening on https://127.0.0.1:PORT".
"""

import gzip
import hashlib
import http.server
import json
import os
import ssl
import sys

CERTIFICATE, KEY, FOLDER = sys.argv[1:4]
PORT = int(sys.argv[4]) if len(sys.argv) > 4 else 0
DISTRICT = "0192f0c1-0000-7000-8000-000000000001"
TIME = "2026-11-23T01:00:00Z"
TICKET = {
    "id": "t-1", "number": "20261123-0001", "title": "工地夜间施工", "content": "夜里还在打桩。", "kind": "complaint",
    "channel": "city_hotline", "state": "pending_sign", "version": 1, "records": 0, "office": "dml", "handler": None,
    "citizen": {"name": "陈小满", "phone": "13973001234", "phone2": None, "address": None, "anonymous": False,
                "confidential": False, "no_callback": False},
    "public_consent": None, "category": ["城市管理", "噪声"], "place": None, "received_at": "2026-11-23T08:00:00+08:00",
    "dispatched_at": "2026-11-23T08:30:00+08:00", "started_at": "2026-11-23T08:30:00+08:00", "signed_at": None,
    "contacted_at": None, "replied_at": None, "statement_at": None, "suspended_at": None,
    "due_sign": "2026-11-23T14:30:00+08:00", "due_contact": "2026-11-24T17:30:00+08:00",
    "due": "2026-11-30T17:30:00+08:00", "due_upstream": None, "flags": [], "rework": 0, "extensions": 0,
    "policy": "policy-1", "demands": [], "extra": {},
}
PERSON = {"id": "p-zhang", "name": "张某某", "office": "dml", "active": True}


def note(name, text):
    with open(os.path.join(FOLDER, name), "a", encoding="utf-8") as file:
        file.write(text + "\n")


def mode():
    with open(os.path.join(FOLDER, "mode"), encoding="utf-8") as file:
        return file.read().strip()


def line(kind, row, **more):
    return {"kind": kind, "id": row["id"], "version": row.get("version", 1), "row": row, **more}


def digest(rows):
    total = sum(int.from_bytes(hashlib.sha256(f"{i}:{v}".encode()).digest()[:8], "big") for i, v in rows) % 2**64
    return {"tickets": {"count": len(rows), "sum": f"{total:016x}"}}


def feed(fault):
    """The lines of one answer of the feed, and whether it ends as it should."""
    bad = {"ticket_without_state": {k: v for k, v in TICKET.items() if k != "state"} | {"id": "t-2", "number": "20261123-0002"}}
    rows = [TICKET] + ([bad[fault]] if fault in bad else [])
    lines = [line("person", PERSON)] + [line("ticket", row) for row in rows]
    lines = [json.dumps(each, ensure_ascii=False) for each in lines]
    if fault == "nested":
        lines.append('{"kind":"ticket","id":"t-3","version":1,"row":{"extra":' + "[" * 10000 + "]" * 10000 + "}}")
    if fault == "oversized":
        lines.append(json.dumps(line("ticket", TICKET | {"id": "t-4", "content": "长" * 700000}), ensure_ascii=False))
    end = {"cursor": "c-1", "more": False, "head": "c-1", "time": TIME, "digest": digest([(r["id"], r["version"]) for r in rows])}
    lines += [json.dumps({"mark": {"cursor": "c-1"}}), json.dumps({"end": end})]
    return lines[:-2] if fault == "cut" else lines


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def send(self, status, body, kind="application/json", echo=True, **headers):
        self.send_response_only(status)
        self.send_header("Date", "Mon, 23 Nov 2026 01:00:00 GMT")
        self.send_header("Huiyin-Protocol", "1")
        self.send_header("Huiyin-Epoch", "e-1")
        self.send_header("Huiyin-Request", self.headers["Huiyin-Request"] if echo else "0192f0c1-0000-7000-8000-00000000ffff")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def problem(self, status, code, **headers):
        body = json.dumps({"type": "about:blank#" + code, "title": code, "status": status, "detail": "…"}).encode()
        self.send(status, body, "application/problem+json", **headers)

    def faulty(self, fault):
        """Answers that are wrong whatever was asked; True when one was given."""
        if fault == "portal":
            self.send_response_only(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "24")
            self.end_headers()
            self.wfile.write(b"<html>please log in</html>"[:24])
        elif fault == "redirect":
            self.send(302, b"", Location=f"https://127.0.0.1:{self.server.server_port}/login")
        elif fault == "wrong_echo":
            self.send(200, b"{}", echo=False)
        elif fault == "500":
            self.send(500, b"<h1>Internal Server Error</h1>", "text/html")
        elif fault == "401":
            self.problem(401, "unauthorized")
        elif fault == "429":
            self.problem(429, "slow_down", Retry_After="120")
        elif fault == "429_shortly":
            self.problem(429, "slow_down", Retry_After="1")
        elif fault == "html":
            self.send(200, b"<html>hello</html>", "text/html")
        else:
            return False
        return True

    def do_GET(self):
        fault = mode()
        note("requests", f"GET {self.path} {self.headers['Authorization']}")
        if self.faulty(fault):
            return
        if self.path == "/v1/health":
            self.send(200, json.dumps({"name": "试验区热线办", "district": DISTRICT, "protocol": 1, "min_protocol": 1, "time": TIME}).encode())
        elif not self.path.startswith("/v1/changes"):
            self.problem(404, "not_found")
        elif "since=c-1" in self.path and fault == "normal":
            self.send(200, (feed("normal")[-1] + "\n").encode(), "application/x-ndjson")
        elif fault == "truncated_gzip":
            packed = gzip.compress(("\n".join(feed(fault)) + "\n").encode())
            self.send(200, packed[:len(packed) // 2], "application/x-ndjson", Content_Encoding="gzip")
        else:
            self.send(200, ("\n".join(feed(fault)) + "\n").encode(), "application/x-ndjson")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fault = mode()
        note("requests", f"POST {self.path} {self.headers['Authorization']}")
        if self.faulty(fault):
            return
        asked = json.loads(body)
        if self.path == "/v1/enrol":
            self.send(201, json.dumps({"token": "secret-token-0123456789", "device": asked["device"], "district": DISTRICT,
                                       "office": {"id": "dml", "name": "东茅岭街道", "kind": "street"}, "epoch": "e-1"}).encode())
            return
        for command in asked["commands"]:
            note("commands", command["id"])
        self.send(200, self.results(fault, asked["commands"]))

    def results(self, fault, commands):
        results = [{"id": c["id"], "result": "applied", "version": 1, "at": TIME, "receipt": "r"} for c in commands]
        if fault == "other_results":
            results = [r | {"id": "0192f0c1-0000-7000-8000-00000000eeee"} for r in results]
        body = json.dumps({"results": results, "time": TIME}).encode()
        if fault == "nested":
            return b'{"results":' + b"[" * 10000 + b"]" * 10000 + b"}"
        if fault == "oversized":
            return body[:-1] + b',"more":"' + b"x" * (32 * 1024 * 1024) + b'"}'
        return body[:len(body) // 2] if fault in ("cut", "truncated_gzip") else body


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", PORT), Handler)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(CERTIFICATE, KEY)

    def handle_error(self, request, client_address):
        pass

    def process_request_thread(self, request, client_address):
        try:
            request.settimeout(20)
            secure = self.context.wrap_socket(request, server_side=True)
        except OSError as error:
            note("connections", f"no handshake: {error}")
            self.shutdown_request(request)
            return
        if mode() == "listen":
            listen(secure)
            self.shutdown_request(request)
        else:
            super().process_request_thread(secure, client_address)


def listen(secure):
    count = 0
    try:
        while chunk := secure.recv(65536):
            count += len(chunk)
            with open(os.path.join(FOLDER, "bytes"), "ab") as file:
                file.write(chunk)
    except OSError as error:
        note("connections", f"ended: {error}")
    note("connections", f"{count} bytes")


server = Server()
print(f"listening on https://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever(poll_interval=0.05)
