/** Whatever a person can ask for is done by its key, and by its line in the
 * palette. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cleanup } from "@testing-library/svelte";
import { entries } from "./commands";
import type { Entry } from "./commands/entry";
import type { Verb } from "./contract/Verb";
import type { Desk } from "./desk.svelte";
import type { SceneName } from "./fake/scenes";
import type { Stage } from "./fake/stage";
import { sections } from "./help";
import { SECTIONS } from "./settings/sections";
import { open, press, settle } from "./test/desk";
import { use, strokes } from "./test/hands";
import { ACTS, COMMANDS, type Way } from "./test/ways";

/** What the engine offers is decided here, by these files of its contract. */
const VIEW: Record<string, string> = import.meta.glob(
  [
    "../../src-tauri/crates/contract/src/view/*.rs",
    "../../src-tauri/crates/contract/src/view/verbs/*.rs",
  ],
  { query: "?raw", import: "default", eager: true },
);
const TYPES: Record<string, string> = import.meta.glob(
  "./contract/{Act,Command}.ts",
  { query: "?raw", import: "default", eager: true },
);

const WAYS: [string, Way][] = Object.entries({ ...ACTS, ...COMMANDS });
/** Each of them is tried twice: with its key, and with its line. */
const TRIES = WAYS.filter(([, { by }]) => by !== "nobody").flatMap(
  ([name, way]) => [
    { name, way, with: "its key" },
    { name, way, with: "its line" },
  ],
);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  document.documentElement.className = "";
  vi.useRealTimers();
});

function names(file: string, tag: string): string[] {
  const text = TYPES[`./contract/${file}.ts`] ?? "";
  const found = text.matchAll(new RegExp(`"${tag}": "([a-z_]+)"`, "g"));
  return [...found].map(([, name]) => name ?? "").sort();
}

/** Every act and command that arrives at the engine. */
function heard(stage: Stage): string[] {
  const arrived: string[] = [];
  const answer = stage.answer.bind(stage);
  stage.answer = (command) => {
    arrived.push(command.cmd === "do" ? command.act.act : command.cmd);
    return answer(command);
  };
  return arrived;
}

/** The engine offers this alone on every request. */
async function offer(stage: Stage, verb: Verb): Promise<void> {
  const snapshot = stage.snapshot.bind(stage);
  const sleep = verb.key.startsWith("S ");
  stage.snapshot = (select) => {
    const shown = snapshot(select);
    const { selected } = shown;
    const verbs = [sleep ? { ...verb, key: "S", label: "Snooze" } : verb];
    const snoozes = sleep ? [verb] : [];
    return { ...shown, selected: selected && { ...selected, verbs, snoozes } };
  };
  stage.changed();
  await settle();
}

function offered(way: Extract<Way, { by: "verb" }>): Verb {
  const { act, key } = way;
  return { act, key, label: "Do it", primary: false, refused: null };
}

/** The window, once everything that has a line in the palette is known. */
async function known(scene: SceneName | undefined) {
  const opened = await open(scene ?? "queue");
  if (!scene) await press("g", "s", "g", "h", "g", "q");
  return opened;
}

/** What is pressed for a line, from the queue. */
function keysOf({ key, local, group, why }: Entry): string[] {
  const section = SECTIONS.indexOf(why as (typeof SECTIONS)[number]) + 1;
  const there = local && group === "Settings" && section > 0;
  return strokes(there ? `G S ${section} ${key}` : key);
}

/** The line of the palette by which a person comes to it. */
function lineOf(way: Way, desk: Desk): Entry {
  const leads = ({ label }: Entry): boolean => {
    if (way.by === "line") return way.says.test(label);
    return label === (way.by === "within" ? way.what : "Do it");
  };
  const found = entries(desk).find(leads);
  if (!found) throw new Error("it has no line");
  return found;
}

/** Opens the window, does it, and tells what arrived. */
async function done(way: Way, byKey: boolean): Promise<string[]> {
  if (way.by === "nobody") return [];
  const { desk, stage } =
    way.by === "verb" ? await open("queue") : await known(way.scene);
  if (way.by === "verb") await offer(stage, offered(way));
  const line = lineOf(way, desk);
  const arrived = heard(stage);
  if (byKey) await press(...keysOf(line));
  else line.run();
  await settle();
  for (const hand of way.then) await use(hand);
  await vi.advanceTimersByTimeAsync(1000);
  await settle();
  return arrived;
}

describe("every act and command of the contract", () => {
  it("has a way", () => {
    expect(Object.keys(ACTS).sort()).toEqual(names("Act", "act"));
    expect(Object.keys(COMMANDS).sort()).toEqual(names("Command", "cmd"));
  });

  it.each(TRIES)("$name is done with $with", async ({ name, way, ...by }) => {
    expect(await done(way, by.with === "its key")).toContain(name);
  });

  it("that is a verb is offered by the engine, with its key", () => {
    for (const [name, way] of Object.entries(ACTS)) {
      if (way.by !== "verb") continue;
      const camel = name.replace(/(^|_)([a-z])/g, (_, __, c: string) =>
        c.toUpperCase(),
      );
      const says = (text: string) =>
        new RegExp(`Act::${camel}\\b`).test(text) &&
        text.includes(`"${way.key}"`);
      expect(way.act.act).toBe(name);
      expect(Object.values(VIEW).some(says), `${name}, ${way.key}`).toBe(true);
    }
  });
});

/** Every key that the engine gives to a verb. */
function given(): string[] {
  const key = /"((?:(?:\.|S|Shift) )?(?:[A-Z0-9]|Backspace))"/g;
  const files = Object.entries(VIEW).filter(([path]) =>
    /(verbs|snoozes)\.rs$|\/verbs\//.test(path),
  );
  const found = files.flatMap(([, text]) => [...text.matchAll(key)]);
  return [...new Set(found.map(([, name]) => name ?? ""))].sort();
}

describe("a key that the engine gives to a verb", () => {
  // Z takes back whatever was done last, on the request or elsewhere.
  it.each(given().filter((key) => key !== "Z"))("%s does it", async (key) => {
    const { stage } = await open("queue");
    const act = { act: "kept", request: 1 } as const;
    const label = "Do it";
    await offer(stage, { act, key, label, primary: false, refused: null });
    await press(...strokes(key));
    expect(stage.acts).toEqual([act]);
  });
});

describe("the help", () => {
  it("lists the key of every line that is not of one request", async () => {
    const { desk } = await open("queue");
    const lines = entries(desk).filter(
      ({ group }) => group === "Everywhere" || group === "Queue",
    );
    const listed = sections(desk, desk.place)
      .flatMap(({ keys }) => keys.map(([, key]) => key))
      .join(" ");
    for (const { label, key } of lines) {
      const last = key.split(" ").at(-1) ?? "";
      expect(listed.split(" "), label).toContain(last);
    }
  });

  it("lists every key of the section that is shown", async () => {
    const { desk } = await open("queue");
    for (const section of ["1", "2", "3", "4", "5", "6", "7"]) {
      await press("g", "s", section);
      const titles = sections(desk, desk.place)[0];
      const acts = entries(desk).filter(({ why }) => why === titles?.title);
      const keys = titles?.keys.map(([, key]) => key) ?? [];
      for (const { key } of acts) expect(keys).toContain(key);
    }
  });
});
