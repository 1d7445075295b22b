/** A source is connected from the place of settings. */
import { describe, expect, it } from "vitest";
import { open, pass, press, settle, text, texts } from "../../test/desk";

async function accounts() {
  const opened = await open("queue");
  await press("g", "s", "2");
  await settle();
  return opened;
}

/** What a dialog makes of Escape by itself. */
async function escape() {
  const cancel = new Event("cancel", { cancelable: true });
  document.querySelector("dialog")?.dispatchEvent(cancel);
  await settle();
}

describe("a source that is added", () => {
  it("is signed in to, chosen from, and written once it was seen", async () => {
    const { stage } = await accounts();
    await press("a");
    expect(text("dialog h1")).toBe("Where else do people ask?");
    await press("3");
    expect(text("dialog h1")).toBe("Sign in to GitHub");
    const token = document.querySelector<HTMLInputElement>("#field-token");
    expect(token?.type).toBe("password");
    await press("Ctrl Enter");
    expect(text("dialog h1")).toBe("What is read in GitHub");
    stage.settings.changing = true;
    document.querySelector<HTMLInputElement>("dialog .row input")?.click();
    await press("Ctrl Enter");
    expect(texts("dialog .diff .come").join()).toContain("[sources.github]");
    await press("Ctrl Enter");
    expect(document.querySelector("dialog")).toBeNull();
    expect(text(".note .words")).toBe("The team file is written.");
  });

  it("is left step by step", async () => {
    await accounts();
    await press("a", "1");
    await escape();
    expect(text("dialog h1")).toBe("Where else do people ask?");
    await escape();
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("is left by the key that the sheet itself hears, each time", async () => {
    await accounts();
    await press("a", "3", "Ctrl Enter");
    expect(text("dialog h1")).toBe("What is read in GitHub");
    await press("Escape", "Escape");
    expect(text("dialog h1")).toBe("Where else do people ask?");
    await press("Escape");
    expect(document.querySelector("dialog")).toBeNull();
    expect(text("h1")).toBe("Accounts and sources");
  });

  it("is asked again where the browser closed the dialog by itself", async () => {
    await accounts();
    await press("a", "3");
    const dialog = document.querySelector<HTMLDialogElement>("dialog");
    dialog?.close();
    await settle();
    expect(text("dialog[open] h1")).toBe("Where else do people ask?");
  });

  it("is not begun where the team file is locked", async () => {
    const { stage } = await accounts();
    stage.settings.locked = "You are observing.";
    await press("a");
    expect(document.querySelector("dialog")).toBeNull();
    expect(document.body.textContent).toContain("You are observing.");
  });
});

describe("a source that is read", () => {
  it("is signed in to again, and its account is told", async () => {
    await accounts();
    expect(texts("aside .may li").join()).toContain("Reads and answers");
    await press("Enter");
    await pass(10);
    expect(text("dialog h1")).toBe("Sign in to Slack");
  });

  it("is signed out of only after a question", async () => {
    const { stage } = await accounts();
    await press("x");
    expect(text("dialog h1")).toBe("Sign out of Slack?");
    expect(stage.settings.answers).toEqual([]);
    await press("1");
    expect(stage.settings.answers).toEqual([
      { do: "sign_out", source: "slack" },
    ]);
  });
});

describe("what is shown once", () => {
  it("is not lost by Escape", async () => {
    const { desk } = await accounts();
    await desk.settings.way.connect({
      do: "renew",
      source: "hooks",
      place: "alertmanager",
    });
    await settle();
    expect(text("dialog pre")).toContain("curl -d");
    await escape();
    expect(text("dialog h1")).toBe("Shown this once");
    await press("Ctrl Enter");
    expect(document.querySelector("dialog")).toBeNull();
  });
});
