// Photos from this device into the library: dropped, chosen or pasted; what is there is never sent
// twice, and a broken upload goes on where it stood.

import { get, post, putBytes, Refused } from "/api.js";
import { make, toast } from "/dom.js";
import { word } from "/words.js";

const kPiece = 8 << 20;

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function send(file) {
  // crypto.subtle needs the whole file: on small devices one file at a time is in memory.
  const sha256 = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  let upload = await post("uploads", { name: file.name, bytes: file.size, sha256 });
  if (upload.done) return "known";
  for (let tries = 0; !upload.done; ) {
    const piece = file.slice(upload.offset, upload.offset + kPiece);
    try {
      upload = await putBytes(`uploads/${upload.id}`, piece, { offset: upload.offset });
      tries = 0;
    } catch (problem) {
      if (++tries > 5 || (problem instanceof Refused && problem.status !== 409)) throw problem;
      await new Promise((done) => setTimeout(done, 500 * 2 ** tries));
      upload = await get(`uploads/${upload.id}`);
    }
  }
  return "new";
}

export async function uploadAll(files) {
  const shown = make("div.toast", { role: "status" });
  document.getElementById("toasts").append(shown);
  const counts = { new: 0, known: 0 };
  try {
    for (const [n, file] of files.entries()) {
      shown.textContent = word("uploading", { n: n + 1, m: files.length });
      try {
        ++counts[await send(file)];
      } catch (problem) {
        toast(`${file.name}: ${problem.message}`);
      }
    }
  } finally {
    shown.remove();
  }
  toast(word("uploaded", { n: counts.new, m: counts.known }));
}

const isPhoto = (file) => file.size > 0 && (/^(image|video)\//.test(file.type) || /\.(heic|heif|avif|dng|cr2|cr3|nef|arw|raf|orf|rw2)$/i.test(file.name));

// Dropped files, and those in dropped folders.
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [];
  const read = async (entry) => {
    if (entry.isFile) files.push(await new Promise((done, failed) => entry.file(done, failed)));
    if (!entry.isDirectory) return;
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const one of some) await read(one);
    }
  };
  for (const entry of entries) await read(entry);
  return entries.length ? files : [...transfer.files];
}

export function startUploads() {
  const veil = make("div.veil", { hidden: true }, make("p", {}, word("dropHere")));
  document.body.append(veil);
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    veil.hidden = false;
  });
  addEventListener("dragleave", (event) => { veil.hidden = event.relatedTarget === null || veil.hidden; });
  addEventListener("drop", async (event) => {
    veil.hidden = true;
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    const files = (await filesOf(event.dataTransfer)).filter(isPhoto);
    if (files.length) await uploadAll(files);
  });
}

export function chooseFiles() {
  const input = make("input", { type: "file", multiple: true, accept: "image/*,video/*" });
  input.addEventListener("change", () => uploadAll([...input.files]));
  input.click();
}
