/** Writing and sending a reply. */
import { describe, expect, it } from "vitest";
import { open, press, settle, text } from "../test/desk";

const field = () => document.querySelector<HTMLTextAreaElement>("textarea");

async function type(words: string): Promise<void> {
  const box = field();
  if (!box) throw new Error("there is no reply box");
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

describe("a reply", () => {
  it("goes out with Ctrl Enter, while single letters are only letters", async () => {
    const { stage } = await open("queue");
    await press("r");
    expect(document.activeElement).toBe(field());
    await press("c", "x");
    expect(stage.acts).toEqual([]);
    await type("Looking into it.");
    await press("Ctrl Enter");
    expect(stage.acts).toEqual([
      { act: "reply", request: 1, text: "Looking into it.", sure: false },
    ]);
    expect(field()?.value).toBe("");
  });

  it("says where it goes and what it does before it is sent", async () => {
    await open("queue");
    expect(text(".compose")).toContain("Reply to Dirk Vos in #backend");
    expect(text(".compose")).toContain("Stops the clock");
  });

  it("is kept for its own request while another is read", async () => {
    await open("queue");
    await press("r");
    await type("Half a sentence");
    await press("Escape", "j");
    expect(field()?.value).toBe("");
    await press("k");
    expect(field()?.value).toBe("Half a sentence");
  });

  it("is kept when it was refused", async () => {
    const { stage } = await open("queue");
    stage.refuse = {
      code: "unreachable",
      message: "Slack is not reachable.",
      hint: null,
    };
    await press("r");
    await type("Do not lose me");
    await press("Ctrl Enter");
    expect(field()?.value).toBe("Do not lose me");
  });

  it("asks a second time where a teammate asked", async () => {
    const { stage, desk } = await open("queue");
    await desk.select(8);
    await settle();
    stage.refuse = {
      code: "refused",
      message: "Pia Lund is a teammate.",
      hint: "Press again to send.",
    };
    await press("r");
    await type("The tours are under Archive.");
    await press("Ctrl Enter");
    expect(text(".compose .btn")).toContain("Send anyway");
    await press("Ctrl Enter");
    expect(stage.acts.at(-1)).toMatchObject({
      act: "reply",
      request: 8,
      sure: true,
    });
  });

  it("is not sent empty", async () => {
    const { stage } = await open("queue");
    await press("r");
    await type("   ");
    await press("Ctrl Enter");
    expect(stage.acts).toEqual([]);
  });
});
