/** The handoff is written with few keys, in its place. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cleanup } from "@testing-library/svelte";
import { open, press, settle, text, texts } from "../test/desk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const hands = () =>
  [...document.querySelectorAll<HTMLButtonElement>("aside .btn")].find((it) =>
    it.textContent?.startsWith("Hand over"),
  );

async function come() {
  const opened = await open("queue");
  await press("g", "h");
  return opened;
}

function type(words: string): void {
  const field = document.activeElement as HTMLTextAreaElement;
  expect(field.tagName).toBe("TEXTAREA");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Presses keys and waits until the page shows what came of them. */
async function keys(...names: string[]): Promise<void> {
  await press(...names);
  for (let round = 0; round < 4; round += 1) await settle();
}

describe("the handoff", () => {
  it("names what is open and counts what is missing", async () => {
    await come();
    expect(text("h1")).toBe("Handoff to Priya and Tomás");
    expect(texts(".hand tbody tr")).toHaveLength(5);
    expect(text(".left")).toBe("2notesmissing");
    expect(hands()?.getAttribute("aria-disabled")).toBe("true");
  });

  it("begins at the first that is missing and goes on to the next", async () => {
    const { stage } = await come();
    expect(text("tr.sel .g")).toContain("Which plan includes the audit log?");
    await keys("0");
    expect(text("tr.sel .g")).toContain("Partner wants a data dump");
    await keys("n");
    type("The dump is ready, she has to sign.");
    await keys("Ctrl Enter");
    expect(text(".ask.sel h2")).toBe("What should we fix first?");
    await keys("0");
    expect(document.querySelector(".left")).toBeNull();
    expect(hands()?.getAttribute("aria-disabled")).toBe("false");
    await keys("Ctrl Enter");
    expect(stage.acts.map(({ act }) => act)).toEqual([
      "note",
      "note",
      "answer_form",
      "hand_over",
    ]);
    expect(text("aside .said")).toContain("Handed over 17:20");
  });

  it("changes a note that is there", async () => {
    const { stage } = await come();
    await press("k", "k", "n");
    type("Fixed.");
    await keys("Ctrl Enter");
    expect(stage.acts).toEqual([
      { act: "edit_note", note: 901, text: "Fixed." },
    ]);
    expect(texts(".hand .words")[0]).toBe("Fixed.");
  });

  it("lets go of what is written by Escape, and of the place", async () => {
    const { desk, stage } = await come();
    await press("n", "Escape");
    expect(document.querySelector("textarea")).toBeNull();
    expect(desk.place).toBe("handoff");
    await press("Escape");
    expect(desk.place).toBe("queue");
    expect(stage.acts).toEqual([]);
  });

  it("turns to the shifts before, which are not written in", async () => {
    const { stage } = await come();
    await press("b");
    expect(text("h1")).toBe("The week Wed 11 Nov to Wed 18 Nov");
    await press("n", "0", "Ctrl Enter");
    expect(stage.acts).toEqual([]);
    await press("b");
    expect(text(".doc")).toContain("it was not handed over");
    await press("b", "a", "a", "a");
    expect(text("h1")).toBe("Handoff to Priya and Tomás");
    await press("y");
    expect(stage.acts).toEqual([{ act: "copy_handoff", shift: null }]);
  });

  it("prints by a key", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    await come();
    await press("p");
    expect(print).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it("shows what is sent before it is sent", async () => {
    const { desk, stage } = await come();
    await keys("0", "0", "0");
    stage.acts.length = 0;
    await keys("s");
    expect(text("h1")).toBe("Into #support-team");
    expect(texts("ol li")).toHaveLength(6);
    await keys("Escape");
    expect(text("h1")).toBe("Handoff to Priya and Tomás");
    expect(desk.place).toBe("handoff");
    expect(stage.acts).toEqual([]);
    await keys("s", "Ctrl Enter");
    expect(stage.acts).toEqual([{ act: "send_handoff" }]);
    expect(text("aside")).toContain("0 of 5 accepted");
    expect(text(".hand")).toContain("Sent, not accepted yet");
  });

  it("takes over what somebody hands over, one by one", async () => {
    const { stage } = await come();
    // Asked for from the page, it is shown before anything is accepted.
    await keys("c");
    expect(text("h1")).toBe("Handoff from Kofi");
    expect(stage.acts).toEqual([]);
    // What somebody has accepted already is passed over.
    expect(texts("ol .state")[0]).toBe("Accepted by Ana");
    expect(text("li.sel")).toContain("Upgrade to 3.2");
    await keys("c");
    expect(stage.acts).toEqual([{ act: "accept", message: "1.2" }]);
    expect(texts("ol .state")[1]).toBe("Accepted by you");
    // The next one is chosen, and left where it is.
    expect(text("li.sel")).toContain("not in the queue here");
    await keys("n", "0", "Ctrl Enter");
    expect(stage.acts).toHaveLength(1);
    await keys("i");
    expect(text("h1")).toBe("Handoff to Priya and Tomás");
  });

  it("takes a key for each that is missing, and three more", async () => {
    const { desk, stage } = await come();
    const asked = desk.handoff.lines.filter(({ missing }) => missing).length;
    // However fast they come, each is for a line of its own.
    await keys(...Array.from({ length: asked }, () => "0"));
    await keys("Ctrl Enter");
    expect(stage.acts).toHaveLength(asked + 1);
    expect(desk.handoff.page?.handed).toBe("17:20");
  });
});
