// The page: takes the photos in as they arrive, shows those that the search asks for.

const element = (id) => document.getElementById(id);
const about = JSON.parse(element("about").textContent);
const [query, chips] = ["query", "chips"].map(element);
const photos = []; // all that could be read, by number
const failures = [];
const totals = { objects: 0, faces: 0 };
const finder = new Finder();
const grid = new Grid(element("grid"), photos, open);
let loading = true;
let opened = -1; // place in the grid of the photo in the dialog

// --- Photos arrive: the file is read block by block while the first ones are already shown.

function takeIn() {
  const before = photos.length;
  for (const block of document.querySelectorAll("script.photos")) {
    if (!block.nextElementSibling && document.readyState === "loading") break; // not whole yet
    JSON.parse(block.textContent).forEach(add);
    block.remove();
  }
  if (photos.length === before) return;
  if (!query.value.trim()) grid.add(range(before, photos.length));
  element("summary").textContent = summary();
}

const range = (begin, end) => Array.from({ length: end - begin }, (_, i) => begin + i);

function add(record) {
  if (record.error) {
    failures.push(record);
    return;
  }
  const photo = readPhoto(record);
  finder.add(photos.length, photo);
  photos.push(photo);
  totals.objects += photo.objects?.length ?? 0;
  totals.faces += photo.faces?.length ?? 0;
}

function loaded() {
  watcher.disconnect();
  loading = false;
  takeIn();
  show();
  showFailures();
}

// --- What is shown.

function show() {
  const matches = query.value.trim() ? finder.find(query.value) : null;
  grid.show(matches ? matches.map(({ number }) => number) : range(0, photos.length));
  element("nothing").hidden = !matches || matches.length > 0 || loading;
  element("clear").hidden = !query.value;
  writeCount(matches);
  showChips();
}

function writeCount(matches) {
  if (!matches) {
    element("count").textContent = loading ? say("loading") : "";
    return;
  }
  const named = matches.some((match) => match.named);
  const right = Math.round(matches.reduce((sum, match) => sum + match.confidence, 0));
  const parts = [say("of", matches.length, photos.length), named ? say("about", right) : ""];
  element("count").replaceChildren(make("strong", {}, parts[0]), parts[1] && ` · ${parts[1]}`);
}

function summary() {
  const parts = [say("some", photos.length)];
  if (totals.objects) parts.push(say("things", totals.objects));
  if (totals.faces) parts.push(say("people", totals.faces));
  if (failures.length) parts.push(say("unread", failures.length));
  return parts.map((part) => part.replaceAll(" ", "\u00a0")).join(" · ");
}

function showChips() {
  const parts = query.value.split(",");
  const last = parts.at(-1);
  const pressed = plain(last);
  const exact = finder.exact.get(pressed) ?? [];
  const likely = [...new Set([...exact, ...finder.likely(exact.length ? "" : last, 24)])];
  chips.replaceChildren(
    ...likely.map(({ name, keys, photos }) => {
      const on = keys.includes(pressed);
      const chip = make("button", { type: "button", "aria-pressed": on }, nameOf(name), make("span", {}, photos.size));
      chip.addEventListener("click", () => {
        ask([...parts.slice(0, -1), on ? "" : nameOf(name)].map((part) => part.trim()).filter(Boolean).join(", "));
        [...chips.children].find((other) => other.getAttribute("aria-pressed") === "true")?.focus();
      });
      return chip;
    }),
  );
  chips.hidden = !likely.length;
}

function ask(text) {
  query.value = text;
  show();
  scrollTo({ top: Math.min(scrollY, grid.element.offsetTop - 200) });
}

function showFailures() {
  element("failed").hidden = !failures.length;
  const cards = failures.map(({ file, error }) => make("li", {}, make("strong", {}, file), make("span", {}, error)));
  element("failed").querySelector("ul").replaceChildren(...cards);
}

// --- Languages.

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
  query.placeholder = say("hint");
  if (!about.title) document.title = document.querySelector("h1").textContent = say("photos");
  for (const one of document.querySelectorAll("[data-language]")) {
    one.setAttribute("aria-pressed", one.dataset.language === chosen);
  }
  element("made").textContent = say("made", about.made_by, about.made_at);
  element("summary").textContent = summary();
  showFailures();
  show();
}

// --- Moving about.

const dialog = new PhotoDialog(
  (step) => open(opened + step),
  (name) => {
    opened = -1; // the tile may not be there any more
    dialog.dialog.close();
    ask(name);
  },
  () => grid.focus(opened),
);

function open(place) {
  if (!(place in grid.numbers)) return;
  opened = place;
  dialog.show(photos[grid.numbers[place]], place, grid.numbers.length);
}

addEventListener("keydown", (event) => {
  if (dialog.isOpen || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "/" && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
    query.select();
  } else if (event.key === "Escape" && query.value) {
    ask("");
  } else if (event.key === "ArrowDown" && document.activeElement === query) {
    event.preventDefault();
    grid.focus(0);
  }
});

let waiting = 0;
query.addEventListener("input", () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(show);
});
element("clear").addEventListener("click", () => {
  ask("");
  query.focus();
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}

const watcher = new MutationObserver(takeIn);
watcher.observe(document.body, { childList: true });
speak(about.language);
takeIn();
document.addEventListener("DOMContentLoaded", loaded);
