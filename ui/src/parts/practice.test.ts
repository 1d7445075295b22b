/** Somebody reads along and practises. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cleanup } from "@testing-library/svelte";
import { open, press, settle } from "../test/desk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const text = (selector: string) =>
  document.querySelector(selector)?.textContent ?? "";

describe("an observer", () => {
  it("practises a claim where others claim, and nothing is claimed", async () => {
    const { stage } = await open("observer");
    await press("c");
    expect(stage.acts).toEqual([
      expect.objectContaining({ act: "practise", guess: { is: "claim" } }),
    ]);
    expect(text(".practice h2")).toBe("Would you have claimed it?");
    expect(text(".practice .priv")).toContain("only on this computer");
  });

  it("keeps an answer that is never sent", async () => {
    const { stage, desk } = await open("observer");
    const id = desk.detail?.row.id ?? 0;
    desk.drafts.write(id, "Which depot is it?");
    await settle();
    await desk.reply.send();
    await settle();
    const said = { is: "reply", text: "Which depot is it?" };
    expect(stage.acts).toEqual([
      { act: "practise", request: id, guess: said },
    ]);
    expect(desk.drafts.of(id)).toBe("");
    expect(text(".practice .side p")).toBe("Which depot is it?");
  });

  it("covers what the team wrote, and uncovers it", async () => {
    const { desk } = await open("observer");
    await desk.select(3);
    await settle();
    expect(text(".thread")).toContain("pulling down to refresh");
    await press("u");
    expect(text(".thread")).not.toContain("pulling down to refresh");
    expect(text(".practice")).not.toContain("pulling down to refresh");
    expect(text(".thread")).toContain("Rotterdam");
    await press("u");
    expect(text(".thread")).toContain("pulling down to refresh");
  });

  it("reads what goes out word for word before it asks to pair", async () => {
    const { stage, desk } = await open("observer");
    await press("p");
    await settle();
    expect(stage.acts).toEqual([]);
    expect(text("dialog .to")).toContain("to Mika");
    const words = text("dialog blockquote");
    expect(words).toContain("May I pair with you on this one?");
    document.querySelector<HTMLElement>("dialog .btn.primary")?.click();
    await settle();
    expect(stage.acts).toEqual([
      { act: "pair", request: desk.detail?.row.id, to: "Mika", words },
    ]);
    expect(desk.sheet).toBeNull();
  });

  it("sends nothing where the words are left", async () => {
    const { stage, desk } = await open("observer");
    await press("p");
    await settle();
    document.querySelector<HTMLElement>("dialog .btn:not(.primary)")?.click();
    await settle();
    expect(stage.acts).toEqual([]);
    expect(desk.sheet).toBeNull();
  });

  it("deletes all of it with one key", async () => {
    const { stage, desk } = await open("observer");
    await desk.select(3);
    await settle();
    expect(document.querySelector(".practice")).not.toBeNull();
    await press("Backspace");
    expect(stage.acts).toEqual([{ act: "discard_practice", request: 3 }]);
    expect(document.querySelector("section.practice")).toBeNull();
  });

  it("loses no practice into a reply that would be sent", async () => {
    const { stage, desk } = await open("observer");
    const id = desk.detail?.row.id ?? 0;
    desk.drafts.write(id, "Half an ans");
    await settle();
    stage.scene.duty = { ...stage.scene.duty, role: "responder" };
    for (const story of stage.scene.requests) story.draft = "";
    stage.changed();
    await settle();
    expect(desk.drafts.of(id)).toBe("");
  });

  it("reads what the day and the week taught, and ticks off", async () => {
    const { stage } = await open("observer");
    await press("v", "d");
    await settle();
    expect(text("dialog h1")).toBe("What today taught");
    expect(text("dialog")).toContain("you: normal, the team: urgent");
    document.querySelector<HTMLInputElement>(".ticks input")?.click();
    await settle();
    expect(stage.acts).toEqual([
      { act: "tick", item: "Read the playbook", done: true },
    ]);
    await press("w");
    await settle();
    expect(text("dialog h1")).toBe("What the week taught");
  });
});
