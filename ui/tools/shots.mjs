/** Takes pictures of every screen and refuses any that is not sound. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect, misplaced, NARROW, open, OUT, press, visit, WIDE } from "./browser.mjs";

/** In a wide window all keys stand there at once. */
async function keysAtOnce(page) {
  await page.keyboard.press("?");
  const beneath = await page.evaluate(() => {
    const sheet = document.querySelector("dialog.help");
    return sheet.scrollHeight - sheet.clientHeight;
  });
  return beneath > 0 ? [`the keys scroll by ${beneath} px`] : [];
}

const SCREENS = [
  { name: "01-queue", scene: "queue" },
  { name: "02-narrow", scene: "overdue", size: NARROW },
  { name: "03-clear", scene: "clear" },
  { name: "04-observer", scene: "observer", act: press("j", "j", "j") },
  { name: "04-observer-day", scene: "observer", act: press("v", "d") },
  { name: "04-observer-week", scene: "observer", act: press("v", "d", "w") },
  { name: "04-observer-pair", scene: "observer", act: press("p") },
  { name: "04-observer-keys", scene: "observer", act: keysAtOnce },
  {
    name: "04-observer-narrow",
    scene: "observer",
    size: NARROW,
    act: press("j", "j", "j", "Enter"),
  },
  { name: "05-blind", scene: "blind" },
  { name: "06-overdue", scene: "overdue" },
  {
    name: "07-palette",
    scene: "queue",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("snooze");
    },
  },
  { name: "08-keys", scene: "queue", act: keysAtOnce },
  { name: "09-snooze", scene: "queue", act: press("s") },
  { name: "10-read", scene: "queue", size: NARROW, act: press("Enter") },
  { name: "11-hostile", scene: "hostile" },
  { name: "12-off", scene: "off" },
  { name: "13-demo", scene: "demo", act: press("j", "c") },
  {
    name: "14-large",
    scene: "queue",
    act: press(...Array(6).fill("Control+=")),
  },
  { name: "15-empty", scene: "empty" },
  { name: "17-accounts", scene: "queue", act: press("g", "s", "2", "j", "t") },
  { name: "18-targets", scene: "queue", act: press("g", "s", "3") },
  {
    name: "19-change",
    scene: "queue",
    act: async (page) => {
      await press("g", "s", "3", "Enter")(page);
      await page.keyboard.type("30 min");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".diff");
    },
  },
  { name: "20-sounds", scene: "queue", act: press("g", "s", "5") },
  {
    name: "21-settings-narrow",
    scene: "queue",
    size: NARROW,
    act: press("g", "s", "2"),
  },
  { name: "25-handoff", scene: "queue", act: press("g", "h") },
  { name: "25-handoff-writing", scene: "queue", act: press("g", "h", "n") },
  { name: "25-handoff-past", scene: "queue", act: press("g", "h", "b") },
  {
    name: "25-handoff-narrow",
    scene: "queue",
    size: NARROW,
    act: press("g", "h"),
  },
  { name: "25-handoff-letter", scene: "queue", act: press("g", "h", "s") },
  {
    name: "25-handoff-sent",
    scene: "queue",
    act: press("g", "h", "s", "Control+Enter"),
  },
  { name: "25-handoff-arriving", scene: "queue", act: press("g", "h", "i", "j") },
  {
    name: "25-handoff-arriving-narrow",
    scene: "queue",
    size: NARROW,
    act: press("g", "h", "i", "j"),
  },
  { name: "60-preflight", scene: "queue", act: press("v", "p") },
  { name: "61-helping", scene: "helping" },
  { name: "62-helped", scene: "helped", act: press("j", "j") },
  { name: "62-update", scene: "helped", act: press("j", "j", "j") },
  {
    name: "62-helped-narrow",
    scene: "helped",
    size: NARROW,
    act: press("j", "j", "Enter"),
  },
  { name: "24-filter", scene: "queue", act: press("f") },
  { name: "25-filtered", scene: "overdue", act: press("f", "n") },
  { name: "26-gaps", scene: "blind", act: press("v", "h") },
  { name: "27-keyboard", scene: "queue", act: press("g", "s", "6") },
  {
    name: "28-another-key",
    scene: "queue",
    act: press("g", "s", "6", "j", "Enter", "c"),
  },
  { name: "29-ending", scene: "ending" },
  { name: "42-aged", scene: "aged" },
  { name: "43-aged-narrow", scene: "aged", size: NARROW },
  {
    name: "44-aged-large",
    scene: "aged",
    act: press(...Array(6).fill("Control+=")),
  },
  {
    name: "45-aged-narrow-large",
    scene: "aged",
    size: NARROW,
    act: press(...Array(6).fill("Control+=")),
  },
  { name: "46-banded", scene: "banded" },
  { name: "48-follows-banded", scene: "banded", act: press("j", "j") },
  { name: "47-banded-narrow", scene: "banded", size: NARROW },
  { name: "16-forced", scene: "overdue", media: { forcedColors: "active" } },
  ...[
    "door",
    "join",
    "signin",
    "waiting",
    "nokeyring",
    "channels",
    "people",
    "file",
    "add",
    "preview",
  ].map((step, at) => ({
    name: `3${at}-first-${step}`,
    scene: `first-${step}`,
  })),
  ...[
    "where",
    "connected",
    "github",
    "code",
    "mail",
    "hooks",
    "tokens",
    "repositories",
  ].map((step, at) => ({
    name: `5${at}-first-${step}`,
    scene: `first-${step}`,
  })),
  {
    name: "58-first-connected-narrow",
    scene: "first-connected",
    size: NARROW,
  },
  {
    name: "59-connect-sheet",
    scene: "queue",
    act: press("g", "s", "2", "a", "3"),
  },
  {
    name: "40-first-narrow",
    scene: "first-door",
    size: NARROW,
  },
  {
    name: "41-first-large",
    scene: "first-channels",
    act: press(...Array(6).fill("Control+=")),
  },
  { name: "20-noted", scene: "noted", act: press("n") },
  {
    name: "21-search",
    scene: "noted",
    act: async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("label");
      await page.waitForSelector("dialog mark");
    },
  },
  {
    name: "22-nothing-found",
    scene: "queue",
    size: NARROW,
    act: async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("zebra");
      await page.waitForSelector("dialog .none:not(:empty)");
    },
  },
  {
    name: "23-shift-notes",
    scene: "noted",
    act: async (page) => {
      await page.keyboard.press("Shift+N");
      await page.keyboard.type("Kofi swaps on **Friday**.");
      await page.keyboard.press("Control+Enter");
    },
  },
];
const only = process.argv[2];

async function pictures(browser, address, screen) {
  const { name, scene, size = WIDE, act, media } = screen;
  const shown = { scene, size, media, scale: 2 };
  const { page, faults } = await open(browser, address, shown);
  faults.push(...((await act?.(page)) ?? []));
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: join(OUT, `${name}-${theme}.png`) });
    // Whatever the style sheet computes, forced colours are the desktop's.
    const look = media ? misplaced : inspect;
    faults.push(...(await look(page, theme)));
  }
  await page.close();
  return faults.map((fault) => `${name} ${fault}`);
}

const began = Date.now();
mkdirSync(OUT, { recursive: true });
const faults = [];
const waiting = SCREENS.filter(({ name }) => !only || name.includes(only));
const count = waiting.length * 2;
await visit(async (browser, address) => {
  async function takeAll() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      faults.push(...(await pictures(browser, address, next)));
    }
  }
  await Promise.all([takeAll(), takeAll(), takeAll()]);
});
writeFileSync(join(OUT, "faults.txt"), faults.join("\n"));
for (const fault of faults) console.error(fault);
console.log(
  `${count} pictures in ${((Date.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
