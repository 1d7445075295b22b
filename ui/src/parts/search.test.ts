/** Searching in messages and notes. */
import { describe, expect, it } from "vitest";
import { open, press, settle, text, texts } from "../test/desk";

async function type(words: string): Promise<void> {
  const box = document.querySelector<HTMLInputElement>("dialog input");
  if (!box) throw new Error("there is no search field");
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

describe("the search", () => {
  it("opens with / and marks what was searched for", async () => {
    await open("queue");
    await press("/");
    await type("label");
    expect(texts("dialog .hit mark")[0]).toBe("Labels");
    expect(text("dialog .reach")).toContain("since Tue 3 Nov 2026");
  });

  it("opens what was found with Enter", async () => {
    const { desk } = await open("queue");
    await press("/");
    await type("revenue");
    await press("Enter");
    expect(document.querySelector("dialog")).toBeNull();
    expect(desk.detail?.row.gist).toContain("Revenue");
  });

  it("walks along what was found with the arrows", async () => {
    await open("queue");
    await press("/");
    await type("e");
    await press("ArrowDown");
    const found = [...document.querySelectorAll("dialog [role=option]")];
    const chosen = found.map((line) => line.getAttribute("aria-selected"));
    expect(chosen.slice(0, 3)).toEqual(["false", "true", "false"]);
  });

  it("says when nothing says it, and where to go on", async () => {
    const { stage } = await open("queue");
    await press("/");
    await type("zebra");
    expect(text("dialog .none")).toBe("No request says “zebra”.");
    await press("Ctrl o");
    expect(stage.acts).toEqual([{ act: "search_elsewhere" }]);
  });

  it("goes back with Escape and keeps the words", async () => {
    const { desk } = await open("queue");
    await press("/");
    await type("label");
    document
      .querySelector("dialog")
      ?.dispatchEvent(new Event("cancel", { cancelable: true }));
    await settle();
    expect(document.querySelector("dialog")).toBeNull();
    expect(desk.search.text).toBe("label");
  });

  it("takes a filter by a click", async () => {
    const { desk } = await open("queue");
    await press("/");
    const filter = [
      ...document.querySelectorAll<HTMLElement>("dialog .filters button"),
    ].find(({ textContent }) => textContent?.trim() === "has:note");
    filter?.click();
    await settle();
    expect(desk.search.text).toBe("has:note ");
  });
});
