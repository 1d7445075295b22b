/** When requests could come unseen, and when they soon will. */
import { describe, expect, it } from "vitest";
import { bySource } from "../history.svelte";
import { open, press, settle, text, texts } from "../test/desk";

describe("the gaps of the sources", () => {
  it("are told by source, the newest first, with how long and why", async () => {
    await open("queue");
    await press("v", "h");
    await settle();
    const heads = texts("dialog h2");
    expect(heads).toContain("Slack1");
    expect(heads).toContain("Teams2");
    expect(heads).toContain("Nobody was watching1");
    expect(text("dialog .rule")).toMatch(/^GitHub, Bugsnag, Sentry/);
    expect(texts("dialog tbody tr")).toEqual([
      "11 Nov 09:12 to 11 Nov 09:131 min 20 sIt did not answer.",
      "14:02 to now2 h 39 minThe sign-in is no longer valid; sign in again.",
      "9 Nov 22:40 to 10 Nov 06:157 h 35 minThe network could not be reached.",
      "12 Nov 14:00 to 12 Nov 15:101 h 10 minThe computer slept, or its clock was set.",
    ]);
  });

  it("are opened from the blind screen and from the accounts", async () => {
    const { desk } = await open("blind");
    const button = (words: string) =>
      [...document.querySelectorAll<HTMLElement>("button")].find((it) =>
        it.textContent?.includes(words),
      );
    button("Earlier gaps")?.click();
    await settle();
    expect(text("dialog h1")).toBe("When requests could come unseen");
    desk.sheet = null;
    await settle();
    await press("g", "s", "2");
    button("Earlier gaps")?.click();
    await settle();
    expect(text("dialog h1")).toBe("When requests could come unseen");
  });

  it("still name a source that is not read any more", () => {
    const gone = {
      source: "Old mail",
      from: "2026-11-01T00:00:00Z",
      to: null,
      why: "It did not answer.",
    };
    const titles = bySource([gone], ["Slack"]).map(({ title }) => title);
    expect(titles).toEqual(["Slack", "Old mail", "Nobody was watching"]);
  });

  it("say so where they cannot be read", async () => {
    const { stage } = await open("queue");
    const answer = stage.answer.bind(stage);
    stage.answer = (command) =>
      command.cmd === "history"
        ? Promise.reject(new Error("gone"))
        : answer(command);
    await press("v", "h");
    await settle();
    expect(text("dialog [role=alert]")).toContain("does not answer");
  });
});

describe("a sign-in that ends soon", () => {
  it("is told in a calm line that leads to the account", async () => {
    const { desk } = await open("ending");
    expect(text(".bands")).toContain("The sign-in to Teams ends Fri 14:21.");
    expect(document.querySelector(".bands [role=alert]")).toBeNull();
    document.querySelector<HTMLElement>(".bands button")?.click();
    await settle();
    expect(desk.place).toBe("settings");
    expect(text("aside .head")).toBe("Teams");
    expect(text("tr.chosen .state")).toBe("ends Fri 14:21");
  });
});

describe("an observer", () => {
  it("sees which day of the shift it is", async () => {
    await open("observer");
    expect(text(".band")).toContain("day 2 of 5");
    expect(document.querySelectorAll(".days .y").length).toBe(2);
  });
});
