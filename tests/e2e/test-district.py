"""The district server over its wire: each case has a district of its own, and nothing but protocol.md to go by."""

import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import uuid
import warnings

PROGRAM = os.environ["HUIYIN_DISTRICT"]
NOW = "2026-11-23T09:00:00+08:00"


class District:
    """A folder with two offices and a person in each, and the server that stands on it."""

    def __init__(self, base):
        self.folder = os.path.join(base, "district")
        self.base = base
        self.now = NOW
        self.server = None
        self.run("init", self.folder, "--name", "试验区")
        for office, name, person in (("o1", "湖滨街道", "p1"), ("o2", "住建局", "p2")):
            self.run("office", self.folder, "add", office, name)
            self.run("person", self.folder, "add", person, name + "的人", "--office", office)

    def environment(self):
        return dict(os.environ, HUIYIN_NOW=self.now, LC_ALL="C.UTF-8")

    def run(self, *words, expect=0):
        done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, env=self.environment(), check=False)
        assert done.returncode == expect, (words, done.returncode, done.stderr)
        return done.stdout

    def event(self, ticket, *words):
        self.run("event", self.folder, ticket, *words)

    def tickets(self, numbers, office="o1", words=1):
        path = os.path.join(self.base, "in.csv")
        with open(path, "w", encoding="utf-8") as out:
            out.write("工单编号,标题,内容,联系电话\n")
            for number in numbers:
                out.write(f"{number},路灯 {number},{'不亮' * words},13900000001\n")
        self.run("import", self.folder, path, "--office", office)
        return {row["number"]: row["id"] for row in json.loads(self.run("tickets", self.folder))}

    def show(self, ticket):
        return json.loads(self.run("show", self.folder, ticket))

    def serve(self):
        self.server = subprocess.Popen([PROGRAM, "serve", self.folder, "--listen", "127.0.0.1:0"],
                                       stdout=subprocess.PIPE, text=True, env=self.environment())
        line = self.server.stdout.readline().strip()
        assert line.startswith("listening on https://127.0.0.1:"), line
        self.port = int(line.rsplit(":", 1)[1])
        self.trust = ssl.create_default_context(cafile=os.path.join(self.folder, "ca.pem"))

    def stop(self, how=signal.SIGTERM):
        self.server.send_signal(how)
        status = self.server.wait(30)
        self.server.stdout.close()
        self.server = None
        return status

    def ask(self, method, path, body=None, token=None, headers=None):
        """Any reply of the application carries these four, whatever its status."""
        request = str(uuid.uuid4())
        sent = {"Huiyin-Protocol": "1", "Huiyin-Request": request}
        if token:
            sent["Authorization"] = "Bearer " + token
        sent.update(headers or {})
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.trust, timeout=60)
        try:
            connection.request(method, path, data, sent)
            reply = connection.getresponse()
            reply.text = reply.read()
        finally:
            connection.close()
        assert reply.headers["Huiyin-Request"] == request, (method, path, reply.status, reply.headers)
        assert reply.headers["Huiyin-Protocol"] == "1" and reply.headers["Huiyin-Epoch"], reply.headers
        assert reply.headers["Date"].startswith("Mon, 23 Nov 2026 "), reply.headers["Date"]
        return reply

    def enrol(self, office="o1"):
        code = self.run("code", self.folder, office).strip()
        reply = self.ask("POST", "/v1/enrol", enrolment(code, str(uuid.uuid4())))
        assert reply.status == 201, reply.text
        return Device(self, json.loads(reply.text))


