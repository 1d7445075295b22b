/** Takes pictures of every screen and refuses any that is not sound. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";

const OUT = "../tests/out/window";
const PAGE = join(OUT, "page");
const product = JSON.parse(readFileSync("../tauri.conf.json", "utf8"));
const policy = Object.entries(product.app.security.csp)
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");
const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

const WIDE = { width: 1080, height: 720 };
const NARROW = { width: 400, height: 640 };
const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };
const SCREENS = [
  { name: "01-queue", scene: "queue" },
  { name: "02-narrow", scene: "overdue", size: NARROW },
  { name: "03-clear", scene: "clear" },
  { name: "04-observer", scene: "observer", act: press("j", "j") },
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
  { name: "08-keys", scene: "queue", act: press("?") },
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
  { name: "16-forced", scene: "overdue", media: { forcedColors: "active" } },
];
const only = process.argv[2];

function serve() {
  const types = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://page").pathname;
    const file = path === "/" ? "/index.html" : path;
    try {
      const body = readFileSync(join(PAGE, file));
      response.setHeader("content-type", types[extname(file)] ?? "text/plain");
      response.setHeader("content-security-policy", policy);
      response.end(body);
    } catch {
      // The browser asks for an icon that the window does not have.
      response.writeHead(204).end();
    }
  });
  return new Promise((ready) =>
    server.listen(0, "127.0.0.1", () => ready(server)),
  );
}

async function inspect(page, forced) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth ? root.scrollWidth : 0;
  });
  const cut = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        ".bar, .foot, .acts, .strip, .big, .top, .fold, .bot, .band, .body, .head",
      ),
    ]
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map(
        (box) =>
          `${box.className} is ${box.scrollWidth - box.clientWidth} px too wide`,
      ),
  );
  // The inspector comes in through the debugger, so the policy of the page
  // stays as strict as in the product.
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (forced) =>
      globalThis.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        // A row is read out as one sentence and not as its fragments.
        // Forced colours are the system's, whatever the style sheet computes.
        rules: {
          "label-content-name-mismatch": { enabled: false },
          "color-contrast": { enabled: !forced },
        },
      }),
    forced,
  );
  return [
    ...(wide ? [`the page is ${wide} px wide`] : []),
    ...cut,
    ...violations.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join(" | ")}`,
    ),
  ];
}

async function pictures(browser, address, screen) {
  const { name, scene, size = WIDE, act, media } = screen;
  const page = await browser.newPage({
    viewport: size,
    deviceScaleFactor: 2,
    colorScheme: "light",
    reducedMotion: "reduce",
    ...media,
  });
  const faults = [];
  page.on("console", (said) => {
    if (["error", "warning"].includes(said.type())) faults.push(said.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.sourceFile}`),
    ),
  );
  await page.goto(`${address}/?scene=${scene}&still`);
  await page.waitForSelector(".app .foot");
  await page.waitForSelector(".detail, .quiet, .narrow");
  await act?.(page);
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: join(OUT, `${name}-${theme}.png`) });
    faults.push(
      ...(await inspect(page, media !== undefined)).map(
        (fault) => `${theme}: ${fault}`,
      ),
    );
  }
  await page.close();
  return faults.map((fault) => `${name} ${fault}`);
}

const began = Date.now();
rmSync(PAGE, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await build({
  mode: "fake",
  logLevel: "warn",
  build: { outDir: PAGE, emptyOutDir: true },
});
const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const address = `http://127.0.0.1:${server.address().port}`;
const faults = [];
const waiting = SCREENS.filter(({ name }) => !only || name.includes(only));
const count = waiting.length * 2;
async function takeAll() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    faults.push(...(await pictures(browser, address, next)));
  }
}
await Promise.all([takeAll(), takeAll(), takeAll()]);
await browser.close();
server.close();
writeFileSync(join(OUT, "faults.txt"), faults.join("\n"));
for (const fault of faults) console.error(fault);
console.log(
  `${count} pictures in ${((Date.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
