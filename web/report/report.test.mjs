// Tests of the parts of the page that know nothing of the page: `node --test web/report/`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const page = vm.createContext({});
for (const file of ["words.js", "search.js", "rows.js"]) {
  vm.runInContext(readFileSync(new URL(file, import.meta.url), "utf8"), page);
}
const { Finder, rowsOf, rowAt, percent, words } = vm.runInContext("({ Finder, rowsOf, rowAt, percent, words })", page);

const name = (en, ko = "") => ({ en, ko });
const tag = (confidence, own, ...ancestors) => ({ name: own, confidence, ancestors });
const beagle = tag(0.9, name("beagle", "비글"), name("dog", "개"), name("carnivore", "식육류"), name("animal", "동물"));
const cat = tag(0.6, name("tabby cat", "얼룩 고양이"), name("cat", "고양이"), name("carnivore", "식육류"), name("animal", "동물"));
const car = tag(0.8, name("car", "자동차"), name("vehicle", "탈것"));
const hotdog = tag(0.7, name("hot dog", "핫도그"), name("food", "음식"));

function finder(...photos) {
  const made = new Finder();
  photos.forEach((photo, number) => made.add(number, { file: `holiday/${number}.jpg`, ...photo }));
  return made;
}
const numbers = (found) => Array.from(found, ({ number }) => number);

const all = finder(
  { tags: [cat] },
  { tags: [beagle], objects: [{ name: name("person", "사람"), confidence: 0.5 }] },
  { tags: [car], camera: "Canon EOS R6", taken_at: "2019-07-03T10:00:00" },
  { tags: [hotdog] },
  { file: "holiday/Dog_Park.JPG", tags: [] },
);

test("an ancestor finds all that are of its kind, the surest first", () => {
  assert.deepEqual(numbers(all.find("animal")), [1, 0]);
  assert.deepEqual(numbers(all.find("동물")), [1, 0]);
});

test("a name finds things of that name, not those that only begin so", () => {
  assert.deepEqual(numbers(all.find("car")), [2]);
  assert.deepEqual(numbers(all.find("carn")), [1, 0]);
});

test("a name comes before a file of that name, and finds no hot dogs", () => {
  assert.deepEqual(numbers(all.find("dog")), [1, 4]);
  assert.deepEqual(numbers(all.find("hot dog")), [3]);
});

test("a search finds while it is being typed, in both languages and any case", () => {
  assert.deepEqual(numbers(all.find("Beag")), [1]);
  assert.deepEqual(numbers(all.find("tab")), [0]);
  assert.deepEqual(numbers(all.find("고양")), [0]);
  assert.deepEqual(numbers(all.find("양이")), [0]);
  assert.deepEqual(numbers(all.find("비글".normalize("NFD"))), [1]);
});

test("parts between commas, and words without a name of their own, must all be there", () => {
  assert.deepEqual(numbers(all.find("dog, person")), [1]);
  assert.deepEqual(numbers(all.find("person beagle")), [1]);
  assert.deepEqual(numbers(all.find("person, cat")), []);
  assert.equal(all.find("dog, person")[0].confidence, 0.9 * 0.5);
});

test("cameras, dates and files are found, folders that all share are not", () => {
  assert.deepEqual(numbers(all.find("eos")), [2]);
  assert.deepEqual(numbers(all.find("2019-07")), [2]);
  assert.deepEqual(numbers(all.find("park")), [4]);
  assert.deepEqual(numbers(all.find("holiday")), []);
});

test("files of several folders are found by their folder", () => {
  const two = finder({ file: "/a/summer/1.jpg" }, { file: "/a/winter/2.jpg" }, { file: "b/3.jpg" });
  assert.deepEqual(numbers(two.find("summer")), [0]);
  assert.equal(two.shared, "");
});

test("nothing is found by nothing, and by what nobody shows", () => {
  assert.deepEqual(numbers(all.find(" , ")), []);
  assert.deepEqual(numbers(all.find("zebra")), []);
  assert.deepEqual(numbers(all.find(".*[")), []);
  assert.deepEqual(numbers(finder().find("dog")), []);
});

test("words of JavaScript itself are only words", () => {
  const odd = finder({ tags: [tag(0.5, name("constructor"))] }, { tags: [tag(0.5, name("__proto__"))] });
  assert.deepEqual(numbers(odd.find("constructor")), [0]);
  assert.deepEqual(numbers(odd.find("__proto__")), [1]);
  assert.deepEqual(numbers(all.find("constructor")), []);
});

test("likely names are those in most photos; typed ones may be kinds of kinds", () => {
  const names = (list) => Array.from(list, (thing) => thing.name.en);
  assert.deepEqual(names(all.likely("", 3)), ["beagle", "car", "hot dog"]);
  assert.deepEqual(names(all.likely("ca", 9)), ["carnivore", "car", "cat", "tabby cat"]);
});

test("rows fill the width at one height each, near the wanted one", () => {
  const shapes = Array.from({ length: 200 }, (_, i) => 0.7 + ((i * 37) % 100) / 60);
  const size = { width: 1184, wanted: 208, gap: 14, below: 67 };
  const rows = rowsOf(shapes, size);
  let [next, top] = [0, 0];
  for (const row of rows) {
    assert.equal(row.begin, next);
    assert.ok(Math.abs(row.top - top) < 1e-6);
    const wide = shapes.slice(row.begin, row.end).reduce((sum, shape) => sum + shape * row.height + size.gap, -size.gap);
    if (row !== rows.at(-1)) {
      assert.ok(Math.abs(wide - size.width) < 1e-6);
      assert.ok(row.height > 140 && row.height < 310, `${row.height}`);
    }
    assert.ok(wide < size.width + 1e-6);
    [next, top] = [row.end, row.top + row.height + size.below];
  }
  assert.equal(next, shapes.length);
});

test("rows found bit by bit are those found at once", () => {
  const shapes = Array.from({ length: 100 }, (_, i) => 0.7 + ((i * 53) % 100) / 60);
  const size = { width: 328, wanted: 138, gap: 10, below: 61 };
  let rows = [];
  for (let n = 1; n <= shapes.length; n += 7) rows = rowsOf(shapes.slice(0, n), size, rows);
  assert.deepEqual([...rowsOf(shapes, size, rows)], [...rowsOf(shapes, size)]);
});

test("the row at a height is found", () => {
  const rows = rowsOf(Array(50).fill(1), { width: 1000, wanted: 200, gap: 0, below: 50 });
  assert.equal(rowAt(rows, -500), 0);
  assert.equal(rowAt(rows, 200), 0);
  assert.equal(rowAt(rows, 201), 1);
  assert.equal(rowAt(rows, 1e9), rows.length - 1);
});

test("a hundred per cent is only what is as good as certain", () => {
  assert.equal(percent(0.997), "99 %");
  assert.equal(percent(0.9996), "100 %");
  assert.equal(percent(0), "0 %");
});

test("everything is said in both languages", () => {
  assert.deepEqual(Object.keys(words.ko).sort(), Object.keys(words.en).sort());
});