class Device:
    def __init__(self, district, answer):
        self.district = district
        self.token = answer["token"]
        self.id = answer["device"]["id"]
        self.epoch = answer["epoch"]
        self.seq = 0

    def command(self, kind, ticket, body=None, **others):
        self.seq += 1
        return dict({"id": str(uuid.uuid4()), "seq": self.seq, "after": None, "person": "p1", "ticket": ticket,
                     "kind": kind, "v": 1, "made_at": NOW, "clock_offset_ms": 0, "base_version": 1000,
                     "body": body or {}, "blobs": []}, **others)

    def batch(self, commands):
        return {"device": self.id, "epoch": self.epoch, "commands": commands}

    def post(self, *commands):
        reply = self.district.ask("POST", "/v1/commands", self.batch(commands), self.token)
        assert reply.status == 200, reply.text
        return json.loads(reply.text)["results"]

    def page(self, since="", **others):
        query = "".join(f"&{name}={value}" for name, value in others.items())
        reply = self.district.ask("GET", f"/v1/changes?since={since}{query}", token=self.token)
        assert reply.status == 200, (reply.status, reply.text)
        lines = [json.loads(line) for line in reply.text.decode().splitlines()]
        return lines, lines[-1]["end"]

    def pull(self, since="", **others):
        every = []
        while True:
            lines, end = self.page(since, **others)
            every += lines
            since = end["cursor"]
            if not end["more"]:
                return every, end


def enrolment(code, device):
    return {"code": code, "device": {"id": device, "name": "PC", "platform": "linux"}}


def contact():
    return {"channel": "phone", "direction": "out", "outcome": "reached", "at": NOW, "purpose": ["confirm"],
            "demands": [{"id": "d1", "text": "修路灯", "confirmed": True}]}


def reply_body():
    return {"answers": [{"demand_id": "d1", "finding": "true", "result": "已修", "done": True, "by": None}],
            "contact_summary": "已联系", "investigation": "已到场", "result_kind": "solved", "basis": [],
            "citizen_opinion": {"value": "satisfied", "words": ""}}


def code_of(result):
    return result["result"] + ("/" + result["code"] if "code" in result else "")


def problem(reply):
    assert reply.headers["Content-Type"] == "application/problem+json", reply.headers
    return reply.status, json.loads(reply.text)["type"].split("#")[1]


def digest_of(versions):
    total = 0
    for ident, version in versions.items():
        total += int.from_bytes(hashlib.sha256(f"{ident}:{version}".encode()).digest()[:8], "big")
    return {"count": len(versions), "sum": f"{total % 2 ** 64:016x}"}


def errors_are_the_districts(d):
    d.serve()
    device = d.enrol()
    batch = device.batch([])
    cases = [("GET", "/nothing", None, None, 404, "not_found"),
             ("POST", "/v1/health", {}, None, 400, "bad_request"),
             ("GET", "/v1/changes", None, None, 401, "unauthorized"),
             ("GET", "/v1/changes?since=mine", None, device.token, 410, "cursor_expired"),
             ("GET", "/v1/tickets/nothing", None, device.token, 404, "not_found"),
             ("POST", "/v1/commands", b"{", device.token, 400, "bad_request"),
             ("POST", "/v1/commands", dict(batch, device="other"), device.token, 400, "bad_request"),
             ("POST", "/v1/commands", dict(batch, epoch="other"), device.token, 409, "epoch_changed"),
             ("POST", "/v1/commands", dict(batch, commands=[{}] * 201), device.token, 413, "too_large")]
    for method, path, body, token, status, code in cases:
        assert problem(d.ask(method, path, body, token)) == (status, code), (method, path)
    d.run("revoke", d.folder, "nobody", expect=1)


