// The dialog: one photo, large, with all that was seen in it.

class PhotoDialog {
  // `turn(step)` is asked for another photo, `search(name)` for all that show a name.
  constructor(turn, search, closed) {
    this.dialog = document.getElementById("photo");
    this.search = search;
    const find = (selector) => this.dialog.querySelector(selector);
    this.stage = find(".stage");
    this.picture = find(".picture");
    this.facts = find(".facts");
    this.findings = find(".findings");
    this.back = find(".back");
    this.on = find(".on");
    this.back.addEventListener("click", () => turn(-1));
    this.on.addEventListener("click", () => turn(1));
    find(".close").addEventListener("click", () => this.dialog.close());
    find(".boxes").addEventListener("click", () => this.toggleBoxes());
    this.dialog.addEventListener("close", closed);
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowLeft") turn(-1);
      if (event.key === "ArrowRight") turn(1);
      if (event.key === "b") this.toggleBoxes();
    });
    this.listenToSwipes(turn);
  }

  listenToSwipes(turn) {
    let from = null;
    this.stage.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
    this.stage.addEventListener("touchend", ({ changedTouches: [to] }) => {
      const right = from ? to.clientX - from.clientX : 0;
      if (from && Math.abs(right) > 50 && Math.abs(right) > 2 * Math.abs(to.clientY - from.clientY)) turn(right < 0 ? 1 : -1);
      from = null;
    });
  }

  toggleBoxes() {
    const shown = !this.dialog.classList.toggle("unboxed");
    this.dialog.querySelector(".boxes").setAttribute("aria-pressed", shown);
  }

  get isOpen() {
    return this.dialog.open;
  }

  // Shows the photo, the `at`th (from 0) of `all` in the row.
  show(photo, at, all) {
    this.photo = photo;
    const shape = shapeOf(photo);
    this.picture.style.setProperty("--shape", shape.toFixed(4));
    this.picture.replaceChildren();
    const source = photo.picture ?? photo.thumbnail;
    if (source) {
      const image = make("img", { src: pictureOf(source), alt: photo.file });
      // A thumbnail is not blown up until it is a blur.
      const fit = () => (this.picture.style.maxWidth = photo.picture ? "" : `${Math.max(480, 2.25 * image.naturalWidth)}px`);
      image.addEventListener("load", fit, { once: true });
      this.picture.append(image);
    } else {
      this.picture.append(make("span", { class: "blank" }, photo.file));
    }
    this.boxes = boxesOf(photo);
    this.picture.append(...this.boxes);
    this.dialog.classList.toggle("crowded", this.boxes.length > 6);
    this.dialog.querySelector("#photo-file").textContent = fileOf(photo).name;
    this.dialog.querySelector(".place-in-row").textContent = say("at", at + 1, all);
    this.back.disabled = at === 0;
    this.on.disabled = at === all - 1;
    this.facts.replaceChildren(...factsOf(photo));
    this.findings.replaceChildren(...this.lists(photo));
    if (!this.dialog.open) this.dialog.showModal();
    if (this.dialog.contains(document.activeElement) && document.activeElement.disabled) this.dialog.focus();
    this.dialog.querySelector(".panel").scrollTop = 0;
  }

  lists(photo) {
    const objects = photo.objects ?? [];
    const lists = [
      list("tags", (photo.tags ?? []).map((tag) => this.tag(tag))),
      list("objects", objects.map((object, i) => this.boxed(nameOf(object.name), object, this.boxes[i]))),
      list("faces", (photo.faces ?? []).map((face, i) => this.boxed(say("face"), face, this.boxes[objects.length + i]))),
    ].filter(Boolean);
    return lists.length ? lists : [make("p", { class: "bare" }, say("unrecognised"))];
  }

  tag(tag) {
    const item = row(nameOf(tag.name), otherName(tag.name), tag.confidence);
    if (tag.ancestors.length) {
      const trail = make("p", { class: "trail" });
      for (const ancestor of [...tag.ancestors].reverse()) {
        const step = make("button", { type: "button" }, nameOf(ancestor));
        step.addEventListener("click", () => this.search(nameOf(ancestor)));
        trail.append(step, make("span", { "aria-hidden": "true" }, "›"));
      }
      trail.lastChild.remove();
      item.append(trail);
    }
    return item;
  }

  // A line and its box light up together.
  boxed(name, { confidence }, box) {
    const item = row(name, "", confidence);
    item.querySelector(".bar").remove();
    if (!box) return item;
    item.tabIndex = 0;
    const light = (on) => () => [item, box].forEach((one) => one.classList.toggle("lit", on));
    for (const one of [item, box]) {
      one.addEventListener("pointerenter", light(true));
      one.addEventListener("pointerleave", light(false));
    }
    item.addEventListener("focus", light(true));
    item.addEventListener("blur", light(false));
    return item;
  }
}

function row(name, other, confidence) {
  const full = make("span");
  full.style.width = `${100 * confidence}%`;
  return make(
    "li",
    {},
    make("span", { class: "name" }, name, other && " ", other && make("span", { class: "other", lang: language === "ko" ? "en" : "ko" }, other)),
    make("span", { class: "sure" }, percent(confidence)),
    make("span", { class: "bar", "aria-hidden": "true" }, full),
  );
}

function list(key, items) {
  if (!items.length) return null;
  const count = items.length > 1 && key !== "tags" ? ` ${items.length}` : "";
  return make("section", { class: key }, make("h3", {}, say(key), count), make("ul", {}, ...items));
}

function factsOf(photo) {
  const facts = [];
  if (fileOf(photo).folder) facts.push(["folder", fileOf(photo).folder]);
  if (photo.taken_at) facts.push(["taken", [dateText(photo.taken_at), words[language].from[photo.taken_from]].filter(Boolean).join(", ")]);
  if (photo.camera) facts.push(["camera", photo.camera]);
  if (photo.gps) facts.push(["place", placeText(photo.gps)]);
  if (photo.width) facts.push(["size", `${photo.width} × ${photo.height}`]);
  const rows = facts.map(([key, text]) => make("p", {}, make("span", {}, say(key)), make("span", {}, text)));
  if (/^(\.{1,2}\/|file:\/\/\/)/.test(photo.link ?? "")) {
    rows.push(make("p", {}, make("span"), make("a", { href: photo.link, target: "_blank", rel: "noopener" }, say("original"))));
  }
  return rows;
}

function dateText(iso) {
  const [, y, mo, d, h, mi, offset] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):\d\d(.*)$/.exec(iso) ?? [];
  if (!y) return iso;
  const form = new Intl.DateTimeFormat(language === "ko" ? "ko-KR" : "en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return form.format(Date.UTC(y, mo - 1, d, h, mi)) + (offset ? ` (UTC${offset.replace("-", "−")})` : "");
}

function placeText({ latitude, longitude, altitude }) {
  const part = (degrees, sides) => `${Math.abs(degrees).toFixed(5)}° ${sides[degrees < 0 ? 1 : 0]}`;
  const place = `${part(latitude, "NS")}, ${part(longitude, "EW")}`;
  return altitude === undefined ? place : `${place}, ${say("altitude", altitude)}`;
}
