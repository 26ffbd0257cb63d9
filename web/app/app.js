// The pages: which address shows what, and what all of them share.

import { edit, followChanges, get, undo } from "/api.js";
import { icon, iconButton, make } from "/dom.js";
import { Grid } from "/grid.js";
import { closePhoto, isOpen, openPhoto, pressed } from "/photo.js";
import { timelineSections } from "/timeline.js";
import { addToAlbum, albumsPage, emptyPage, logIn, peoplePage, settingsPage, statusPage } from "/views.js";
import { chooseFiles, startUploads } from "/upload.js";
import { word } from "/words.js";

const main = document.getElementById("main");
const bar = document.getElementById("bar");
let grid = null;
let shown = ""; // the address of the page under an open photo
let asked = 0;  // answers that come late are of a page that is gone

for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);

const places = [
  ["", "timeline"], ["albums", "albums"], ["people", "people"], ["favourites", "favourites"],
  ["hidden", "hidden"], ["bin", "bin"], ["status", "status"], ["settings", "settings"],
];
document.getElementById("nav").append(
  ...places.map(([path, key]) => make("a", { href: `#/${path}`, "data-path": path }, word(key))),
  iconButton("upload", word("upload"), chooseFiles),
  iconButton("undo", `${word("undo")} (Ctrl+Z)`, undo),
  iconButton("check", word("select"), () => grid && grid.startSelecting()));

// A grid's page: the filter of its listing.
const listings = {
  "": () => ({}),
  favourites: () => ({ favourite: true }),
  hidden: () => ({ shelf: "hidden" }),
  bin: () => ({ shelf: "bin" }),
  tag: (id) => ({ tag: id }),
  album: (id) => ({ album: id }),
  person: (id) => ({ person: id }),
};
const pages = { albums: albumsPage, people: peoplePage, status: statusPage, settings: settingsPage };

function address() {
  const [, name = "", rest = ""] = location.hash.match(/^#\/([^/]*)\/?(.*)$/) || [];
  return { name, rest: decodeURIComponent(rest) };
}

async function go() {
  const { name, rest } = address();
  if (name === "photo") {
    if (!shown) await showPage("", "");
    await showPhoto(Number(rest));
    return;
  }
  closePhoto();
  const now = `${name}/${rest}`;
  if (now === shown && grid) return;
  scrollTo(0, 0);
  await showPage(name, rest);
}

async function showPage(name, rest) {
  shown = `${name}/${rest}`;
  for (const link of document.querySelectorAll("#nav a")) {
    link.toggleAttribute("aria-current", link.dataset.path === name);
  }
  if (grid) grid.close();
  grid = null;
  reselected(new Map());
  await fill(name, rest);
}

// Fills the page anew, or again after a change: what is still right stays.
async function fill(name, rest) {
  const turn = ++asked;
  if (pages[name]) {
    const page = await pages[name]();
    if (turn === asked) main.replaceChildren(page);
    return;
  }
  const sections = await timelineSections((listings[name] || listings[""])(rest));
  if (turn !== asked) return;
  if (!sections.length && name === "") {
    if (grid) grid.close();
    grid = null;
    main.replaceChildren(emptyPage());
    return;
  }
  if (!grid) {
    main.replaceChildren();
    grid = new Grid(main, { reselected });
  }
  grid.show(sections);
}

async function showPhoto(id) {
  const leave = () => { location.hash = `#/${shown.replace(/\/$/, "")}`; };
  const step = async (by) => {
    const next = grid && (await grid.neighbour(id, by));
    if (next) location.replace(`#/photo/${next.id}`);
  };
  await openPhoto(id, { step, leave });
}

// The bar that acts on what is selected.
function reselected(selection) {
  bar.hidden = !(grid && (grid.isSelecting || selection.size));
  if (bar.hidden) return;
  const ids = [...selection.keys()];
  const act = (change, said) => async () => { await edit(ids, change, said); grid?.clearSelection(); };
  const where = shown.split("/")[0];
  bar.replaceChildren(
    iconButton("close", word("clear"), () => grid.clearSelection()),
    make("strong", {}, word("selected", { n: ids.length })),
    ...(ids.length ? [
      iconButton("heart", word("favourite"), act({ favourite: true }, word("favourite"))),
      iconButton("album", word("addToAlbum"), async () => { await addToAlbum(ids); grid?.clearSelection(); }),
      where === "hidden" ? iconButton("hide", word("unhide"), act({ hidden: false }, word("unhide"))) : iconButton("hide", word("hide"), act({ hidden: true }, word("hidden"))),
      where === "bin" ? iconButton("undo", word("fromBin"), act({ binned: false }, word("fromBin"))) : iconButton("bin", word("toBin"), act({ binned: true }, word("binned"))),
    ] : []));
}

// Changes of other programs come by the event stream, our own at once.
let refreshing = null;
function refresh() {
  // A library that is being filled changes all the time: what waits is not put off again.
  refreshing ??= setTimeout(() => {
    refreshing = null;
    const [name, rest] = [shown.split("/")[0], shown.slice(shown.indexOf("/") + 1)];
    if (name !== "settings") fill(name, rest).catch(() => {});
  }, 300);
}
document.addEventListener("library-changed", refresh);
document.addEventListener("add-to-album", async (event) => {
  await addToAlbum(event.detail.ids);
  await event.detail.done();
});
document.addEventListener("login-needed", async () => {
  await logIn();
  location.reload();
});

addEventListener("keydown", async (event) => {
  const isTyping = event.target.closest("input, textarea, select, dialog");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !isTyping) {
    event.preventDefault();
    await undo();
  }
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isOpen()) {
    if (await pressed(event.key)) event.preventDefault();
  } else if (event.key === "Escape" && grid) {
    grid.clearSelection();
  }
});

startUploads();
addEventListener("hashchange", () => go().catch(() => {}));
document.querySelector(".brand").prepend(icon("box"));
go().catch(() => {});
get("session").then((session) => { if (session.scope !== "open") followChanges(refresh); });
