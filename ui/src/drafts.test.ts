/** Replies that were begun. */
import { describe, expect, it } from "vitest";
import { Drafts } from "./drafts.svelte";

function held() {
  const kept: [number, string][] = [];
  const slow: (() => void)[] = [];
  const drafts = new Drafts(async (request, text) => {
    await new Promise<void>((ready) => slow.push(ready));
    kept.push([request, text]);
  });
  /** The engine answers what it was asked. */
  const answer = async () => {
    slow.shift()?.();
    for (let round = 0; round < 4; round += 1) await Promise.resolve();
  };
  return { drafts, kept, answer };
}

describe("a draft", () => {
  it("is kept as it is typed, the last state at the latest", async () => {
    const { drafts, kept, answer } = held();
    drafts.write(1, "H");
    drafts.write(1, "He");
    drafts.write(1, "Hel");
    await answer();
    await answer();
    await drafts.settled();
    expect(kept).toEqual([
      [1, "H"],
      [1, "Hel"],
    ]);
  });

  it("comes back with a new window", () => {
    const { drafts } = held();
    drafts.hear(1, { text: "Half a sentence", turn: 0 });
    expect(drafts.of(1)).toBe("Half a sentence");
  });

  it("is not overwritten by what the engine was told before", () => {
    const { drafts } = held();
    drafts.hear(1, { text: "", turn: 0 });
    drafts.write(1, "Hello");
    drafts.hear(1, { text: "Hell", turn: 0 });
    expect(drafts.of(1)).toBe("Hello");
  });

  it("comes back when the reply did not go out", () => {
    const { drafts } = held();
    drafts.hear(1, { text: "", turn: 0 });
    drafts.write(1, "Hello");
    drafts.sent(1);
    drafts.hear(1, { text: "", turn: 1 });
    expect(drafts.of(1)).toBe("");
    drafts.hear(1, { text: "Hello", turn: 2 });
    expect(drafts.of(1)).toBe("Hello");
  });
});
