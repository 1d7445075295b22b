/** How everything stands as a shift begins, and what it is to hand over. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cleanup } from "@testing-library/svelte";
import type { Spot } from "../contract/Spot";
import { open, press, settle, text, texts } from "../test/desk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function keys(...names: string[]): Promise<void> {
  await press(...names);
  for (let round = 0; round < 4; round += 1) await settle();
}

describe("how everything stands", () => {
  it("is tried by a key and says what is not well, with what to do", async () => {
    const { desk } = await open("queue");
    await keys("v", "p");
    expect(text(".page h1")).toBe("You are on until Wed 25 Nov 09:00");
    const lines = texts(".page li");
    expect(lines).toHaveLength(7);
    expect(lines.find((it) => it.includes("muted"))).toContain("Settings");
    await keys("h");
    expect(desk.sheet).toBeNull();
    expect(desk.place).toBe("handoff");
  });

  it("is what its notification opens, as is the handoff", async () => {
    const { desk, stage } = await open("queue");
    const raise = (spot: Spot) => {
      for (const heard of stage.raisers) heard({ request: null, spot });
    };
    raise("preflight");
    await settle();
    expect(desk.sheet).toBe("preflight");
    raise("handoff");
    await settle();
    expect(desk.sheet).toBeNull();
    expect(desk.place).toBe("handoff");
  });

  it("is not hidden beneath what is being filled in, nor is a request", async () => {
    const { desk, stage } = await open("queue");
    await keys("g", "s", "4", "a");
    expect(desk.settings.asking).toBe(true);
    const raise = (request: number | null) => {
      for (const heard of stage.raisers) heard({ request, spot: "reading" });
    };
    raise(null);
    await settle();
    expect(desk.settings.asking).toBe(true);
    raise(1);
    await settle();
    expect(desk.settings.asking).toBe(false);
    expect(document.querySelector("dialog")).toBeNull();
    expect(desk.place).toBe("queue");
  });
});

describe("the jobs of the shift", () => {
  it("are ticked off one after the other by a key", async () => {
    const { stage } = await open("queue");
    await keys("g", "h", "t");
    expect(stage.acts).toEqual([
      { act: "tick_job", job: "Next team picked", done: true },
    ]);
    expect(texts("aside li label")).toHaveLength(3);
    await keys("t");
    expect(stage.acts).toHaveLength(1);
  });
});
