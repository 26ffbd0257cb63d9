// A photo in the grid: its picture, its boxes, and what it shows in two lines.
// All text from outside goes through textContent or setAttribute, never through markup.

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== ""));
  return element;
}

// The line of the program as the page uses it: names as {en, ko}.
function readPhoto(record) {
  const named = (en, ko) => ({ en, ko: ko ?? "" });
  for (const tag of record.tags ?? []) {
    tag.name = named(tag.name, tag.name_ko);
    tag.ancestors = tag.ancestors.map((name, i) => named(name, tag.ancestors_ko?.[i]));
  }
  for (const object of record.objects ?? []) object.name = named(object.category, object.name_ko);
  return record;
}

function fileOf({ file }) {
  const at = file.replace(/\/+$/, "").lastIndexOf("/") + 1;
  return { folder: file.slice(0, at), name: file.slice(at) };
}

const shapeOf = (photo) => (photo.width > 0 && photo.height > 0 ? photo.width / photo.height : 1);
const gridShape = (photo) => Math.min(2.4, Math.max(0.7, shapeOf(photo))); // longer ones are cropped there
const pictureOf = (base64) => `data:image/jpeg;base64,${base64}`;

function boxOf(photo, [x, y, width, height], kind, label) {
  const box = make("span", { class: `box ${kind}`, "data-name": label });
  if (y < 0.05 * photo.height) box.classList.add("high"); // no room for a label above it
  box.style.left = `${(100 * x) / photo.width}%`;
  box.style.top = `${(100 * y) / photo.height}%`;
  box.style.width = `${(100 * width) / photo.width}%`;
  box.style.height = `${(100 * height) / photo.height}%`;
  return box;
}

// All boxes of a photo, objects first, in the order of their lists; small ones on top of large ones.
function boxesOf(photo) {
  if (!photo.width) return [];
  const objects = (photo.objects ?? []).map((object) => boxOf(photo, object.box, "object", nameOf(object.name)));
  const faces = (photo.faces ?? []).map((face) => boxOf(photo, face.box, "face", say("face")));
  const all = [...(photo.objects ?? []), ...(photo.faces ?? [])];
  const rank = all.map((_, i) => i).sort((a, b) => all[b].box[2] * all[b].box[3] - all[a].box[2] * all[a].box[3]);
  const boxes = [...objects, ...faces];
  rank.forEach((at, order) => (boxes[at].style.zIndex = order + 1));
  return boxes;
}

// What a tile says of a photo: its name, how sure that is, and what else there is.
function captionOf(photo) {
  const counts = new Map();
  for (const { name } of photo.objects ?? []) counts.set(nameOf(name), (counts.get(nameOf(name)) ?? 0) + 1);
  const counted = (name) => (counts.get(name) > 1 ? `${name} ×${counts.get(name)}` : name);
  const tags = (photo.tags ?? []).map((tag) => nameOf(tag.name));
  const names = [...new Set([...tags.slice(0, 1), ...counts.keys(), ...tags.slice(1, 3)])].map(counted);
  if (photo.faces?.length) names.push(say("people", photo.faces.length));
  const [name, ...more] = names;
  return { name: name ?? say("unrecognised"), sure: tags.length ? percent(photo.tags[0].confidence) : "", more, bare: !name };
}

class Tile {
  constructor(photo, number) {
    const { name, sure, more, bare } = captionOf(photo);
    const part = (kind, text) => make("span", { class: kind }, text);
    const caption = make("span", { class: "caption" }, part("name", name), part("sure", sure), part("more", more.join(" · ")));
    this.element = make(
      "button",
      {
        class: bare ? "tile bare" : "tile",
        type: "button",
        "data-number": number,
        "aria-label": [fileOf(photo).name, name, sure, ...more].filter(Boolean).join(", "),
      },
      this.frame(photo),
      caption,
    );
  }

  frame(photo) {
    const shape = shapeOf(photo);
    const shown = gridShape(photo);
    const picture = make("span", { class: "picture" });
    if (shape > shown) {
      picture.style.width = `${(100 * shape) / shown}%`;
      picture.style.left = `${50 - (50 * shape) / shown}%`;
    } else if (shape < shown) {
      picture.style.height = `${(100 * shown) / shape}%`;
      picture.style.top = `${50 - (50 * shown) / shape}%`;
    }
    const image = photo.thumbnail
      ? make("img", { src: pictureOf(photo.thumbnail), alt: "", decoding: "async", draggable: "false" })
      : make("span", { class: "blank" }, fileOf(photo).name);
    picture.append(image, ...boxesOf(photo));
    const frame = make("span", { class: "frame" }, picture);
    frame.style.aspectRatio = shown;
    return frame;
  }
}
