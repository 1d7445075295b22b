/** Tries every state in both themes and both widths, large, forced and still. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inspect, misplaced, NARROW, open, press, visit, WIDE } from "./browser.mjs";

const ORDER = "tools/tab-order.txt";
const LONGEST = 80;
const STATES = [
  { name: "queue", scene: "queue" },
  { name: "overdue", scene: "overdue" },
  { name: "clear", scene: "clear" },
  { name: "blind", scene: "blind" },
  { name: "observer", scene: "observer" },
  { name: "hostile", scene: "hostile" },
  { name: "snooze", scene: "queue", act: press("Enter", "s") },
  { name: "more", scene: "queue", act: press(".") },
  { name: "filter", scene: "queue", act: press("f") },
  { name: "filtered", scene: "overdue", act: press("f", "n", "f", "w", "d") },
  { name: "ending", scene: "ending" },
  { name: "aged", scene: "aged" },
  { name: "banded", scene: "banded" },
  { name: "gaps", scene: "blind", act: press("v", "h") },
  { name: "palette", scene: "queue", act: press("Control+k") },
  { name: "keys", scene: "queue", act: press("?") },
  { name: "accounts", scene: "queue", act: press("g", "s", "2", "t") },
  { name: "connect where", scene: "queue", act: press("g", "s", "2", "a") },
  { name: "connect sign-in", scene: "queue", act: press("g", "s", "2", "a", "3") },
  { name: "sign out", scene: "queue", act: press("g", "s", "2", "x") },
  { name: "first where", scene: "first-where" },
  { name: "first connected", scene: "first-connected" },
  { name: "first sign-in", scene: "first-mail" },
  { name: "first code", scene: "first-code" },
  { name: "first places", scene: "first-channels" },
  { name: "first repositories", scene: "first-repositories" },
  { name: "first tokens", scene: "first-tokens" },
  { name: "handoff", scene: "queue", act: press("g", "h") },
  { name: "handoff note", scene: "queue", act: press("g", "h", "n") },
  { name: "handoff before", scene: "queue", act: press("g", "h", "b") },
  { name: "letter", scene: "queue", act: press("g", "h", "s") },
  { name: "sent", scene: "queue", act: press("g", "h", "s", "Control+Enter") },
  { name: "arriving", scene: "queue", act: press("g", "h", "i", "j") },
  { name: "preflight", scene: "queue", act: press("v", "p") },
  { name: "pair", scene: "observer", act: press("p") },
  { name: "observer week", scene: "observer", act: press("v", "d", "w") },
  { name: "helping", scene: "helping", act: press("Enter") },
  { name: "helped", scene: "helped", act: press("j", "j", "Enter") },
  { name: "general", scene: "queue", act: press("g", "s", "1") },
  { name: "targets", scene: "queue", act: press("g", "s", "3") },
  { name: "team", scene: "queue", act: press("g", "s", "4") },
  { name: "keyboard", scene: "queue", act: press("g", "s", "6") },
  {
    name: "another key",
    scene: "queue",
    act: press("g", "s", "6", "j", "Enter", "c"),
  },
  { name: "data", scene: "queue", act: press("g", "s", "7") },
  {
    name: "forget",
    scene: "queue",
    act: async (page) => {
      await press("g", "s", "7", "f")(page);
      await page.keyboard.type("Dirk Vos");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".forget li");
    },
  },
  { name: "search", scene: "noted", act: press("/", "l", "a", "b") },
  { name: "shift notes", scene: "noted", act: press("Shift+N") },
  { name: "sounds", scene: "queue", act: press("g", "s", "5", "t") },
  {
    name: "change",
    scene: "queue",
    act: async (page) => {
      await press("g", "s", "3", "Enter")(page);
      await page.keyboard.type("30 min");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".diff");
    },
  },
];
const WIDTHS = { wide: WIDE, narrow: NARROW };
/** "letter,sent" looks at these alone. */
const only = process.argv
  .slice(2)
  .find((word) => !word.startsWith("--"))
  ?.split(",");
const faults = [];
const orders = [];

/** What Tab reaches, from the first thing until it comes round again. */
async function reached(page) {
  const names = [];
  for (let step = 0; step < LONGEST; step += 1) {
    await page.keyboard.press("Tab");
    const { name, again } = await page.evaluate(() => {
      const found = document.activeElement;
      if (!found || found === document.body) return { name: "", again: true };
      const again = found.hasAttribute("data-reached");
      found.setAttribute("data-reached", "");
      const said =
        found.getAttribute("aria-label") ??
        found.labels?.[0]?.textContent ??
        found.innerText;
      const role = found.getAttribute("role") ?? found.localName;
      const words = said.replace(/\s+/g, " ").trim().slice(0, 60);
      return { name: `${role} ${words}`, again };
    });
    if (again) return names;
    names.push(name);
  }
  return [...names, "and no end"];
}

/** Whether something still moves although the desktop asked for rest. */
function moving() {
  return [...document.querySelectorAll("*")]
    .filter((part) => {
      const { transitionDuration, animationName } = getComputedStyle(part);
      return animationName !== "none" || parseFloat(transitionDuration) > 0;
    })
    .map((part) => `${part.localName}.${part.className} moves`);
}

/** The same in letters twice as large. */
async function large(browser, address, { scene, act }, size) {
  const { page, faults } = await open(browser, address, { scene, size });
  await press(...Array(5).fill("Control+="))(page);
  await act?.(page);
  const found = await inspect(page);
  await page.close();
  return [...faults, ...found].map((fault) => `200 %: ${fault}`);
}

async function tried(browser, address, state, [width, size]) {
  const { page, faults: said } = await open(browser, address, {
    scene: state.scene,
    size,
  });
  await state.act?.(page);
  const found = [];
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    found.push(...(await inspect(page, theme)));
  }
  found.push(...(await page.evaluate(moving)));
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  // Whatever the style sheet computes, these colours are the desktop's.
  const forced = await misplaced(page);
  found.push(...forced.map((fault) => `forced colours: ${fault}`));
  await page.emulateMedia({ forcedColors: "none" });
  const names = await reached(page);
  orders.push([`${state.name}, ${width}`, names]);
  await page.close();
  found.push(...(await large(browser, address, state, size)));
  faults.push(
    ...[...said, ...found].map((fault) => `${state.name}, ${width}: ${fault}`),
  );
}

/** The order in which Tab reaches things is decided, not stumbled upon. */
function compare() {
  const text = orders
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, names]) => [name, ...names.map((it) => `  ${it}`)].join("\n"))
    .join("\n\n");
  if (only) return console.log(text);
  const kept = existsSync(ORDER) ? readFileSync(ORDER, "utf8") : "";
  if (process.argv.includes("--keep")) writeFileSync(ORDER, `${text}\n`);
  else if (kept !== `${text}\n`) {
    writeFileSync("../tests/out/window/tab-order.txt", `${text}\n`);
    faults.push(
      `the Tab order differs from ${ORDER}; the new one is in tests/out/window, and --keep keeps it`,
    );
  }
}

const began = Date.now();
const waiting = STATES.filter(({ name }) => !only || only.includes(name)).flatMap(
  (state) => Object.entries(WIDTHS).map((width) => [state, width]),
);
const count = waiting.length;
await visit(async (browser, address) => {
  async function tryAll() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await tried(browser, address, ...next);
    }
  }
  await Promise.all([tryAll(), tryAll(), tryAll()]);
});
compare();
for (const fault of faults) console.error(fault);
console.log(
  `${count} states and widths in ${((Date.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
