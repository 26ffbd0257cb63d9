// Finder: which photos show what, found again by names in both languages, by what these are a kind
// of, by file names, cameras and dates. Knows nothing of the page.

const plain = (text) => text.normalize("NFC").toLowerCase().trim();
const syllables = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/; // scripts whose words are not parted by spaces

class Finder {
  constructor() {
    this.things = new Map(); // names → {name, photos: Map(number → confidence), shown, keys}
    this.exact = new Map(); // plain name → things so named
    this.texts = []; // number → what else can be searched: file, camera, date
    this.shared = null; // what all files' names begin with: no use in searching
  }

  add(number, photo) {
    for (const tag of photo.tags ?? []) {
      this.note(number, tag.name, tag.confidence, true);
      for (const ancestor of tag.ancestors) this.note(number, ancestor, tag.confidence, false);
    }
    for (const object of photo.objects ?? []) this.note(number, object.name, object.confidence, true);
    const file = plain(photo.file);
    this.texts[number] = `${file}\n${plain(photo.camera ?? "")}\n${photo.taken_at ?? ""}`;
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    this.shared ??= folder;
    while (!folder.startsWith(this.shared)) {
      const inner = this.shared.slice(0, -1);
      this.shared = inner.slice(0, inner.lastIndexOf("/") + 1);
    }
  }

  note(number, name, confidence, shown) {
    const id = `${name.en}\n${name.ko}`;
    let thing = this.things.get(id);
    if (!thing) {
      const keys = [...new Set([plain(name.en), plain(name.ko)])].filter(Boolean);
      thing = { name, keys, photos: new Map(), shown: 0 };
      this.things.set(id, thing);
      for (const key of keys) {
        if (!this.exact.has(key)) this.exact.set(key, []);
        this.exact.get(key).push(thing);
      }
    }
    thing.photos.set(number, Math.max(confidence, thing.photos.get(number) ?? 0));
    if (shown) thing.shown += 1;
  }

  // All parts between commas must be there. → [{number, confidence, named}], surest first; `named`
  // where the confidence is one of a name rather than of a text that is simply there.
  find(query) {
    let found = null;
    for (const part of query.split(",").map(plain).filter(Boolean)) {
      const some = this.part(part);
      found = found ? both(found, some) : some;
    }
    const list = [...(found ?? [])].map(([number, match]) => ({ number, ...match }));
    return list.sort((a, b) => b.named - a.named || b.confidence - a.confidence || a.number - b.number);
  }

  // A name as a whole first, "hot dog"; otherwise each of its words.
  part(part) {
    if (this.exact.has(part)) return this.word(part);
    return part.split(/\s+/).map((word) => this.word(word)).reduce(both);
  }

  // Photos that show a thing of this very name; where there is none, of a name with a word that begins
  // so. So "car" finds cars, not carnivores, and "carni" carnivores.
  word(word) {
    const found = new Map();
    const things = this.exact.get(word) ?? [...this.things.values()].filter((thing) => begins(thing, word));
    for (const { photos } of things) {
      for (const [number, confidence] of photos) {
        if (!(found.get(number)?.confidence >= confidence)) found.set(number, { confidence, named: true });
      }
    }
    if (word.length > 1 || syllables.test(word)) {
      this.texts.forEach((text, number) => {
        if (!found.has(number) && text.includes(word, this.shared?.length ?? 0)) {
          found.set(number, { confidence: 1, named: false });
        }
      });
    }
    return found;
  }

  // The things that a person may mean, those in most photos first; without a beginning those that
  // photos show, not what these are kinds of.
  likely(beginning, most) {
    const start = plain(beginning);
    const things = [...this.things.values()].filter((thing) => (start ? begins(thing, start) : thing.shown > 0));
    return things.sort((a, b) => b.photos.size - a.photos.size || (a.name.en < b.name.en ? -1 : 1)).slice(0, most);
  }
}

function begins(thing, start) {
  return thing.keys.some(
    (key) => key.startsWith(start) || key.includes(` ${start}`) || key.includes(`-${start}`) || (syllables.test(start) && key.includes(start)),
  );
}

function both(some, others) {
  const shared = new Map();
  for (const [number, a] of some) {
    const b = others.get(number);
    if (b) shared.set(number, { confidence: a.confidence * b.confidence, named: a.named || b.named });
  }
  return shared;
}
