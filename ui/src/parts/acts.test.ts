/** What a person does with the window, by key and by click. */
import { describe, expect, it } from "vitest";
import { open, pass, press, settle, text, texts } from "../test/desk";

describe("keys", () => {
  it("claim the request that is read, and say what came of it", async () => {
    const { stage } = await open("queue");
    await press("c");
    expect(stage.acts).toEqual([
      { act: "claim", request: 1, quiet: false, say: null },
    ]);
    expect(text(".note")).toContain("You have it, and it was said.");
    expect(text(".hero .side")).toContain("You have it");
  });

  it("claim quietly with Shift", async () => {
    const { stage } = await open("queue");
    await press("Shift C");
    expect(stage.acts).toEqual([
      { act: "claim", request: 1, quiet: true, say: null },
    ]);
  });

  it("act on the row that was just reached, never on the one before", async () => {
    const { stage } = await open("queue");
    await press("j", "c");
    expect(stage.acts).toMatchObject([{ act: "together", request: 2 }]);
  });

  it("move, and come back to the next deadline", async () => {
    const { desk } = await open("queue");
    await press("j", "ArrowDown", "k");
    expect(desk.selection).toBe(2);
    await press("h");
    expect(desk.selection).toBe(1);
  });

  it("snooze after S and a second key", async () => {
    const { stage } = await open("queue");
    await press("s");
    expect(texts('[role="menuitem"]').length).toBe(5);
    await press("2");
    expect(stage.acts).toMatchObject([
      {
        act: "snooze",
        request: 1,
        until: { until: "minutes", minutes: 60 },
        claim: true,
      },
    ]);
    expect(document.querySelector('[role="menu"]')).toBeNull();
  });

  it("walk along an open menu with the arrows", async () => {
    const { stage } = await open("queue");
    await press("s", "ArrowDown", "ArrowDown");
    const line = document.activeElement;
    expect(line?.getAttribute("role")).toBe("menuitem");
    expect(line?.textContent).toContain("1 h");
    await press("Escape");
    expect(stage.acts).toEqual([]);
    expect(document.querySelector('[role="menu"]')).toBeNull();
  });

  it("snooze until a time that is typed", async () => {
    const { stage } = await open("queue");
    await press("s", "t");
    const input = document.querySelector<HTMLInputElement>("#moment");
    if (!input) throw new Error("there is no field for the time");
    input.value = "17:30";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await settle();
    input.form?.dispatchEvent(
      new Event("submit", { bubbles: true, cancelable: true }),
    );
    await settle();
    expect(stage.acts).toMatchObject([
      { act: "snooze", until: { until: "at", at: "2026-11-19T16:30:00.000Z" } },
    ]);
  });

  it("say why a verb is refused, and do nothing", async () => {
    const { stage } = await open("queue");
    await press("u");
    expect(stage.acts).toEqual([]);
    expect(text(".note")).toContain("Nothing here was read as thanks.");
  });

  it("open the folded parts, and Esc closes them", async () => {
    const { desk } = await open("queue");
    await press("v", "s");
    expect(texts(".sect")).toEqual(["Snoozed1"]);
    expect(text(".hero .num")).toContain("1:47");
    await press("Escape");
    expect(desk.fold).toBe("queue");
  });

  it("say what is true of an empty part", async () => {
    await open("queue");
    await press("v", "w");
    expect(text(".empty")).toBe("You owe everyone the next move.");
  });

  it("undo, be quiet, read everything", async () => {
    const { stage } = await open("queue");
    await press("z", "q", "Ctrl r", "e", "x", "i", "o");
    expect(stage.acts.map(({ act }) => act)).toEqual([
      "undo",
      "quiet",
      "read_now",
      "close",
      "dismiss",
      "wait_on_them",
      "open",
    ]);
  });

  it("are refused while the role has just changed", async () => {
    const { desk, stage } = await open("queue");
    const shown = desk.snapshot;
    if (!shown) throw new Error("there is no snapshot");
    desk.snapshot = {
      ...shown,
      hands_off_until: new Date(desk.now + 2000).toISOString(),
    };
    await settle();
    await press("c");
    expect(stage.acts).toEqual([]);
    expect(text(".bands")).toContain("Your role has just changed.");
  });
});