def a_connection_serves_many_requests(d):
    d.serve()
    silent = [socket.create_connection(("127.0.0.1", d.port), timeout=30) for _ in range(40)]
    connection = http.client.HTTPSConnection("127.0.0.1", d.port, context=d.trust, timeout=30)
    asked = [("/v1/health", 200), ("/nothing", 404), ("/v1/scope", 401), ("/v1/health", 200)]
    for i, (path, status) in enumerate(asked):
        connection.request("GET", path, headers={"Huiyin-Protocol": "1", "Huiyin-Request": f"r{i}"})
        reply = connection.getresponse()
        reply.read()
        assert (reply.status, reply.headers["Huiyin-Request"]) == (status, f"r{i}"), (path, reply.status)
    connection.close()
    with socket.create_connection(("127.0.0.1", d.port), timeout=30) as plain:
        with d.trust.wrap_socket(plain, server_hostname="127.0.0.1") as line:
            for i, last in enumerate(["", "", "Connection: close\r\n"]):
                line.sendall("GET /v1/health HTTP/1.1\r\nHost: x\r\nHuiyin-Protocol: 1\r\n"
                             f"Huiyin-Request: p{i}\r\n{last}\r\n".encode())
            got = b""
            while chunk := line.recv(65536):
                got += chunk
    echoes = [line for line in got.decode().splitlines() if line.startswith("Huiyin-Request")]
    assert echoes == [f"Huiyin-Request: p{i}" for i in range(3)], echoes
    for one in silent:
        one.close()


