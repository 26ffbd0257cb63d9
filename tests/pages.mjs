// The pages in Debian's Chromium, as people use them; pages_test.py starts the server and calls
// this: node pages.mjs ADDRESS PHOTO SHOTS_FOLDER. Fails with the first thing that is not as it
// should be.
import assert from "node:assert/strict";
import path from "node:path";
import { createRequire } from "node:module";

const { chromium } = createRequire(process.env.NUNCHI_PLAYWRIGHT + "/")("playwright-core");
const [address, photo, shots] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const complaints = [];

async function open(width, height, options = {}) {
  const page = await browser.newPage({ viewport: { width, height }, locale: "en-GB", ...options });
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => { if (!request.url().startsWith(address) && !request.url().startsWith("blob:")) complaints.push("asks elsewhere: " + request.url()); });
  await page.goto(address);
  await page.waitForSelector(".cell img");
  return page;
}
const shot = (page, name) => page.screenshot({ path: path.join(shots, name + ".png") });
const cells = (page) => page.locator(".cell").count();

async function timeline(page) {
  assert.equal(await cells(page), 3);
  await page.locator(".cell").first().focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.index ?? document.activeElement.className), "1");
}

async function photoPage(page) {
  await page.locator(".cell").first().click();
  await page.waitForSelector("#stage:not([hidden]) .shown");
  await page.keyboard.press("f");
  await page.waitForSelector(".tools .on");
  await page.fill("input.add", "grandma's orange");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".chip:has-text(\"grandma's orange\")");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#stage", { state: "hidden" });
  await page.goto(address + "#/favourites");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 1);
}

async function undo(page) {
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.goto(address + "#/favourites");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 0);
}

async function albums(page) {
  await page.goto(address + "#/");
  await page.waitForSelector(".cell img");
  await page.click("button[title=Select]");
  await page.locator(".cell").nth(0).click();
  await page.locator(".cell").nth(1).click();
  await page.click("#bar button[title='Add to an album']");
  await page.fill("dialog input", "여름 2019");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.goto(address + "#/albums");
  await page.click("a:has-text('여름 2019')");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 2);
}

async function bin(page) {
  await page.goto(address + "#/");
  await page.waitForSelector(".cell img");
  await page.click("button[title=Select]");
  await page.locator(".cell").nth(0).click();
  await page.click("#bar button[title='Move to the bin']");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 2);
  await page.click(".toast button");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 3);
}

async function upload(page) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("button[title=Upload]")]);
  await chooser.setFiles([photo, photo]);
  await page.waitForSelector(".toast:has-text('new')");
  await page.waitForFunction(() => document.querySelectorAll(".cell img").length === 4, null, { timeout: 20000 });
}

async function fits(page) {
  for (const place of ["", "albums", "people", "status", "settings", "bin"]) {
    await page.goto(address + "#/" + place);
    await page.waitForTimeout(200);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${place || "the first page"} is ${wide} pixels too wide`);
    const nameless = await page.evaluate(() => [...document.querySelectorAll("button, a, input, select")].filter((one) => one.offsetParent && !(one.textContent.trim() || one.getAttribute("aria-label") || one.title || one.labels?.length)).map((one) => one.outerHTML));
    assert.deepEqual(nameless, [], "every control has a name");
  }
}

const desk = await open(1280, 800);
await timeline(desk);
await shot(desk, "desk");
await photoPage(desk);
await undo(desk);
await albums(desk);
await bin(desk);
await fits(desk);
await upload(await open(1280, 800));
const phone = await open(360, 740, { hasTouch: true, isMobile: true });
await shot(phone, "phone");
await fits(phone);
const korean = await open(1280, 800, { locale: "ko-KR", colorScheme: "dark" });
assert.equal(await korean.textContent("#nav a[aria-current]"), "사진");
await shot(korean, "korean-dark");
assert.deepEqual(complaints, []);
await browser.close();
