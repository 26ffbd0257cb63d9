"""What `nunchi eval` measures on labelled photos, held against what has been reached.

Runs where NUNCHI_DATA names the labelled data, and not under sanitizers."""
import json
import pathlib
import unittest

from program import DATA, MEASURE, FolderCase, reports, run

ROOT = pathlib.Path(DATA or ".")


def measured(*arguments):
    done = run("eval", *arguments, "--json", timeout=600)
    assert done.returncode == 0, done.stderr
    print(" ".join(map(str, arguments)), done.stdout.strip())
    return json.loads(done.stdout)


def by_url():
    """Whether networks by URL are here, too."""
    listed = json.loads(run("models", "list", "--json").stdout)["networks"]
    return all(network["state"] == "present" for network in listed if network["set"] == "url")


@unittest.skipUnless(MEASURE, "NUNCHI_DATA names no labelled photos, or measuring is off")
class Measured(FolderCase):
    def tags(self, *more):
        folder = ROOT / "imagenet"
        return measured("tags", "--labels", folder / "labels.csv", "--everyday",
                        folder / "everyday.tsv", "--photos", folder, "--set", "registry", *more)

    def test_tags_of_imagenet(self):
        result = self.tags()
        self.assertEqual(result["n"], 250)
        self.assertGreaterEqual(result["top1"], 0.86)
        self.assertGreaterEqual(result["shown_precision"], 0.95)
        self.assertGreaterEqual(result["shown_coverage"], 0.82)

    def test_confidences_mean_what_they_say_on_the_half_not_used_for_fitting(self):
        self.assertLessEqual(self.tags("--half", "odd")["ece"], 0.07)

    def boxes(self, which):
        folder = ROOT / "coco"
        return measured("boxes", "--coco", folder / "instances.json", "--photos",
                        folder / "images", "--set", which)

    def test_boxes_of_coco(self):
        self.assertGreaterEqual(self.boxes("registry")["map"], 0.35)

    def test_boxes_of_coco_by_url(self):
        if not by_url():
            self.skipTest("networks by URL are not here")
        self.assertGreaterEqual(self.boxes("all")["map"], 0.40)

    def check(self, which):
        folder = ROOT / "coco"
        return measured("check", "--truth", folder / "checks.tsv", "--photos",
                        folder / "images", "--set", which)

    def test_words_of_coco(self):
        result = self.check("registry")
        self.assertEqual(result["n"], 354)
        self.assertGreaterEqual(result["right"], 0.95)
        self.assertGreaterEqual(result["answered"], 0.62)
        self.assertGreaterEqual(result["yes_found"], 0.55)

    def test_words_of_coco_by_url(self):
        if not by_url():
            self.skipTest("networks by URL are not here")
        result = self.check("all")
        self.assertGreaterEqual(result["right"], 0.95)
        self.assertGreaterEqual(result["answered"], 0.70)

    def faces(self, which):
        folder = ROOT / "faces_lfw"
        return measured("faces", "--pairs", folder / "pairs.csv", "--photos", folder,
                        "--set", which)

    def test_faces_of_lfw(self):
        result = self.faces("registry")
        self.assertEqual(result["pairs"], 600)
        self.assertGreaterEqual(result["accuracy"], 0.97)
        self.assertGreaterEqual(result["photos_with_face"], 803)

    def test_faces_of_lfw_by_url(self):
        if not by_url():
            self.skipTest("networks by URL are not here")
        self.assertGreaterEqual(self.faces("all")["accuracy"], 0.99)

    def test_pets_have_no_human_faces_but_their_owners_do(self):
        with_people = {line.split(",")[0] for line in
                       (ROOT / "pets/people.csv").read_text().splitlines()[1:]}
        false_faces = owners = 0
        for report in reports(ROOT / "pets/images", "--only", "faces", "--set", "registry"):
            name = "images/" + pathlib.Path(report["file"]).name
            if name in with_people:
                owners += bool(report["faces"])
            else:
                false_faces += len(report["faces"])
        print("pets: false faces", false_faces, "owners seen", owners)
        self.assertLessEqual(false_faces, 1)
        self.assertGreaterEqual(owners, 2)


if __name__ == "__main__":
    unittest.main()
