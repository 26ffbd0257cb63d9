"""`nunchi serve` over real sockets: what people, programs and strangers send it."""
import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import unittest
from urllib.parse import urlsplit

from program import PROGRAM, FolderCase, run, samples

PHOTOS = samples() / "photos"
FEW = ("home.jpg", "orange.jpg", "messi5.jpg")


class Serving(FolderCase):
    """A server on a library of three photos."""

    def setUp(self):
        super().setUp()
        self.library = self.folder / "library"
        self.photos = self.folder / "photos"
        self.photos.mkdir()
        for name in FEW:
            shutil.copy(PHOTOS / name, self.photos / name)
        added = run("add", self.photos, "--library", self.library, "--files-only")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.start()

    def start(self, *arguments):
        self.server = subprocess.Popen(
            [PROGRAM, "serve", "--library", self.library, "--port", "0", "--files-only", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.stop)
        self.address = urlsplit(self.server.stdout.readline().strip())

    def stop(self, how=signal.SIGTERM):
        if self.server.poll() is None:
            self.server.send_signal(how)
            self.server.wait(timeout=30)
        self.server.stdout.close()
        self.server.stderr.close()

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=30)
        try:
            if isinstance(body, (dict, list)):
                body = json.dumps(body)
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def get(self, path):
        status, body, _ = self.ask("GET", path)
        self.assertEqual(status, 200, body)
        return json.loads(body)

    def socket(self):
        return socket.create_connection((self.address.hostname, self.address.port), timeout=30)


class Asking(Serving):
    def test_lists_photos_and_gives_previews_and_originals(self):
        entries = self.get("/api/v1/moments")["entries"]
        self.assertEqual(len(entries), len(FEW))
        asset = f"/api/v1/assets/{entries[0]['asset']}"
        status, preview, headers = self.ask("GET", asset + "/preview")
        self.assertEqual(status, 200)
        self.assertGreater(len(preview), 500)
        status, _, _ = self.ask("GET", asset + "/preview", headers={"If-None-Match": headers["ETag"]})
        self.assertEqual(status, 304)
        _, original, _ = self.ask("GET", asset + "/original")
        self.assertEqual(hashlib.sha256(original).hexdigest(), entries[0]["asset"])

    def test_gives_parts_of_originals_and_never_more_than_there_is(self):
        entry = self.get("/api/v1/moments")["entries"][0]
        path = f"/api/v1/assets/{entry['asset']}/original"
        _, whole, _ = self.ask("GET", path)
        for asked, part in (("bytes=0-9", whole[:10]), ("bytes=-7", whole[-7:]),
                            (f"bytes={len(whole) - 3}-{len(whole) + 999}", whole[-3:])):
            status, body, headers = self.ask("GET", path, headers={"Range": asked})
            self.assertEqual((status, body), (206, part), asked)
            self.assertTrue(headers["Content-Range"].endswith(f"/{len(whole)}"))
        self.assertEqual(self.ask("GET", path, headers={"Range": "bytes=99999999-"})[0], 416)
        self.assertEqual(self.ask("GET", path, headers={"Range": "bytes=0-1,5-6"})[1], whole)

    def test_tells_pages_what_another_program_changed_within_a_second(self):
        with self.socket() as events:
            events.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            events.settimeout(10)
            heard = b""
            while b"retry" not in heard:
                heard += events.recv(4096)
            time.sleep(0.5)
            began = time.monotonic()
            done = run("edit", self.photos / FEW[0], "--rating", "5", "--library", self.library)
            wrote = time.monotonic()
            self.assertEqual(done.returncode, 0, done.stderr)
            while b"event: change" not in heard:
                heard += events.recv(4096)
            self.assertLess(time.monotonic() - wrote, 1.0, f"command took {wrote - began:.2f} s")

    def test_stops_in_order_while_pages_listen(self):
        with self.socket() as events:
            events.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            events.recv(100)
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(timeout=30), 0)

    def test_follows_a_folder(self):
        self.stop()
        self.start(str(self.photos))
        shutil.copy(PHOTOS / "fruits.jpg", self.photos / "new.jpg")
        for _ in range(200):
            if self.get("/api/v1/status")["photos"] == len(FEW) + 1:
                return
            time.sleep(0.1)
        self.fail(self.get("/api/v1/jobs"))


