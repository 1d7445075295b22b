/** A phone call that is written down by hand. */
import { cleanup } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { open, press, settle, text } from "../test/desk";

afterEach(cleanup);

async function type(label: string, words: string): Promise<void> {
  const field = [...document.querySelectorAll("label")]
    .find((found) => found.textContent.trim() === label)
    ?.nextElementSibling;
  if (!(field instanceof HTMLInputElement)) throw new Error(label);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  await settle();
}

describe("a call", () => {
  it("is written down after L, answered unless told otherwise", async () => {
    const { stage, desk } = await open("queue");
    await press("l");
    await type("Who called", "Harbour office");
    await type("What about", "Gate 3 is stuck");
    await press("Enter");
    expect(stage.acts).toEqual([
      {
        act: "log",
        who: "Harbour office",
        about: "Gate 3 is stuck",
        at: null,
        spoke: true,
        priority: null,
      },
    ]);
    expect(desk.sheet).toBeNull();
  });

  it("is not sent by an Enter that has been held since before", async () => {
    const { stage, desk } = await open("queue");
    await press("l");
    await type("Who called", "Harbour office");
    await type("What about", "Gate 3 is stuck");
    const held = new KeyboardEvent("keydown", {
      key: "Enter",
      repeat: true,
      bubbles: true,
      cancelable: true,
    });
    document.activeElement?.dispatchEvent(held);
    await settle();
    expect(held.defaultPrevented).toBe(true);
    expect(stage.acts).toEqual([]);
    expect(desk.sheet).toBe("call");
  });

  it("that was left on the voicemail runs from now", async () => {
    const { stage } = await open("queue");
    await press("l");
    await type("Who called", "Harbour office");
    await type("What about", "Gate 3 is stuck");
    const box = document.querySelector<HTMLInputElement>("[type=checkbox]");
    box?.click();
    await settle();
    expect(text(".form")).toContain("Its clock runs from now");
    await press("Enter");
    expect(stage.acts).toMatchObject([{ act: "log", spoke: false }]);
  });

  it("is not written down half", async () => {
    const { stage, desk } = await open("queue");
    await press("l");
    await type("Who called", "Harbour office");
    await press("Enter");
    expect(stage.acts).toEqual([]);
    expect(desk.sheet).toBe("call");
  });
});
