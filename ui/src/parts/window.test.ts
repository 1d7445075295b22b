/** The window as it is seen: hero, parts, selection, time. */
import { describe, expect, it } from "vitest";
import { entries } from "../commands";
import { MARKUP } from "../fake/hostile";
import { at, story } from "../fake/story";
import { open, pass, press, settle, text, texts } from "../test/desk";

const selected = () => texts('[aria-selected="true"] .gist');

describe("the queue", () => {
  it("shows the next deadline large, with who has it", async () => {
    await open("queue");
    expect(text(".hero .num")).toBe("1:47 left".replace(" ", ""));
    expect(text(".hero .top")).toBe(
      "Next deadline due 16:43:12, target 5 min".replace(
        "deadline ",
        "deadline",
      ),
    );
    expect(text(".hero .side")).toContain("Nobody has it");
    expect(texts(".sect")).toEqual(["Within the hour4", "Later3"]);
  });

  it("says until when requests come fast, and elsewhere who is on", async () => {
    await open("queue");
    expect(text(".foot")).toContain("Peak until 18:00");
    expect(text(".foot")).not.toContain("You and Ana");
    await press("g", "h");
    expect(text(".foot")).toContain("You and Ana until Wed 09:00");
  });

  it("reads its first row at the start", async () => {
    await open("queue");
    expect(text("h1")).toBe("Labels for the 17:30 tour are not printing");
    expect(texts(".msg .by b")).toEqual(["Dirk Vos", "Dirk Vos"]);
  });

  it("says that a deadline has passed by shape, word and sign", async () => {
    await open("overdue");
    expect(text(".hero .num")).toBe("+0:21over");
    expect(text(".hero .top")).toContain("Overdue");
    expect(text(".receipt")).toContain("Overdue since 16:43:12.");
  });

  it("counts every second from the engine's time", async () => {
    await open("queue");
    await pass(2000);
    expect(text(".hero .num")).toBe("1:45left");
    expect(text(".now")).toBe("Thu 19 Nov 16:41");
  });

  it("asks the engine when a clock turns, and shows what it says", async () => {
    await open("queue", "16:43:10");
    expect(text(".hero .num")).toBe("0:02left");
    await pass(4000);
    expect(text(".hero .top")).toContain("Overdue");
    expect(text('[data-speech="assertive"]')).toContain("overdue");
  });

  it("shows only the places that exist, and Demo where nothing is real", async () => {
    await open("demo");
    expect(texts(".tab")).toEqual(["Queue7GQ", "HandoffGH", "SettingsGS"]);
    expect(text(".bar")).toContain("Demo");
    expect(document.title).toBe("Hotseat, Demo");
  });

  it("shows no more than two hundred rows of a thousand at once", async () => {
    await open("many");
    expect(document.querySelectorAll("[data-request]").length).toBe(200);
  });
});

describe("the selection", () => {
  it("stays on its request when the order changes", async () => {
    const { stage } = await open("queue");
    await press("j", "j");
    expect(selected()).toEqual(["NoMethodError in TourPlanner, 214 times"]);
    stage.scene.requests.unshift(
      story({
        id: 99,
        gist: "Everything is down",
        requester: "Sofie Maes",
        due: at("16:42"),
        target: "5 min",
      }),
    );
    stage.changed();
    await settle();
    expect(text(".hero .gist")).toBe("Everything is down");
    expect(selected()).toEqual(["NoMethodError in TourPlanner, 214 times"]);
    expect(text("h1")).toBe("NoMethodError in TourPlanner, 214 times");
  });

  it("is what a notification asked for, whenever it was pressed", async () => {
    const { stage } = await open("queue", null, 5);
    expect(text("h1")).toBe("Revenue report does not tie out to the query");
    for (const heard of stage.raisers) heard({ request: 3, spot: "reading" });
    await settle();
    expect(text("h1")).toBe("NoMethodError in TourPlanner, 214 times");
  });

  it("keeps showing a request that has left the list", async () => {
    const { stage } = await open("queue");
    await press("j");
    const read = stage.find(2);
    if (read) read.section = "answered";
    stage.changed();
    await settle();
    expect(text("h1")).toBe("Checkout answers 502 for every user");
    expect(selected()).toEqual([]);
    await press("j");
    expect(selected()).toEqual(["NoMethodError in TourPlanner, 214 times"]);
  });

  it("is announced to those who cannot see it", async () => {
    await open("queue");
    const row = document.querySelector('[data-request="5"]');
    expect(row?.getAttribute("role")).toBe("option");
    expect(row?.closest('[role="listbox"]')).not.toBeNull();
    expect(row?.getAttribute("aria-label")).toContain("nobody has it");
  });
});