class Strangers(Serving):
    def raw(self, text):
        with self.socket() as line:
            line.sendall(text)
            answer = b""
            while piece := line.recv(65536):
                answer += piece
                if b"\r\n\r\n" in answer:
                    break
            return answer

    def test_no_path_leads_out_of_the_library(self):
        (self.folder / "secret.txt").write_text("top secret")
        for path in ("/../secret.txt", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                     "/api/v1/assets/..%2f..%2fsecret.txt/original", "//etc/passwd",
                     "/api/v1/assets/" + "0" * 64 + "/original", "/app.js/../../secret.txt"):
            answer = self.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            self.assertRegex(answer[:15], rb"HTTP/1\.1 4\d\d", path)
            self.assertNotIn(b"root:", answer)
            self.assertNotIn(b"top secret", answer)

    def test_other_sites_pages_change_nothing(self):
        entry = self.get("/api/v1/moments")["entries"][0]
        change = {"moments": [entry["id"]], "binned": True}
        for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"},
                        {"Sec-Fetch-Site": "cross-site"}, {"Host": "evil.example"}):
            self.assertEqual(self.ask("POST", "/api/v1/edits", change, headers)[0], 403, headers)
        self.assertEqual(len(self.get("/api/v1/moments")["entries"]), len(FEW))

    def test_slow_callers_hold_up_nobody(self):
        slow = [self.socket() for _ in range(60)]
        try:
            for line in slow:
                line.sendall(b"POST /api/v1/edits HTTP/1.1\r\nHost: localhost\r\nContent-Le")
            began = time.monotonic()
            self.get("/api/v1/status")
            self.assertLess(time.monotonic() - began, 2)
        finally:
            for line in slow:
                line.close()

    def test_oversized_and_malformed_requests_are_refused_and_others_answered(self):
        for text in (b"GET / HTTP/9.9\r\n\r\n", b"\0\0\0\0\r\n\r\n", b"GET " + b"/a" * 9000 + b" HTTP/1.1\r\n\r\n",
                     b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 20000 + b"\r\n\r\n",
                     b"POST /api/v1/edits HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
                     b"POST /api/v1/edits HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"):
            with self.socket() as line:
                line.sendall(text)
                line.shutdown(socket.SHUT_WR)
                try:
                    answer = line.recv(65536)
                except ConnectionError:
                    answer = b""
                self.assertNotIn(b" 200 ", answer[:20], text[:40])
                self.assertNotIn(b" 500 ", answer[:20], text[:40])
            self.get("/api/v1/status")
        status, body, _ = self.ask("POST", "/api/v1/edits", b"[" * (2 << 20))
        self.assertEqual(status, 413, body)

    def test_a_thousand_wrong_passwords_find_nothing_and_hold_up_nobody(self):
        done = run("account", "add", "ann", "--library", self.library, stdin="correct horse\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.stop()
        self.start()
        self.assertEqual(self.ask("GET", "/api/v1/status")[0], 401)
        said = set()

        def guess(numbers):
            for n in numbers:
                said.add(self.ask("POST", "/api/v1/session", {"name": "ann", "password": f"guess {n}"})[0])

        guessers = [threading.Thread(target=guess, args=(range(k, 1000, 4),)) for k in range(4)]
        began = time.monotonic()
        for guesser in guessers:
            guesser.start()
        status, _, _ = self.ask("GET", "/healthz")
        self.assertEqual(status, 200)
        for guesser in guessers:
            guesser.join()
        self.assertLessEqual(said, {401, 429})
        self.assertIn(429, said)
        self.assertLess(time.monotonic() - began, 60)

    def test_other_machines_need_an_account(self):
        refused = run("serve", "--library", self.library, "--address", "0.0.0.0", "--port", "0")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("nunchi account add", refused.stderr)

    def test_an_account_opens_the_library(self):
        run("account", "add", "ann", "--library", self.library, stdin="correct horse\n")
        token = run("account", "token", "tv", "--scope", "read", "--library", self.library).stdout.strip()
        self.stop()
        self.start()
        status, _, headers = self.ask("POST", "/api/v1/session", {"name": "ann", "password": "correct horse"})
        self.assertEqual(status, 204)
        cookie = headers["Set-Cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Strict", cookie)
        self.assertEqual(self.ask("GET", "/api/v1/status", headers={"Cookie": cookie.split(";")[0]})[0], 200)
        bearer = {"Authorization": "Bearer " + token}
        self.assertEqual(self.ask("GET", "/api/v1/status", headers=bearer)[0], 200)
        self.assertEqual(self.ask("POST", "/api/v1/undo", {}, bearer)[0], 403)


class Uploading(Serving):
    def setUp(self):
        super().setUp()
        self.bytes = (PHOTOS / "fruits.jpg").read_bytes()
        self.sha256 = hashlib.sha256(self.bytes).hexdigest()

    def announce(self, name="fruits.jpg", data=None, sha256=None):
        data = data or self.bytes
        return self.ask("POST", "/api/v1/uploads",
                        {"name": name, "bytes": len(data), "sha256": sha256 or self.sha256})

    def put(self, offset, piece):
        return self.ask("PUT", f"/api/v1/uploads/{self.sha256}?offset={offset}", piece)

    def kept(self):
        return [path for path in (self.library / "uploads").rglob("*")
                if path.is_file() and ".incoming" not in path.parts]

    def wait_for_photos(self, count):
        for _ in range(200):
            if self.get("/api/v1/status")["photos"] == count:
                return
            time.sleep(0.1)
        self.fail(self.get("/api/v1/jobs"))

    def test_an_upload_is_kept_as_it_was_and_found(self):
        self.assertEqual(self.announce()[0], 201)
        status, body, _ = self.put(0, self.bytes)
        self.assertEqual((status, json.loads(body)["done"]), (200, True))
        (kept,) = self.kept()
        self.assertEqual(kept.read_bytes(), self.bytes)
        self.wait_for_photos(len(FEW) + 1)
        status, body, _ = self.announce("again.jpg")
        self.assertEqual((status, json.loads(body)["done"]), (200, True), "never sent twice")

    def test_a_connection_cut_in_the_middle_loses_nothing_that_was_confirmed(self):
        self.announce()
        half = len(self.bytes) // 2
        self.assertEqual(self.put(0, self.bytes[:half])[0], 200)
        with self.socket() as line:  # promises more than it sends
            line.sendall((f"PUT /api/v1/uploads/{self.sha256}?offset={half} HTTP/1.1\r\nHost: localhost\r\n"
                          f"Content-Length: {len(self.bytes) - half}\r\n\r\n").encode() + self.bytes[half:half + 100])
        time.sleep(0.3)
        self.assertEqual(self.get(f"/api/v1/uploads/{self.sha256}")["offset"], half)
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.put(half, self.bytes[half:])[0], 200)
        self.assertEqual(self.kept()[0].read_bytes(), self.bytes)

    def test_a_server_killed_in_the_middle_goes_on(self):
        self.announce()
        self.put(0, self.bytes[:1000])
        self.stop(signal.SIGKILL)
        self.start()
        status, body, _ = self.announce()
        self.assertEqual(json.loads(body)["offset"], 1000)
        self.put(1000, self.bytes[1000:])
        self.assertEqual(self.kept()[0].read_bytes(), self.bytes)
        self.wait_for_photos(len(FEW) + 1)

    def test_what_is_not_what_was_announced_is_dropped(self):
        self.announce()
        status, _, _ = self.put(0, bytes(len(self.bytes)))
        self.assertEqual(status, 422)
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.put(5, b"x")[0], 404)

    def test_a_piece_out_of_order_or_too_large_is_refused(self):
        self.announce()
        self.assertEqual(self.put(10, b"x")[0], 409)
        self.assertEqual(self.put(0, self.bytes + b"x")[0], 409)
        self.assertEqual(self.put(0, bytes((16 << 20) + 1))[0], 413)
        self.assertEqual(self.ask("POST", "/api/v1/uploads", {"name": "a", "bytes": 1})[0], 400)


if __name__ == "__main__":
    unittest.main()
