// Pages that are no grid of photos: albums, people, the library's state, settings, log-in.

import { erase, get, patch, post } from "/api.js";
import { askFor, iconButton, make, toast } from "/dom.js";
import { bytesName, language, languages, momentName, number, setLanguage, word } from "/words.js";

const buttons = (yes) => ({ cancel: word("cancel"), yes: word(yes) });
const changed = () => document.dispatchEvent(new Event("library-changed"));

function page(title, ...content) {
  return make("div.page", {}, make("h1", {}, title), ...content);
}

export async function albumsPage() {
  const { albums } = await get("albums");
  const create = make("button.main", { type: "button", onclick: async () => {
    const name = await askFor(word("albumName"), { button: buttons("create") });
    if (!name) return;
    await post("albums", { name });
    changed();
  } }, word("newAlbum"));
  const rows = albums.map((album) => make("li", {},
    // A saved search has no page before there is a search.
    make(album.query === undefined ? "a" : "span", album.query === undefined ? { href: `#/album/${album.id}` } : {}, make("strong", {}, album.name), make("small", {}, album.query === undefined ? number.format(album.items) : album.query)),
    make("button.quiet", { type: "button", onclick: async () => {
      const name = await askFor(word("albumName"), { value: album.name, button: buttons("save") });
      if (!name) return;
      await patch(`albums/${album.id}`, { name });
      changed();
    } }, word("rename")),
    iconButton("bin", `${word("remove")}: ${album.name}`, async () => {
      await erase(`albums/${album.id}`);
      changed();
      toast(album.name, { label: word("undo"), run: async () => { await post("undo"); changed(); } });
    })));
  return page(word("albums"), make("p", {}, create), albums.length ? make("ul.rows", {}, rows) : make("p.quiet", {}, word("noAlbums")));
}

export async function peoplePage() {
  const { people } = await get("people");
  if (!people.length) return page(word("people"), make("p.quiet", {}, word("nobody")));
  return page(word("people"), make("ul.rows", {}, people.map((person) => make("li", {},
    make("a", { href: `#/person/${person.id}` }, make("strong", {}, person.name), make("small", {}, number.format(person.faces))),
    make("button.quiet", { type: "button", onclick: async () => {
      const name = await askFor(word("whoIsIt"), { value: person.name, button: buttons("save") });
      if (!name) return;
      await patch(`people/${person.id}`, { name });
      changed();
    } }, word("rename"))))));
}

export async function statusPage() {
  const [status, { edits }] = await Promise.all([get("status"), get("edits", { limit: 20 })]);
  const facts = [
    ["photos", number.format(status.photos)], ["videos", number.format(status.videos)], ["moments", number.format(status.moments)],
    ["facesSeen", number.format(status.faces)], ["bytes", bytesName(status.bytes)],
    ["pending", number.format(status.pending)], ["failed", number.format(status.failed)],
  ];
  const done = status.assets ? 1 - Math.min(1, status.pending / Math.max(1, status.assets)) : 1;
  return page(word("status"),
    status.notice ? make("p.notice", {}, status.notice) : null,
    status.pending ? make("progress", { value: done, max: 1, "aria-label": word("pending") }) : null,
    make("dl.facts", {}, facts.map(([key, value]) => [make("dt", {}, word(key)), make("dd", {}, value)])),
    make("h2", {}, word("recentEdits")),
    make("ul.rows", {}, edits.map((entry) => make("li", {}, make("span", {}, `${entry.kind} · ${entry.changes}`), make("small", {}, momentName(entry.at)), entry.undone ? make("small", {}, word("undone")) : null))));
}

export async function settingsPage() {
  const session = await get("session");
  const choice = make("select", { "aria-label": word("language"), onchange: () => setLanguage(choice.value) },
    Object.entries(languages).map(([key, name]) => make("option", { value: key, selected: key === language }, name)));
  return page(word("settings"),
    make("p.row", {}, make("label", {}, word("language"), " ", choice)),
    session.name ? make("p.row", {}, make("button", { type: "button", onclick: async () => { await erase("session"); location.reload(); } }, `${word("logout")} (${session.name})`)) : null,
    make("p", {}, make("a", { href: "/api/v1/openapi.json" }, "OpenAPI")));
}

// Resolves once somebody has logged in.
export function logIn() {
  return new Promise((resolve) => {
    if (document.querySelector("dialog.login")) return;
    const name = make("input", { autocomplete: "username", required: true, "aria-label": word("name"), placeholder: word("name") });
    const password = make("input", { type: "password", autocomplete: "current-password", required: true, "aria-label": word("password"), placeholder: word("password") });
    const problem = make("p.problem", { role: "alert" });
    const dialog = make("dialog.login", { oncancel: (event) => event.preventDefault() },
      make("form", { onsubmit: async (event) => {
        event.preventDefault();
        try {
          await post("session", { name: name.value, password: password.value });
          dialog.remove();
          resolve();
        } catch (refused) {
          problem.textContent = refused.message;
        }
      } }, make("h2", {}, word("login")), name, password, problem, make("button.main", {}, word("login"))));
    document.body.append(dialog);
    dialog.showModal();
  });
}

// Asks for an album and puts the moments into it.
export async function addToAlbum(ids) {
  const { albums } = await get("albums");
  const lists = albums.filter((album) => album.query === undefined);
  const name = await askFor(word("addToAlbum"), { list: lists.map((album) => album.name), button: buttons("save") });
  if (!name) return;
  const known = lists.find((album) => album.name === name);
  const id = known ? known.id : (await post("albums", { name })).id;
  await post(`albums/${id}/add`, { moments: ids });
  toast(word("added"));
  changed();
}

export function emptyPage() {
  return make("div.page.empty", {}, make("h1", {}, word("empty")), make("p", {}, word("emptyHow")), make("pre", {}, "nunchi add ~/Pictures"));
}