def only_tls_from_1_2_on(d):
    d.serve()
    for version, welcome in ((ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True)):
        context = ssl.create_default_context(cafile=os.path.join(d.folder, "ca.pem"))
        context.set_ciphers("ALL:@SECLEVEL=0")
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
        try:
            with socket.create_connection(("127.0.0.1", d.port), timeout=30) as plain:
                context.wrap_socket(plain, server_hostname="127.0.0.1").close()
            accepted = True
        except (ssl.SSLError, OSError):
            accepted = False
        assert accepted == welcome, version
    with socket.create_connection(("127.0.0.1", d.port), timeout=30) as plain:
        plain.sendall(b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
        try:
            assert not plain.recv(100).startswith(b"HTTP")
        except ConnectionError:
            pass
    assert d.ask("GET", "/v1/health").status == 200


def a_code_is_one_devices(d):
    d.serve()
    code = d.run("code", d.folder, "o1").strip()

    def ask(typed, device):
        return d.ask("POST", "/v1/enrol", enrolment(typed, device))

    lost = json.loads(ask(code, "pc-1").text)["token"]
    assert problem(ask(code, "pc-2")) == (403, "bad_code")
    token = json.loads(ask(code.lower().replace("-", " "), "pc-1").text)["token"]
    assert d.ask("GET", "/v1/scope", token=lost).status == 401
    assert d.ask("GET", "/v1/scope", token=token).status == 200
    assert problem(ask(code, "pc-1")) == (403, "bad_code")
    assert d.ask("GET", "/v1/scope", token=token).status == 200
    for _ in range(50):
        slow = ask("AAAA-AAAA", "pc-3")
        if slow.status == 429:
            break
    assert problem(slow) == (429, "slow_down") and int(slow.headers["Retry-After"]) > 0


def the_feed_resumes_at_any_mark(d):
    d.tickets(f"T{i:03d}" for i in range(600))
    d.serve()
    device = d.enrol()
    lines, end = device.pull()
    marks = [i for i, line in enumerate(lines) if "mark" in line]
    assert len(marks) >= 2
    run = 0
    for line in lines:
        run = run + 1 if "kind" in line else 0
        assert run <= 500
    for i in marks:
        again, _ = device.pull(lines[i]["mark"]["cursor"])
        wanted = {(x["kind"], x["id"]) for x in lines[i:] if "kind" in x}
        assert {(x["kind"], x["id"]) for x in again if "kind" in x} == wanted
    versions = {x["id"]: x["version"] for x in lines if x.get("kind") == "ticket"}
    assert end["digest"]["tickets"] == digest_of(versions)


def a_bootstrap_while_the_district_works(d):
    ids = d.tickets(f"T{i:03d}" for i in range(200))
    d.serve()
    device = d.enrol()
    held, since, pages, ticket = {}, "", 0, None
    while True:
        lines, end = device.page(since, limit=40)
        since, pages = end["cursor"], pages + 1
        for line in lines:
            ticket = line["id"] if line.get("kind") == "ticket" else ticket
            if line.get("kind") == "ticket":
                held[line["id"]] = line["version"]
            elif line.get("kind") == "record":
                assert line["ticket"] == ticket
            elif line.get("kind") == "leave":
                held.pop(line["id"], None)
        if pages == 2:
            d.event("T000", "urged")
            d.event("T001", "reassigned", "to=o2")
            d.event("T199", "reassigned", "to=o2")
            d.event("T199", "reassigned", "to=o1")
        if not end["more"]:
            break
    assert pages > 5 and ids["T001"] not in held and ids["T199"] in held
    assert end["digest"]["tickets"] == digest_of(held)


def another_process_wakes_who_waits(d):
    ids = d.tickets(["T1"])
    d.serve()
    device = d.enrol()
    _, end = device.pull()
    got = []
    waiting = threading.Thread(target=lambda: got.append(device.page(end["cursor"], wait=50)))
    waiting.start()
    d.event("T1", "urged", "text=快")
    waiting.join(20)
    assert got, "still waiting"
    lines, _ = got[0]
    assert [x["kind"] for x in lines if "kind" in x] == ["ticket", "record"], lines
    assert lines[0]["id"] == ids["T1"] and lines[0]["row"]["flags"] == ["urged:1"] and lines[0]["row"]["extra"] == {}


def one_fault_stops_nobody_else(d):
    ids = d.tickets(["T1", "T2"])
    other = d.tickets(["X1"], office="o2")["X1"]
    d.serve()
    device = d.enrol()
    first = device.command("progress", ids["T1"], {"text": "一"})
    second = device.command("progress", ids["T1"], {"text": "二", "own": {"n": 1}}, after=first["id"])
    lost = device.command("progress", ids["T2"], {"text": "三"}, after=str(uuid.uuid4()))
    batch = [(device.command("frob", "nothing", person="nobody"), "refused/unknown_kind"),
             (dict(device.command("progress", "nothing", person="nobody"), made_at=5), "refused/bad_body"),
             (device.command("progress", "nothing", person="p2"), "refused/unknown_person"),
             (device.command("progress", other), "refused/not_yours"),
             (device.command("progress", ids["T1"]), "refused/bad_body"),
             ("rubbish", "refused/bad_body"), (first, "applied"), (second, "applied"), (lost, "held"),
             (device.command("reply", ids["T1"], reply_body()), "refused/wrong_state"), (first, "duplicate"),
             (dict(first, body={"text": "別的"}), "refused/id_reused"),
             (device.command("sign", ids["T2"]), "applied")]
    results = device.post(*[command for command, _ in batch])
    assert [code_of(x) for x in results] == [wanted for _, wanted in batch]
    assert results[4]["field"] == "text" and results[8]["missing"] == [lost["after"]]
    assert results[10]["first"] == results[6]
    timeline = d.show("T1")["timeline"]
    assert [x["id"] for x in timeline[1:]] == [first["id"], second["id"]] and timeline[2]["body"] == second["body"]


def sent_six_times_applied_once(d):
    ids = d.tickets(["T1"])
    d.serve()
    device = d.enrol()
    command = device.command("progress", ids["T1"], {"text": "一"})
    got = []
    threads = [threading.Thread(target=lambda: got.append(device.post(command)[0]["result"])) for _ in range(6)]
    for thread in threads:
        thread.start()
    d.event("T1", "urged")
    for thread in threads:
        thread.join()
    assert sorted(got) == ["applied"] + ["duplicate"] * 5
    assert d.show("T1")["ticket"]["records"] == 3


def killed_after_an_answer(d):
    ids = d.tickets(["T1"])
    d.serve()
    device = d.enrol()
    answered = []
    enough = threading.Event()

    def pump():
        try:
            while True:
                command = device.command("progress", ids["T1"], {"text": "一"})
                assert device.post(command)[0]["result"] == "applied"
                answered.append(command["id"])
                if len(answered) == 10:
                    enough.set()
        except (OSError, http.client.HTTPException):
            pass

    thread = threading.Thread(target=pump)
    thread.start()
    assert enough.wait(60)
    d.stop(signal.SIGKILL)
    thread.join()
    kept = {record["id"] for record in d.show("T1")["timeline"]}
    assert set(answered) <= kept and len(kept) <= len(answered) + 2


def rescue_takes_more_than_a_batch(d):
    ids = d.tickets(["T1"])
    d.serve()
    device = d.enrol()
    d.stop()
    commands = [device.command("progress", ids["T1"], {"text": str(i)}) for i in range(450)]
    path = os.path.join(d.base, "rescue.json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump(device.batch(commands), out)
    results = json.loads(d.run("commands", d.folder, path))["results"]
    assert [(x["id"], x["result"]) for x in results] == [(x["id"], "applied") for x in commands]
    results = json.loads(d.run("commands", d.folder, path))["results"]
    assert {x["result"] for x in results} == {"duplicate"} and d.show("T1")["ticket"]["records"] == 451


def a_restored_district_is_given_back_what_it_said(d):
    ids = d.tickets(["T1", "T2"])
    backup = os.path.join(d.base, "backup")
    d.serve()
    device = d.enrol()
    sent = []

    def send(kind, ticket, body=None):
        command = device.command(kind, ticket, body)
        answer = device.post(command)[0]
        assert answer["result"] == "applied", answer
        sent.append(dict(command, receipt=answer["receipt"]))

    send("sign", ids["T1"])
    send("contact", ids["T1"], contact())
    _, end = device.pull()
    d.run("backup", d.folder, backup)
    send("reply", ids["T1"], reply_body())
    send("sign", ids["T2"])
    send("sign", d.tickets(["T3"])["T3"])
    d.run("restore", d.folder, backup, expect=5)
    assert d.stop() == 0
    d.run("restore", d.folder, backup)
    d.now = "2026-11-23T10:00:00+08:00"
    d.event("T2", "reassigned", "to=o2")
    d.serve()
    old = d.ask("GET", f"/v1/changes?since={end['cursor']}", token=device.token)
    assert problem(old) == (410, "cursor_expired") and old.headers["Huiyin-Epoch"] != device.epoch
    device.epoch = old.headers["Huiyin-Epoch"]
    results = device.post(*sent)
    assert [x["result"] for x in results] == ["duplicate", "duplicate", "applied", "applied", "held"], results
    assert results[4]["missing"] == [sent[4]["ticket"]]
    assert d.show("T1")["ticket"]["state"] == "submitted"
    moved = d.show("T2")
    assert moved["ticket"]["state"] == "pending_sign" and moved["timeline"][-1]["review"] is True
    assert [x["result"] for x in device.post(*sent[:4])] == ["duplicate"] * 4


CASES = [errors_are_the_districts, a_connection_serves_many_requests, only_tls_from_1_2_on,
         a_code_is_one_devices, the_feed_resumes_at_any_mark, a_bootstrap_while_the_district_works,
         another_process_wakes_who_waits, one_fault_stops_nobody_else, sent_six_times_applied_once,
         killed_after_an_answer, rescue_takes_more_than_a_batch, a_restored_district_is_given_back_what_it_said]


def run(number, case):
    base = tempfile.mkdtemp(prefix="huiyin-e2e-")
    district = None
    try:
        district = District(base)
        case(district)
        if district.server:
            assert district.stop() == 0, "the server did not end well"
    except Exception as fault:  # pylint: disable=broad-except
        print(f"not ok {number} {case.__name__}\n# {type(fault).__name__}: {fault!s:.2000}")
        return False
    finally:
        if district and district.server:
            district.stop(signal.SIGKILL)
        shutil.rmtree(base)
    print(f"ok {number} {case.__name__}", flush=True)
    return True


def main():
    print(f"1..{len(CASES)}", flush=True)
    return 0 if all([run(i + 1, case) for i, case in enumerate(CASES)]) else 1


if __name__ == "__main__":
    sys.exit(main())