describe("what has changed", () => {
  it("is spoken once, politely", async () => {
    const { stage } = await open("queue");
    stage.scene.requests.push(
      story({
        id: 98,
        gist: "A new one",
        requester: "Pia Lund",
        due: at("17:40"),
        target: "1 h",
      }),
    );
    stage.changed();
    await settle();
    expect(text('[data-speech="polite"]')).toMatch(/^New: .*A new one/);
    expect(text('[data-speech="assertive"]')).toBe("");
  });

  it("is spoken at once when a deadline has passed", async () => {
    const { stage } = await open("queue", "16:43:11");
    await pass(1500);
    stage.changed();
    await settle();
    expect(text('[data-speech="assertive"]')).toContain(
      "Labels for the 17:30 tour are not printing: overdue",
    );
  });
});

describe("a quiet queue", () => {
  it("is called clear only beside the age of every source", async () => {
    await open("clear");
    expect(text(".hero .num")).toBe("All clear");
    expect(text(".hero .top")).toContain("checked 44 s ago");
    expect(texts(".quiet tr").length).toBe(7);
    expect(text(".quiet")).toContain("read 9 s ago");
  });

  it("is not called clear while a source is not signed in", async () => {
    const { stage } = await open("clear");
    const first = stage.scene.sources[0];
    if (first) first.state = "signed_out";
    stage.changed();
    await settle();
    expect(text(".hero .num")).toBe("Not sure");
    expect(text(".quiet h1")).toBe("This quiet is not proven");
  });

  it("is not called clear when nothing is watched", async () => {
    await open("empty");
    expect(text(".hero .num")).toBe("No source");
  });
});

describe("a blind source", () => {
  it("counts up, says the consequence and what is held back", async () => {
    await open("blind");
    expect(text(".hero .num")).toBe("17:24");
    expect(text(".hero .gist")).toBe(
      "Anything posted before 14:14 is already late",
    );
    expect(text("h1")).toBe("Teams has not been read since 14:02");
    expect(text(".pad")).toContain("nobody else can see it yet");
    expect(text(".foot .bad")).toBe("Teams not read since 14:02");
    expect(text(".tab .n")).toBe("6+");
  });

  it("is signed in to by Enter, opened by O, told of by Y, and by the palette", async () => {
    const { desk, stage } = await open("blind");
    await press("Enter", "o", "y");
    for (const label of [
      "Sign in to Teams again",
      "Open Teams",
      "Copy a note for the team",
    ])
      entries(desk)
        .find((entry) => entry.label === label)
        ?.run();
    await settle();
    const all = ["sign_in teams", "open_source teams", "copy_note teams"];
    expect(stage.sources).toEqual([...all, ...all]);
  });

  it("marks what it hides as not sure", async () => {
    await open("blind");
    expect(texts(".clk.unsure .d")).toEqual(["1:09 left?", "3:49 left?"]);
  });

  it("gives way to the queue when it is read again", async () => {
    const { stage } = await open("blind");
    stage.scene.blind = null;
    stage.changed();
    await settle();
    expect(text(".hero .top")).not.toContain("Blind");
    expect(document.querySelector(".crumb")).not.toBeNull();
  });
});

describe("foreign text", () => {
  it("is text, whatever it says", async () => {
    await open("hostile");
    expect(document.querySelector("img, script, .msg h1")).toBeNull();
    expect(text(".msg b")).toBe(MARKUP.replace(/\s+/g, " "));
    expect(document.title).toBe("Hotseat");
  });

  it("opens a link by its number and shows where it leads", async () => {
    const { stage } = await open("hostile");
    expect(text(".thread")).toContain("https://bank.example (evil.example)");
    document.querySelector<HTMLButtonElement>("button.link")?.click();
    await settle();
    expect(stage.acts).toEqual([{ act: "open", request: 1, link: 0 }]);
    expect(document.querySelector("a[href]")).toBeNull();
  });
});

describe("somebody who changes nothing", () => {
  it("sees that they observe, and no ember", async () => {
    await open("observer");
    expect(text(".band")).toContain("You are observing, Lena.");
    expect(document.querySelector(".app.observing")).not.toBeNull();
    expect(document.querySelector(".hero.imminent, .btn.hot")).toBeNull();
    expect(text(".foot")).toContain("No alarms for you");
    expect(text(".tab .n")).toBe("2");
  });

  it("sees that they are off duty", async () => {
    await open("off");
    expect(text(".band")).toContain("You are off duty, Noor.");
    expect(text(".band")).toContain("You can read and answer.");
    expect(document.querySelector(".app.observing, .broken")).toBeNull();
  });
});
