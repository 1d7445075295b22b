/** A request is read without the list around it being asked for again. */
import { entries } from "../commands";
import { describe, expect, it } from "vitest";
import { EVERYTHING } from "../filter.svelte";
import { open, pass, press, text } from "../test/desk";

describe("reading another request", () => {
  it("leaves the list as it is", async () => {
    const { desk } = await open("queue");
    const before = desk.snapshot;
    await press("j");
    expect(text("h1")).toBe("Checkout answers 502 for every user");
    expect(desk.snapshot).toBe(before);
  });

  it("shows the clock that its row shows, whenever it was read", async () => {
    const { desk } = await open("queue");
    await pass(3000);
    await press("j");
    const row = desk.snapshot?.rows.find(({ id }) => id === desk.selection);
    const then = Date.parse(desk.snapshot?.now ?? "");
    const asked = row?.clock.left_ms ?? 0;
    const read = desk.detail?.row.clock.left_ms ?? 0;
    expect(read - desk.closeup.passed(desk.now)).toBe(
      asked - (desk.now - then),
    );
    expect(read).toBeLessThan(asked);
  });

  it("shows nothing that came for the one before", async () => {
    const { desk, stage } = await open("queue");
    const late = stage.snapshot({ ...ALONE, request: 2 });
    await press("j", "j");
    const shown = text("h1");
    desk.closeup.hear(2, late);
    expect(text("h1")).toBe(shown);
    expect(desk.detail?.row.id).toBe(desk.selection);
  });
});

const ALONE = {
  fold: "queue",
  rows: 0,
  calm: false,
  filter: EVERYTHING,
} as const;

describe("another request in the same thread", () => {
  it("is one press away, in both directions", async () => {
    const { desk } = await open("banded");
    await press("j", "j");
    expect(text("h1")).toBe("Where do I find last month's tours?");
    const other = () =>
      document.querySelector<HTMLButtonElement>(".aside .other");
    expect(other()?.textContent).toContain("Request 4, closed before");
    other()?.click();
    await pass(0);
    expect(desk.selection).toBe(4);
    expect(text("h1")).toBe("Please remove Jon's access, he has left");
    expect(other()?.textContent).toContain("Request 3, asked again");
  });

  it("has a key and a line of the palette, where there is one", async () => {
    const { desk } = await open("banded");
    const lines = () =>
      entries(desk)
        .map(({ label }) => label)
        .filter((label) => /^Open the (earlier|later) request$/.test(label));
    await press("j");
    expect(lines()).toEqual([]);
    await press("g", "e");
    expect(desk.selection).toBe(2);
    await press("j");
    expect(lines()).toEqual(["Open the earlier request"]);
    await press("g", "e");
    expect(desk.selection).toBe(4);
    expect(lines()).toEqual(["Open the later request"]);
    await press("g", "l");
    expect(desk.selection).toBe(3);
  });
});
