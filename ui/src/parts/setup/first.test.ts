/** The first ten minutes as they are seen and answered. */
import { render } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { Desk } from "../../desk.svelte";
import { fakeHost } from "../../host.fake";
import { pass, press, settle, text, texts } from "../../test/desk";
import Root from "../Root.svelte";
import { First } from "./first.svelte";

async function open(scene: string) {
  const host = fakeHost({ scene: "queue", first: scene, at: null, still: false });
  const desk = new Desk(host);
  const first = new First(host, () => void desk.start());
  render(Root, { desk, first });
  await first.start();
  await settle();
  return { setup: host.setup, first };
}

describe("the door", () => {
  it("shows the presets that exist and no other", async () => {
    await open("first-door");
    expect(text("h1")).toBe("It’s your week on support.");
    expect(texts("tbody tr").length).toBe(5);
    expect(document.querySelectorAll("[aria-disabled=true]").length).toBe(0);
  });

  it("is answered by keys", async () => {
    const { setup } = await open("first-door");
    await press("j");
    expect(text("h1")).toBe("Join with a team file");
    await press("Escape");
    await press("1");
    expect(text("h1")).toBe("Where do people ask your team for help?");
    expect(setup.answers.map((act) => act.do)).toEqual([
      "join",
      "back",
      "preset",
    ]);
  });

  it("leads into the demo and never asks again", async () => {
    const { first } = await open("first-door");
    await press("d");
    await pass(50);
    expect(first.over).toBe(true);
    expect(text(".hero .num")).not.toBe("");
  });
});

describe("a step", () => {
  it("says what went wrong and what to do", async () => {
    await open("first-join");
    expect(text("[role=alert]")).toContain("There is no file");
    expect(text("[role=alert]")).toContain("paste its path");
  });

  it("lets letters be typed where something is typed", async () => {
    const { setup } = await open("first-signin");
    document.querySelector<HTMLInputElement>("#field-client_id")?.focus();
    await press("y");
    expect(setup.answers).toEqual([]);
  });

  it("offers memory only where no keyring answers", async () => {
    await open("first-signin");
    expect(document.querySelector('[data-key="s"]')).toBeNull();
  });

  it("shows the address while the browser is waited for", async () => {
    const { setup } = await open("first-waiting");
    expect(text("[data-browser]")).toContain("https://slack.com/oauth");
    await press("Ctrl Enter");
    expect(setup.answers).toEqual([]);
    await press("b");
    expect(setup.answers).toEqual([
      { do: "connect", act: { do: "open_page" } },
    ]);
  });
});

describe("what is chosen", () => {
  it("is sent with the meaning of each mention", async () => {
    const { setup } = await open("first-channels");
    await press("Ctrl Enter");
    expect(setup.answers).toEqual([
      {
        do: "connect",
        act: {
          do: "choose",
          places: ["C1"],
          mentions: [
            { group: "@oncall", priority: "urgent" },
            { group: "@dev911", priority: "emergency" },
          ],
        },
      },
    ]);
  });

  it("puts into the roster whoever is on duty", async () => {
    const { setup } = await open("first-people");
    const boxes = document.querySelectorAll<HTMLInputElement>("td input");
    boxes[2]?.click();
    boxes[5]?.click();
    await settle();
    await press("Ctrl Enter");
    expect(setup.answers).toEqual([
      {
        do: "staff",
        roster: ["U1", "U3"],
        on_duty: ["U1", "U3"],
        zone: "Europe/Amsterdam",
      },
    ]);
  });
});

describe("joining", () => {
  it("offers the week of observing before one is put into the file", async () => {
    const { setup } = await open("first-add");
    expect(text(".diff")).not.toContain("observes");
    await press("w");
    expect(text(".diff")).toContain("observes");
    expect(text('[data-key="w"]')).toContain("Do not observe");
    await press("Ctrl Enter");
    expect(setup.answers.map((act) => act.do)).toEqual(["week", "write"]);
  });

  it("goes on without it by the first key", async () => {
    const { setup } = await open("first-week");
    expect(text("h1")).toBe("Observe for a week first?");
    expect(document.querySelector('[data-key="a"]')).toBeNull();
    await press("Ctrl Enter");
    expect(setup.answers).toEqual([{ do: "read_along" }]);
  });

  it("asks whom the roster knows whether to write the week", async () => {
    const { setup } = await open("first-week");
    await press("w");
    expect(text(".diff")).toContain("observes");
    await press("Ctrl Enter");
    expect(setup.answers.map((act) => act.do)).toEqual(["week", "write"]);
  });
});

describe("before it rings", () => {
  it("says what the queue would hold, and rings on demand", async () => {
    await open("first-preview");
    expect(text("[data-preview]")).toContain("4 open, oldest Tuesday");
    await press("t");
    expect(text(".state")).toContain("It rings.");
    await press("a");
    expect(text('[data-key="a"]')).toContain("Do not start");
  });

  it("says what would ring twice, and that a laptop may sleep", async () => {
    await open("first-preview");
    const said = [...document.querySelectorAll("li")].map(
      (one) => one.textContent?.replace(/\s+/g, " ").trim() ?? "",
    );
    expect(said.at(-1)).toBe(
      "A laptop that sleeps is no pager. Hotseat says afterwards what it missed.",
    );
    expect(said.slice(0, -1).map((words) => words.split(" ")[1])).toEqual([
      "Slack’s",
      "GitHub’s",
    ]);
  });

  it("starts the queue and has no way back", async () => {
    const { first } = await open("first-preview");
    expect(document.querySelector('[data-key="esc"]')).toBeNull();
    await press("Ctrl Enter");
    expect(first.over).toBe(true);
  });

  it("looks again by itself, for what the browser has brought", async () => {
    const { setup } = await open("first-waiting");
    const enter = { do: "enter", way: "browser", said: [] } as const;
    const act = { do: "connect", act: { ...enter, said: [] } } as const;
    setup.answer({ cmd: "setup", act: { ...act, act: { ...enter, said: [] } } });
    await pass(1100);
    expect(text("h1")).toBe("What is read in Slack");
  });
});
