"""`nunchi tag` as people use it, on Debian's sample photos and on odd files."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import unittest
from random import Random

from program import PROGRAM, FolderCase, reports, run, samples, write_png

PHOTOS = samples() / "photos"


def names(report, kind, key):
    return [entry[key] for entry in report.get(kind, [])]


class Tagging(FolderCase):
    def test_says_what_is_in_a_photo_in_both_languages_with_ancestors(self):
        (report,) = reports(PHOTOS / "orange.jpg")
        self.assertEqual((report["width"], report["height"]), (512, 512))
        tag = next(tag for tag in report["tags"] if "orange" in tag["name"])
        self.assertRegex(tag["concept"], r"^(wn:n\d{8}|coco:.+)$")
        self.assertIn("오렌지", tag["name_ko"])
        self.assertTrue(any("fruit" in name for name in tag["ancestors"]), tag)
        self.assertTrue(tag["evidence"])
        self.assertTrue(0 <= tag["confidence"] <= 1)

    def test_finds_objects_with_boxes_inside_the_picture(self):
        (report,) = reports(PHOTOS / "messi5.jpg", "--only", "objects")
        self.assertIn("person", names(report, "objects", "category"))
        for found in report["objects"]:
            x, y, width, height = found["box"]
            self.assertTrue(x >= 0 and y >= 0 and width > 0 and height > 0, found)
            self.assertTrue(x + width <= report["width"] + 1, found)
            self.assertTrue(y + height <= report["height"] + 1, found)
        self.assertNotIn("tags", report, "absent where nobody looked")
        self.assertNotIn("faces", report)

    def test_finds_no_face_in_fruit(self):
        (report,) = reports(PHOTOS / "fruits.jpg", "--only", "faces")
        self.assertEqual(report["faces"], [])

    def test_walks_a_folder_in_the_order_of_names(self):
        for name in ("b.jpg", "a.jpg", "sub/c.jpg"):
            (self.folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(PHOTOS / "home.jpg", self.folder / name)
        found = [pathlib.Path(report["file"]).name for report in reports(self.folder)]
        self.assertEqual(found, ["a.jpg", "b.jpg", "c.jpg"])

    def test_two_runs_say_the_same(self):
        once, twice = (run("tag", PHOTOS, "--json").stdout for _ in range(2))
        self.assertEqual(once, twice)

    def test_reads_a_list_of_names_from_standard_input(self):
        listed = f"{PHOTOS / 'home.jpg'}\n{PHOTOS / 'orange.jpg'}\n"
        done = run("tag", "-", "--json", stdin=listed)
        self.assertEqual(len(done.stdout.splitlines()), 2, done.stderr)

    def test_korean_names_and_file_names(self):
        photo = self.folder / "오렌지 사진.jpg"
        shutil.copy(PHOTOS / "orange.jpg", photo)
        done = run("tag", photo, "--lang", "ko")
        self.assertIn("오렌지 사진.jpg", done.stdout)
        self.assertIn("오렌지", done.stdout.replace("오렌지 사진.jpg", ""))


class NothingThere(FolderCase):
    def test_noise_gradients_and_black_get_no_tags(self):
        random = Random(7)
        width, height = 400, 300
        pixels = range(width * height)
        pictures = {
            "black": bytes(3 * width * height),
            "white": b"\xff" * (3 * width * height),
            "grey": b"\x80" * (3 * width * height),
            "colour noise": random.randbytes(3 * width * height),
            "grey noise": b"".join(bytes([random.randrange(256)]) * 3 for _ in pixels),
            "soft noise": b"".join(
                bytes([min(255, max(0, int(random.gauss(128, 30))))]) * 3 for _ in pixels),
            "salt and pepper": b"".join(bytes([255 * random.randrange(2)]) * 3 for _ in pixels),
            "across": b"".join(bytes([255 * (i % width) // width]) * 3 for i in pixels),
            "down": b"".join(bytes([255 * (i // width) // height, 90, 160]) for i in pixels),
            "askew": b"".join(
                bytes([(i % width + i // width) * 255 // (width + height), 200, 40])
                for i in pixels),
        }
        for name, rgb in pictures.items():
            write_png(self.folder / f"{name}.png", width, height, rgb)
        tagged = [report["file"] for report in reports(self.folder) if report["tags"]]
        self.assertLessEqual(len(tagged), 1, tagged)


class OddInput(FolderCase):
    def test_a_damaged_file_costs_itself_only(self):
        shutil.copy(PHOTOS / "home.jpg", self.folder / "good.jpg")
        (self.folder / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"rubbish" * 100)
        done = run("tag", self.folder, "--json")
        bad, good = (json.loads(line) for line in done.stdout.splitlines())
        self.assertIn("error", bad)
        self.assertNotIn("error", good)
        self.assertEqual(done.returncode, 1)

    def test_other_files_in_a_folder_are_passed_over(self):
        shutil.copy(PHOTOS / "home.jpg", self.folder)
        (self.folder / "notes.txt").write_text("no picture")
        done = run("tag", self.folder, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), 1)

    def test_a_named_file_that_is_no_picture_is_complained_of(self):
        (self.folder / "notes.txt").write_text("no picture")
        done = run("tag", self.folder / "notes.txt", "--json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("error", json.loads(done.stdout))

    def test_the_content_tells_the_kind_not_the_name(self):
        shutil.copy(PHOTOS / "home.jpg", self.folder / "really_a_jpeg.png")
        (report,) = reports(self.folder, "--only", "objects")
        self.assertNotIn("error", report)

    def test_an_empty_folder_is_no_error_and_says_so(self):
        done = run("tag", self.folder)
        self.assertEqual(done.returncode, 0)
        self.assertIn("no photos", done.stdout + done.stderr)

    def test_a_missing_file_is_named(self):
        done = run("tag", self.folder / "none.jpg")
        self.assertEqual(done.returncode, 1)
        self.assertIn("none.jpg", done.stdout + done.stderr)

    def test_file_names_that_are_not_unicode_do_not_break_the_json(self):
        shutil.copy(PHOTOS / "home.jpg", os.fsencode(self.folder) + b"/\xff\xfe.jpg")
        (report,) = reports(self.folder, "--only", "objects")
        self.assertIn("objects", report)


class Running(FolderCase):
    def test_interrupted_it_prints_what_is_done_and_ends(self):
        for number in range(400):
            shutil.copy(PHOTOS / "home.jpg", self.folder / f"{number:03}.jpg")
        with subprocess.Popen(
            [PROGRAM, "tag", self.folder, "--json"], stdout=subprocess.PIPE, text=True
        ) as process:
            first = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read().splitlines()
            process.wait(timeout=60)
        for line in [first, *rest]:
            json.loads(line)
        self.assertLess(1 + len(rest), 400)
        self.assertEqual(process.returncode, 130)

    def test_a_reader_that_leaves_ends_it_quietly(self):
        command = f"{PROGRAM} tag {PHOTOS} --json | head -n 1"
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, timeout=120, check=False
        )
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertNotIn("bug", done.stderr)

    def test_the_page_holds_all_in_one_file(self):
        page = self.folder / "page.html"
        done = run("tag", PHOTOS / "orange.jpg", PHOTOS / "home.jpg", "--html", page)
        self.assertEqual(done.returncode, 0, done.stderr)
        text = page.read_text()
        self.assertIn("data:image/jpeg;base64,", text)
        self.assertNotRegex(text, r'(src|href)="https?:')
        self.assertEqual(list(self.folder.iterdir()), [page], "nothing else is left behind")

    def test_a_page_that_cannot_be_written_is_said_before_any_work(self):
        done = run("tag", PHOTOS, "--html", self.folder / "none" / "page.html", timeout=20)
        self.assertEqual(done.returncode, 1)
        self.assertIn("page.html", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_without_networks_it_says_how_to_get_them(self):
        done = run("tag", PHOTOS / "home.jpg", env={"XDG_DATA_HOME": str(self.folder)})
        self.assertEqual(done.returncode, 1)
        self.assertIn("nunchi models pull", done.stderr)


if __name__ == "__main__":
    unittest.main()