describe("a sentence at the foot", () => {
  it("offers to undo for as long as that is possible", async () => {
    const { stage, desk } = await open("queue");
    const undo_until = new Date(desk.now + 10_000).toISOString();
    stage.scene.toast = { id: 1, words: "Closed, undo.", undo_until, failed: false };
    stage.changed();
    await settle();
    expect(text(".note")).toContain("Undo");
    await press("z");
    expect(stage.acts).toEqual([{ act: "undo", request: null }]);
  });

  it("is not said twice, and goes when its time has passed", async () => {
    const { stage, desk } = await open("queue");
    const undo_until = new Date(desk.now + 10_000).toISOString();
    stage.scene.toast = { id: 1, words: "Closed, undo.", undo_until, failed: false };
    stage.changed();
    await settle();
    await pass(11_000);
    stage.changed();
    await settle();
    expect(document.querySelector(".note")).toBeNull();
  });
});

describe("a refusal", () => {
  it("says what happened and what to do", async () => {
    const { stage } = await open("queue");
    stage.refuse = {
      code: "refused",
      message: "Slack did not take the mark.",
      hint: "Sign in again.",
    };
    await press("c");
    expect(text(".note")).toContain("Slack did not take the mark.");
    expect(text(".note")).toContain("Sign in again.");
    expect(text('[data-speech="assertive"]')).toContain(
      "Slack did not take the mark.",
    );
  });

  it("goes after a while", async () => {
    const { stage } = await open("queue");
    stage.refuse = { code: "failed", message: "No.", hint: null };
    await press("c");
    await pass(13_000);
    expect(document.querySelector(".note")).toBeNull();
  });
});

describe("the commands", () => {
  it("list every act that exists, with its key, and run the one found", async () => {
    const { stage } = await open("queue");
    await press("Ctrl k");
    expect(texts(".entry .l")).toContain("I’m on it");
    expect(texts(".entry .l")).toContain("Claim quietly");
    const input = document.querySelector<HTMLInputElement>("dialog input");
    if (!input) throw new Error("there is no field");
    input.value = "not a request";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await settle();
    expect(texts(".entry .l")).toEqual(["Not a request"]);
    input.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: "Enter",
        bubbles: true,
        cancelable: true,
      }),
    );
    await settle();
    expect(stage.acts).toEqual([{ act: "dismiss", request: 1 }]);
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("are told apart from the keys, which ? lists", async () => {
    await open("queue");
    await press("?");
    expect(text("dialog h1")).toBe("Keys");
    expect(texts("dialog dt")).toContain("Next deadline");
  });
});

describe("a narrow window", () => {
  it("shows the request instead of the list, and Esc goes back", async () => {
    const { desk } = await open("queue");
    window.innerWidth = 400;
    window.dispatchEvent(new Event("resize"));
    await settle();
    expect(document.querySelector(".detail")).toBeNull();
    expect(texts(".strip .btn")).toEqual([
      "I’m on itC",
      "ReplyR",
      "SnoozeS",
      "OpenO",
      "More.",
    ]);
    await press(".");
    expect(texts('[role="menuitem"] .what')).toContain("Done");
    await press("Escape", "Enter");
    expect(document.querySelector(".list")).toBeNull();
    expect(text("h1")).toContain("Labels");
    await press("Escape");
    expect(desk.opened).toBe(false);
    expect(document.querySelector(".list")).not.toBeNull();
  });

  it("keeps what is most urgent in sight while another is read", async () => {
    const { desk } = await open("queue");
    window.innerWidth = 400;
    window.dispatchEvent(new Event("resize"));
    await press("Enter");
    expect(document.querySelector(".chip"), "it is read itself").toBeNull();
    await press("j");
    expect(text(".chip b")).toBe("1:47");
    document.querySelector<HTMLButtonElement>(".chip")?.click();
    await settle();
    expect(desk.selection).toBe(1);
    expect(text("h1")).toContain("Labels");
  });
});

describe("a window without an engine", () => {
  it("says so instead of looking calm", async () => {
    const { desk, stage } = await open("queue");
    stage.answer = () => Promise.reject(new Error("the socket is closed"));
    await desk.refresh();
    await settle();
    expect(text(".bands")).toContain("Hotseat’s engine does not answer.");
  });
});
