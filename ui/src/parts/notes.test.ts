/** Private notes, on a request and on the shift. */
import { describe, expect, it } from "vitest";
import { open, press, settle, text, texts } from "../test/desk";

const field = () =>
  document.querySelector<HTMLTextAreaElement>(".notes textarea");

async function type(words: string): Promise<void> {
  const box = field();
  if (!box) throw new Error("there is no field for a note");
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

describe("a private note", () => {
  it("is written after N and kept with Ctrl Enter", async () => {
    const { stage } = await open("queue");
    await press("n");
    expect(document.activeElement).toBe(field());
    await type("Printer 4 was moved.");
    await press("Ctrl Enter");
    expect(stage.acts).toEqual([
      { act: "note", request: 1, text: "Printer 4 was moved." },
    ]);
    expect(text(".notes")).toContain("Printer 4 was moved.");
    expect(field()).toBeNull();
  });

  it("says that it never leaves this computer", async () => {
    await open("queue");
    expect(text(".notes .private")).toBe("Only on this computer");
    expect(document.querySelector(".notes .private svg")).not.toBeNull();
  });

  it("is an observer's to write as well", async () => {
    const { stage } = await open("observer");
    await press("n");
    await type("Ask Ana why.");
    await press("Ctrl Enter");
    expect(stage.acts).toMatchObject([{ act: "note" }]);
  });

  it("that is half written waits for its own request", async () => {
    await open("queue");
    await press("n");
    await type("Half a thou");
    await press("Escape", "j", "k", "n");
    expect(field()?.value).toBe("Half a thou");
  });

  it("is not kept empty, and lost by no refusal", async () => {
    const { stage } = await open("queue");
    await press("n");
    await type("   ");
    await press("Ctrl Enter");
    expect(stage.acts).toEqual([]);
    stage.refuse = { code: "failed", message: "The disk is full.", hint: null };
    await type("Do not lose me");
    await press("Ctrl Enter");
    expect(field()?.value).toBe("Do not lose me");
  });

  it("is changed and deleted where it stands", async () => {
    const { stage } = await open("noted");
    const button = (name: string) =>
      [...document.querySelectorAll<HTMLElement>(".notes .verbs button")].find(
        ({ textContent }) => textContent?.trim() === name,
      );
    button("Change")?.click();
    await settle();
    expect(field()?.value).toContain("**driver**");
    await type("It is the cable.");
    await press("Ctrl Enter");
    button("Delete")?.click();
    await settle();
    expect(stage.acts).toEqual([
      { act: "edit_note", note: 1, text: "It is the cable." },
      { act: "delete_note", note: 1 },
    ]);
  });

  it("opens its links by number, from outside the window", async () => {
    const { stage } = await open("noted");
    document.querySelector<HTMLElement>(".notes .link")?.click();
    await settle();
    expect(stage.acts).toEqual([{ act: "open_note", note: 1, link: 0 }]);
  });
});

describe("a note on the shift", () => {
  it("is written after Shift N, over the window", async () => {
    const { stage } = await open("queue");
    await press("Shift N");
    expect(text("dialog h1")).toContain("Notes on the shift");
    await type("Kofi swaps on Friday.");
    await press("Ctrl Enter");
    expect(stage.acts).toEqual([
      { act: "note", request: null, text: "Kofi swaps on Friday." },
    ]);
    expect(texts("dialog li").join()).toContain("Kofi swaps on Friday.");
  });
});
