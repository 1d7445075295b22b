/** Does every act in a real browser: unconfirmed it looks so, refused it goes back and says why. */
import { NARROW, open, visit, WIDE } from "./browser.mjs";

const WHY = "Slack did not take it.";
/** What a request shows that others would see. */
const LOOKS = [".detail h1", ".detail .sub", ".acts", ".thread", "textarea"];
/** What goes to a source, each with a request on which it can be done. */
const SENT = [
  { act: "claim", request: 1, key: "c" },
  { act: "claim quietly", request: 1, key: "Shift+C" },
  { act: "together", request: 2, key: "c" },
  { act: "release", request: 4, key: "c" },
  { act: "reply", request: 5, key: "r", words: "Looking into it." },
  { act: "close", request: 3, key: "e" },
  { act: "dismiss", request: 7, key: "x" },
  { act: "take over", request: 2, key: "c", scene: "silent" },
  { act: "send again", request: 3, key: "Shift+R", scene: "aged" },
  { act: "bring back", request: 6, key: "x", scene: "clear" },
];
/** What stays on this computer: it is done at once, or not at all. */
const KEPT = [
  { act: "snooze", request: 1, key: "s1" },
  { act: "wake", request: 20, key: "s" },
  { act: "wait on them", request: 4, key: "i" },
  { act: "priority", request: 1, key: ".3" },
  { act: "split", request: 1, key: ".s" },
  { act: "copy link", request: 1, key: "y" },
  { act: "open", request: 1, key: "o" },
  { act: "it is there", request: 3, key: "Shift+Y", scene: "aged" },
];
const faults = [];
/** How long anything may take that is waited for, in milliseconds. */
const PATIENCE = 30_000;

/** Looks again and again until it is as wanted, and says what it was last. */
async function until(look, holds) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (holds(found) || Date.now() > end) return found;
  }
}

/** What the request looks like, to be compared. */
function looks(page) {
  return page.evaluate((parts) => {
    const texts = parts.map((part) => {
      const found = document.querySelector(part);
      return (found?.value ?? found?.innerText ?? "").replace(/\s+/g, " ");
    });
    const line = document.querySelector("[aria-selected=true]");
    return [...texts, line?.innerText.replace(/\d+:\d\d/g, "") ?? ""].join("\n");
  }, LOOKS);
}

/** Where the window says that it is not there yet. */
function unconfirmed(page) {
  return page.evaluate(() => {
    const says = (part) =>
      part?.querySelector('use[href="#unsure"]') !== null &&
      /sending/.test(part?.innerText ?? "");
    const line = document.querySelector("[aria-selected=true]");
    return {
      read: says(document.querySelector(".detail")),
      listed: line === null || says(line),
    };
  });
}

async function press(page, { key, words }) {
  if (key.includes("+")) await page.keyboard.press(key);
  else for (const one of key) await page.keyboard.press(one);
  if (!words) return;
  await page.keyboard.type(words);
  await page.keyboard.press("Control+Enter");
}

/** Opens a request, wherever it stands. */
async function opened(browser, address, one, size) {
  const scene = one.scene === "silent" ? "queue" : (one.scene ?? "queue");
  const { page, faults: said } = await open(browser, address, { scene, size });
  await page.evaluate(
    async ({ id, silent }) => {
      const { stage } = globalThis;
      const story = stage.find(id);
      if (silent) story.owner = { ...story.owner, stale: true };
      stage.changed();
      for (const heard of stage.raisers) heard({ request: id, spot: "reading" });
    },
    { id: one.request, silent: one.scene === "silent" },
  );
  await page.waitForFunction(
    (id) =>
      document.querySelector(".detail h1")?.textContent ===
      globalThis.stage.find(id).gist,
    one.request,
  );
  return { page, said };
}

/** The window says why, as something that was not done. */
function complains(page, words) {
  const said = (words) => {
    const note = document.querySelector(".note");
    const warns = note?.querySelector('use[href="#warn"]');
    return Boolean(warns) && note.innerText.includes(words);
  };
  return until(() => page.evaluate(said, words), Boolean);
}

/** It looks unconfirmed, and goes back when the source refuses it. */
async function sent(browser, address, one, size) {
  const { page, said } = await opened(browser, address, one, size);
  const found = [...said];
  const before = await looks(page);
  await press(page, one);
  await page.waitForFunction(() => globalThis.stage.acts.length > 0);
  const { read, listed } = await until(
    () => unconfirmed(page),
    (it) => it.read && it.listed,
  );
  if (!read) found.push("the request does not say that it is sending");
  if (!listed) found.push("its line does not say that it is sending");
  await page.evaluate(
    ([id, why]) => globalThis.stage.rollBack(id, why),
    [one.request, WHY],
  );
  if (!(await complains(page, WHY))) found.push("it does not say why not");
  // The words of a reply that did not go out are a draft again.
  const isBack = (seen) => {
    const after = seen.replace("\ndraft", "");
    const kept = !one.words || after.includes(one.words);
    return kept && after.replace(one.words ?? "", "") === before;
  };
  const after = await until(() => looks(page), isBack);
  if (!isBack(after)) found.push(`it did not go back: ${after} instead of ${before}`);
  await page.close();
  return found;
}

/** A refusal by the engine changes nothing and is said. */
async function refused(browser, address, one, size) {
  const { page, said } = await opened(browser, address, one, size);
  const found = [...said];
  const before = await looks(page);
  await page.evaluate((message) => {
    const hint = "Try again.";
    globalThis.stage.refuse = { code: "failed", message, hint };
  }, WHY);
  await press(page, one);
  if (!(await complains(page, WHY))) found.push("a refusal is not said");
  const stays = (after) => (one.words ? after.includes(one.words) : after === before);
  const after = await until(() => looks(page), stays);
  if (!stays(after)) found.push(`a refusal changed it: ${after}, before ${before}`);
  await page.close();
  return found;
}

const began = Date.now();
const tries = [WIDE, NARROW].flatMap((size) => [
  ...SENT.map((one) => ({ one, size, as: sent })),
  ...[...SENT, ...KEPT].map((one) => ({ one, size, as: refused })),
]);
const count = tries.length;
await visit(async (browser, address) => {
  async function tryAll() {
    for (let next = tries.shift(); next; next = tries.shift()) {
      const { one, size, as } = next;
      const where = `${one.act}, ${size === WIDE ? "wide" : "narrow"}`;
      try {
        const found = await as(browser, address, one, size);
        faults.push(...found.map((fault) => `${where}: ${fault}`));
      } catch (error) {
        faults.push(`${where}, ${as.name}: ${error}`);
      }
    }
  }
  await Promise.all([tryAll(), tryAll(), tryAll()]);
});
for (const fault of faults) console.error(fault);
console.log(
  `${count} acts in ${((Date.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
