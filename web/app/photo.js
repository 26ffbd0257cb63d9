// One photo or video on the whole window, with all that is known of it.

import { edit, get, original, preview, put } from "/api.js";
import { askFor, icon, iconButton, make, makeSvg } from "/dom.js";
import { momentName, named, word } from "/words.js";

const stage = document.getElementById("stage");
let open = null; // { view, step, left }

export const isOpen = () => open !== null;

export async function openPhoto(id, { step, leave }) {
  const view = await get(`moments/${id}`);
  const opener = open ? open.opener : document.activeElement;
  open = { view, step, leave, opener };
  draw();
  stage.hidden = false;
  document.body.classList.add("staged");
  stage.querySelector(".leave").focus({ preventScroll: true });
}

export function closePhoto() {
  if (!open) return;
  const { opener } = open;
  open = null;
  stage.hidden = true;
  stage.replaceChildren();
  document.body.classList.remove("staged");
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
}

async function redraw() {
  if (!open) return;
  open.view = await get(`moments/${open.view.id}`);
  draw();
}

async function change(what, said) {
  await edit([open.view.id], what, said);
  await redraw();
}

export async function pressed(key) {
  if (!open) return false;
  const { view } = open;
  if (key === "Escape") open.leave();
  else if (key === "ArrowLeft") open.step(-1);
  else if (key === "ArrowRight") open.step(1);
  else if (key === "f") await change({ favourite: !view.favourite });
  else if (key === "i") document.body.classList.toggle("bare");
  else if (key === "b") stage.classList.toggle("boxed");
  else if (/^[0-5]$/.test(key)) await change({ rating: Number(key) });
  else if (key === "Delete") await change({ binned: !view.binned }, word("binned"));
  else return false;
  return true;
}

function draw() {
  const { view, step, leave } = open;
  stage.replaceChildren(
    make("div.pane", {},
      iconButton("close", word("close"), leave, { className: "round leave" }),
      make("div.tools", {},
        iconButton("heart", word(view.favourite ? "unfavourite" : "favourite"), () => pressed("f"), { className: view.favourite ? "round on" : "round", "aria-pressed": String(Boolean(view.favourite)) }),
        iconButton("box", word("boxes"), () => pressed("b")),
        iconButton("hide", word(view.hidden ? "unhide" : "hide"), () => change({ hidden: !view.hidden }, word("hidden"))),
        iconButton("bin", word(view.binned ? "fromBin" : "toBin"), () => change({ binned: !view.binned }, view.binned ? "" : word("binned"))),
        iconButton("info", word("details"), () => document.body.classList.toggle("bare"))),
      picture(view),
      iconButton("left", word("previous"), () => step(-1), { className: "round step back" }),
      iconButton("right", word("next"), () => step(1), { className: "round step forth" })),
    make("aside.facts", { "aria-label": word("details") }, facts(view)));
}

// The picture with its boxes, which are in pixels of the full picture.
function picture(view) {
  if (view.kind === "video") {
    const start = view.from_s ? `#t=${view.from_s}` : "";
    return make("video.shown", { src: original(view.asset) + start, controls: true, autoplay: true, muted: true, poster: preview(view.asset, "large"), playsInline: true });
  }
  const shown = make("img.shown", { alt: (view.pictures[0]?.tags || []).map(named).join(", "), src: preview(view.asset, "large") });
  const drawing = makeSvg("svg", { class: "drawing", viewBox: `0 0 ${view.width} ${view.height}` });
  const seen = view.pictures[0] || {};
  for (const object of seen.objects || []) drawing.append(box(object.box, `${named(object)} ${percent(object.confidence)}`, "object"));
  for (const face of seen.faces || []) drawing.append(box(face.box, face.person ? face.person.name : word("whoIsIt"), "face"));
  for (const line of seen.text || []) {
    const points = line.quad.map((corner) => corner.join(",")).join(" ");
    const shape = makeSvg("polygon", { points, class: "line" }, makeSvg("title", {}));
    shape.firstChild.textContent = line.text;
    drawing.append(shape);
  }
  return make("div.frame", {}, shown, drawing);
}

const percent = (chance) => `${Math.round(chance * 100)} %`;

function box([left, top, width, height], text, kind) {
  const title = makeSvg("title");
  title.textContent = text;
  return makeSvg("rect", { x: left, y: top, width, height, class: kind, rx: 4 }, title);
}

