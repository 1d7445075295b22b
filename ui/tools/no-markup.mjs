/** Refuses every way by which text could become markup in the window. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FORBIDDEN = [
  [/\{@html\b/, "{@html} turns text into markup"],
  [/\b(inner|outer)HTML\b/, "innerHTML turns text into markup"],
  [/insertAdjacentHTML|document\.write/, "writes markup"],
  [/\bstyle="/, "the content security policy forbids style attributes"],
  [/\bstyle:/, "the content security policy forbids style attributes"],
  [/@tauri-apps/, "only host.ts knows the program around the window"],
];
const ALLOWED = new Map([
  ["src/host.ts", /@tauri-apps/],
  ["src/fake/hostile.ts", /\{@html/],
]);

let faults = 0;
for (const entry of readdirSync("src", { recursive: true })) {
  const path = join("src", entry);
  if (!/\.(svelte|ts)$/.test(path) || path.endsWith(".test.ts")) continue;
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((line, at) => {
      for (const [pattern, why] of FORBIDDEN) {
        if (!pattern.test(line) || ALLOWED.get(path)?.test(line)) continue;
        console.error(`${path}:${at + 1}: ${why}`);
        faults += 1;
      }
    });
}
if (faults > 0) process.exit(1);
