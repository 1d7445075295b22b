/** Keys that their user chose: pressed, shown, refused, given back. */
import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeUp } from "../../ownKeys.svelte";
import { open, press, settle, text, texts } from "../../test/desk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  takeUp({});
  vi.useRealTimers();
});

/** Chooses a key for an act, in the place for it. */
async function choose(what: string, key: string) {
  const lines = [...document.querySelectorAll<HTMLElement>(".lines button")];
  const line = lines.find(({ textContent }) => textContent?.includes(what));
  if (!line) throw new Error(`there is no line for ${what}`);
  line.click();
  document.querySelector<HTMLElement>(".page")?.focus();
  await settle();
  await press("Enter", key);
}

/** A browser closes a dialog by Escape itself. */
async function leave() {
  document.querySelector("dialog")?.dispatchEvent(new Event("cancel"));
  await settle();
}

async function keyboard() {
  const window = await open("queue");
  await press("g", "s", "6");
  return window;
}

describe("a key of one’s own", () => {
  it("does what the first one did, which does nothing now", async () => {
    const { stage } = await keyboard();
    await choose("Reply", "ü");
    expect(stage.settings.look.keys).toEqual({ r: "ü" });
    await press("Escape", "r");
    expect(document.activeElement?.localName).not.toBe("textarea");
    await press("ü");
    expect(document.activeElement?.localName).toBe("textarea");
  });

  it("stands on the button, in the palette and in the help", async () => {
    await keyboard();
    await choose("Snooze", "b");
    await press("Escape");
    const button = texts(".acts .btn").find((it) => it.startsWith("Snooze"));
    expect(button).toBe("SnoozeB");
    await press("Ctrl k");
    const keys = texts(".entry").filter((it) => it.includes("snooze 15 min"));
    expect(keys[0]).toMatch(/B1$/);
    await leave();
    await press("b", "1");
    expect(text(".note")).toContain("Snoozed");
  });

  it("is refused with a sentence if another act has it", async () => {
    const { stage } = await keyboard();
    await choose("Reply", "c");
    expect(text("dialog [role=alert]")).toMatch(/^C is “.*release”\. Take/);
    expect(stage.settings.look.keys).toEqual({});
    await leave();
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("is a single sign", async () => {
    const { stage } = await keyboard();
    await choose("Reply", "Ctrl b");
    expect(text("dialog [role=alert]")).toContain("a single sign");
    await press("F5");
    expect(stage.settings.look.keys).toEqual({});
  });

  it("may be what another act has given up", async () => {
    const { stage } = await keyboard();
    await choose("Reply", "b");
    await choose("Snooze", "r");
    expect(stage.settings.look.keys).toEqual({ r: "b", s: "r" });
  });

  it("may have Shift, and leaves the same letter alone", async () => {
    const { stage } = await keyboard();
    await choose("Done", "Shift B");
    await press("Escape", "b", "e", "Shift B");
    expect(stage.acts).toMatchObject([{ act: "close" }]);
  });

  it("is given back alone by its first key, and all by R", async () => {
    const { stage } = await keyboard();
    await choose("Reply", "b");
    await choose("Snooze", "ü");
    await choose("Reply", "r");
    expect(stage.settings.look.keys).toEqual({ s: "ü" });
    await press("r");
    expect(stage.settings.look.keys).toEqual({});
    expect(text(".note")).toContain("first key");
  });

  it("leaves menus and sections as they are", async () => {
    const { desk } = await keyboard();
    await choose("Go to", "b");
    await press("b", "q");
    expect(desk.place).toBe("queue");
    await press("g", "s", "Escape");
    expect(desk.place).toBe("queue");
    await press("b", "s", "2");
    expect(text(".page h1")).toBe("Accounts and sources");
  });

  it("is taken back when the engine refuses it", async () => {
    const { stage, desk } = await keyboard();
    const answer = stage.settings.answer.bind(stage.settings);
    stage.settings.answer = (command, sources) =>
      command.cmd === "set_look"
        ? { error: { code: "refused", message: "No.", hint: null } }
        : answer(command, sources);
    await choose("Reply", "b");
    expect(desk.settings.look.keys).toEqual({});
    expect(text(".note")).toContain("No.");
  });
});

describe("the keys for a call from anywhere", () => {
  it("are those that are pressed together, and can be given up", async () => {
    const { stage } = await keyboard();
    await press("w");
    await settle();
    document.querySelector("dialog")?.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: "Control",
        ctrlKey: true,
        bubbles: true,
      }),
    );
    document.querySelector("dialog")?.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: "ł",
        code: "KeyL",
        ctrlKey: true,
        altKey: true,
        bubbles: true,
      }),
    );
    await settle();
    expect(document.querySelector("dialog")).toBeNull();
    expect(stage.settings.preferences.shortcut).toBe("CTRL ALT L");
    expect(text(".anywhere")).toContain("CTRL ALT L opens the form");
    await press("x");
    expect(stage.settings.preferences.shortcut).toBeNull();
  });

  it("that another program has leave everything as it was", async () => {
    const { stage } = await keyboard();
    await press("w");
    await settle();
    document.querySelector("dialog")?.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: "t",
        ctrlKey: true,
        altKey: true,
        bubbles: true,
      }),
    );
    await settle();
    expect(text("dialog [role=alert]")).toContain("another program");
    expect(stage.settings.preferences.shortcut).toBeNull();
    await leave();
    expect(text(".anywhere")).toContain("No keys open the form");
  });
});