function facts(view) {
  const seen = view.pictures[0] || {};
  return [
    whenPart(view),
    part("tags", tags(view, seen)),
    seen.faces && seen.faces.length ? part("faces", make("div.chips", {}, seen.faces.map((face, n) => faceChip(view, face, n)))) : null,
    seen.text && seen.text.length ? part("text", make("p.read", {}, seen.text.map((line) => line.text).join("\n"))) : null,
    view.place ? part("where", make("p", {}, [view.place.name, view.place.region, view.place.country].filter(Boolean).join(", "))) : view.position ? part("where", make("p", {}, `${view.position.latitude}, ${view.position.longitude}`)) : null,
    part("rating", stars(view)),
    part("albums", make("div.chips", {}, view.albums.map((album) => make("a.chip", { href: `#/album/${album.id}` }, album.name)), albumButton(view))),
    part("file", make("p", {}, view.files.join(", "), make("br"), `${view.width} × ${view.height}`, view.camera ? make("br") : null, view.camera || null)),
    make("p.row", {}, make("a.button", { href: original(view.asset), target: "_blank", rel: "noopener" }, word("original"))),
  ];
}

const part = (title, ...content) => make("section", {}, make("h3", {}, word(title)), ...content);

function whenPart(view) {
  const again = make("button.quiet", { type: "button", onclick: async () => {
    const value = await askFor(word("when"), { type: "datetime-local", value: (view.taken || "2000-01-01T12:00:00").slice(0, 19), button: { cancel: word("cancel"), yes: word("save") } });
    if (value) await change({ taken: value.length === 16 ? value + ":00" : value.slice(0, 19) }, word("when"));
  } }, word("changeDate"));
  return part("when", make("p", {}, view.taken ? momentName(view.taken) : word("unknownTime"), " ", again));
}

function tags(view, seen) {
  const denied = new Set(view.own_tags.filter((tag) => !tag.given).map((tag) => tag.concept));
  const shown = (seen.tags || []).filter((tag) => !denied.has(tag.concept));
  for (const tag of view.own_tags) {
    if (tag.given && !shown.some((one) => one.concept === tag.concept)) shown.push(tag);
  }
  const chips = shown.map((tag) => make("span.chip", {},
    make("a", { href: `#/tag/${encodeURIComponent(tag.concept)}` }, named(tag)),
    tag.confidence === undefined ? null : make("small", {}, " " + percent(tag.confidence)),
    make("button", { type: "button", title: word("denyTag", { name: named(tag) }), "aria-label": word("denyTag", { name: named(tag) }), onclick: () => change({ deny_tags: [tag.concept] }, word("tags")) }, icon("close"))));
  const field = make("input.add", { placeholder: word("addTag"), "aria-label": word("addTag") });
  const form = make("form", { onsubmit: (event) => {
    event.preventDefault();
    if (field.value.trim()) change({ add_tags: [field.value.trim()] }, word("added"));
  } }, field);
  return make("div.chips", {}, seen.tags ? null : make("span.quiet", {}, word("notSeenYet")), chips, form);
}

function faceChip(view, face, n) {
  const [left, top, width, height] = face.box;
  const name = face.person ? face.person.name : word("whoIsIt");
  const portrait = make("span.portrait");
  // The face cut out of the large preview by percentages of the picture.
  portrait.style.backgroundImage = `url("${preview(view.asset, "large")}")`;
  portrait.style.backgroundSize = `${(view.width / width) * 100}% ${(view.height / height) * 100}%`;
  portrait.style.backgroundPosition = `${(left / Math.max(1, view.width - width)) * 100}% ${(top / Math.max(1, view.height - height)) * 100}%`;
  return make("button.chip.person", { type: "button", onclick: async () => {
    const { people } = await get("people");
    const said = await askFor(word("whoIsIt"), { value: face.person ? face.person.name : "", list: people.map((person) => person.name), button: { cancel: word("cancel"), yes: word("save") } });
    if (said === null || face.id === undefined) return;
    await put(`faces/${face.id}/person`, { name: said });
    document.dispatchEvent(new Event("library-changed"));
    await redraw();
  } }, portrait, name);
}

function stars(view) {
  return make("div.stars", { role: "radiogroup", "aria-label": word("rating") }, [1, 2, 3, 4, 5].map((n) =>
    iconButton("star", word("stars", { n }), () => change({ rating: view.rating === n ? 0 : n }), { className: n <= (view.rating || 0) ? "round on" : "round", role: "radio", "aria-checked": String(view.rating === n) })));
}

function albumButton(view) {
  return make("button.chip.quiet", { type: "button", onclick: () => document.dispatchEvent(new CustomEvent("add-to-album", { detail: { ids: [view.id], done: redraw } })) }, icon("album"), word("addToAlbum"));
}

