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
    await press("r");
    await type("The tours are under Archive.");
    await press("Ctrl Enter");
    expect(stage.acts.at(-1)).toMatchObject({ act: "reply", sure: false });
    expect(text(".compose .btn")).toContain("Send anyway");
    expect(text(".compose")).toContain("Is this the right place?");
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

  it("is not sent anyway by a key that is held", async () => {
    const { stage, desk } = await open("queue");
    await desk.select(8);
    await settle();
    await press("r");
    await type("The tours are under Archive.");
    await press("Ctrl Enter");
    field()?.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: "Enter",
        ctrlKey: true,
        repeat: true,
        bubbles: true,
      }),
    );
    await settle();
    expect(stage.acts).toMatchObject([{ act: "reply", sure: false }]);
  });

  it("asks again once the words, or the request, are others", async () => {
    const { stage, desk } = await open("queue");
    await desk.select(8);
    await settle();
    await press("r");
    await type("Under Archive.");
    await press("Ctrl Enter");
    await type("Under Archive, since May.");
    expect(text(".compose .btn")).not.toContain("Send anyway");
    await press("Ctrl Enter", "Escape", "k", "j", "r", "Ctrl Enter");
    const replies = stage.acts.filter(({ act }) => act === "reply");
    expect(replies.map((act) => "sure" in act && act.sure)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("more time that is asked for by one key", () => {
  const text = "I need a little longer, I'll be back in 15 min.";
  const longer = (sure: boolean) => ({ act: "reply", request: 8, text, sure });

  it("is asked for a second time too where a teammate asked", async () => {
    const { stage, desk } = await open("queue", null, 8);
    const snapshot = stage.snapshot.bind(stage);
    stage.snapshot = (select) => {
      const shown = snapshot(select);
      const act = { act: "reply", request: 8, text, sure: false } as const;
      const rest = { key: ". M", primary: false, refused: null };
      const verbs = [{ act, label: "15 min more", ...rest }];
      return { ...shown, selected: shown.selected && { ...shown.selected, verbs } };
    };
    await desk.refresh();
    await press(".", "m");
    expect(stage.acts).toEqual([longer(false)]);
    await press(".", "m");
    expect(stage.acts).toEqual([longer(false), longer(true)]);
  });
});

describe("another request that is read", () => {
  it("is named by its own reply box", async () => {
    const { desk } = await open("queue");
    await desk.select(5);
    await settle();
    expect(text(".compose .to")).toBe("Reply to Maya Chen in #support");
    expect(field()?.getAttribute("aria-label")).toBe(
      "Reply to Maya Chen in #support",
    );
  });

  it("is never sent what was written to the one before", async () => {
    const { stage } = await open("queue");
    await press("r");
    await type("Restart the printer.");
    await press("Escape", "j", "r", "Ctrl Enter");
    expect(stage.acts).toEqual([]);
    expect(field()?.value).toBe("");
  });

  it("is sent nothing while it has not come yet", async () => {
    const { stage, desk } = await open("queue");
    await press("r");
    await type("Restart the printer.");
    // The engine takes its time: the pane still shows the one before.
    let go = () => {};
    const wait = new Promise<void>((done) => (go = done));
    const answer = stage.answer.bind(stage);
    stage.answer = (command) =>
      wait.then(() => answer(command)) as Promise<unknown>;
    void desk.select(2);
    await settle();
    expect(text("h1")).toContain("Labels");
    await press("Ctrl Enter");
    expect(stage.acts).toEqual([]);
    go();
    await settle();
    await settle();
    expect(text("h1")).toContain("Checkout");
    expect(field()?.value).toBe("");
    expect(stage.acts).toEqual([]);
  });

  it("does not get a reply that was on its way to the one before", async () => {
    const { stage } = await open("queue");
    await press("r");
    await type("Restart the printer.");
    await press("Ctrl Enter", "Escape", "j");
    expect(stage.acts).toEqual([
      { act: "reply", request: 1, text: "Restart the printer.", sure: false },
    ]);
    expect(text(".thread")).not.toContain("Restart the printer.");
    await press("k");
    expect(text(".thread")).toContain("Restart the printer.");
  });
});

describe("an answer that a teammate passed on", () => {
  it("is offered under their name, and is sent only by its owner", async () => {
    const { stage, desk } = await open("queue");
    const story = stage.scene.requests.find(({ id }) => id === 1);
    if (!story) throw new Error("a request");
    const at = "2026-11-19T15:40:00Z";
    story.passed = [{ by: "Noor", at, text: "Restart the printer." }];
    stage.changed();
    await settle();
    expect(text(".compose .passed")).toContain("Noor passed on");
    await press("Shift H");
    expect(desk.drafts.of(1)).toBe("Restart the printer.");
    expect(document.querySelector(".compose .passed")).toBeNull();
    expect(stage.acts).toEqual([]);
  });
});
