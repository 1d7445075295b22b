/** A page with invented data in a real browser, and what is wrong with it. */
import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";

export const OUT = "../tests/out/window";
/** Each run looks at a page of its own, so that two do not disturb each other. */
const PAGE = join(OUT, `page-${process.pid}`);
const product = JSON.parse(readFileSync("../tauri.conf.json", "utf8"));
const policy = Object.entries(product.app.security.csp)
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");
const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

export const WIDE = { width: 1080, height: 720 };
export const NARROW = { width: 400, height: 640 };

/** Presses keys one after the other. */
export const press =
  (...keys) =>
  async (page) => {
    for (const key of keys) await page.keyboard.press(key);
  };

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

/** What has left its place on a page. */
export async function misplaced(page) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth > root.clientWidth ? root.scrollWidth : 0;
  });
  const cut = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        ".bar, .foot, .acts, .strip, .thread, .detail, .settings .page, .big, .top, .fold, .bot, .band, .body, .head, .title, .line, .acts-here, .doc, aside, .compose, .passed, dialog",
      ),
    ]
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map(
        (box) =>
          `${box.className} is ${box.scrollWidth - box.clientWidth} px too wide`,
      ),
  );
  // Whatever stands in a row, it is as high as the others.
  const high = await page.evaluate(() =>
    [...document.querySelectorAll(".row[data-request]")]
      .filter((row) => row.offsetHeight !== 52)
      .map(
        (row) =>
          `row ${row.getAttribute("data-request")} is ${row.offsetHeight} px high`,
      ),
  );
  // What opens over the window can be seen and reached whole.
  const beyond = await page.evaluate(() =>
    [...document.querySelectorAll("dialog, .menu, .note")].flatMap((box) => {
      const { left, top, right, bottom } = box.getBoundingClientRect();
      const out = [-left, -top, right - innerWidth, bottom - innerHeight];
      const most = Math.round(Math.max(...out));
      const name = box.getAttribute("aria-label") ?? box.className;
      return most > 1 ? [`${name} reaches ${most} px beyond the window`] : [];
    }),
  );
  return [...beyond, ...(wide ? [`the page is ${wide} px wide`] : []), ...cut, ...high];
}

/** Every rule of the levels A and AA. */
const EVERY = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
};
/** Those of them that another theme can break. */
const COLOURS = {
  type: "rule",
  values: ["color-contrast", "link-in-text-block"],
};

/** What is wrong with what a page shows, in the theme it has. */
export async function inspect(page, theme = "light") {
  const gone = await misplaced(page);
  // The inspector comes in through the debugger, so the policy of the page
  // stays as strict as in the product.
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (runOnly) =>
      // What lies beneath an open sheet is a state of its own.
      globalThis.axe.run(document.querySelector("dialog[open]") ?? document, {
        runOnly,
        resultTypes: ["violations"],
        // A row is read out as one sentence and not as its fragments.
        ...(runOnly.type === "tag" && {
          rules: { "label-content-name-mismatch": { enabled: false } },
        }),
      }),
    theme === "light" ? EVERY : COLOURS,
  );
  return [
    ...gone,
    ...violations.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join(" | ")}`,
    ),
  ].map((fault) => `${theme}: ${fault}`);
}

/** Opens a scene, and writes down what the page complains of. */
export async function open(browser, address, { scene, size, media, scale }) {
  const page = await browser.newPage({
    viewport: size,
    deviceScaleFactor: scale ?? 1,
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
  await page.waitForSelector(".detail, .quiet, .narrow, .first");
  return { page, faults };
}

/** Builds the page, shows it to a browser, and tidies up. */
export async function visit(work) {
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
  try {
    await work(browser, `http://127.0.0.1:${server.address().port}`);
  } finally {
    await browser.close();
    server.close();
    rmSync(PAGE, { recursive: true, force: true });
  }
}
