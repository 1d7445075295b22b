/** The place of settings, used by its keys. */
import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open, press, settle, text, texts } from "../../test/desk";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  document.documentElement.className = "";
  vi.useRealTimers();
});

async function settings(section: string) {
  const window = await open("queue");
  await press("g", "s", section);
  return window;
}

function type(label: string, words: string): void {
  const named = [...document.querySelectorAll("label")].find(
    (found) => found.textContent === label,
  );
  const field = document.getElementById(named?.htmlFor ?? "");
  if (!(field instanceof HTMLInputElement)) throw new Error(label);
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

describe("the place of settings", () => {
  it("is reached by G S, and left by G Q and Esc", async () => {
    const { desk } = await settings("1");
    expect(text("h1")).toBe("General");
    await press("g", "q");
    expect(desk.place).toBe("queue");
    await press("g", "s", "Escape");
    expect(desk.place).toBe("queue");
  });

  it("shows a section for every digit, and no other", async () => {
    await settings("1");
    const names = texts("nav .section span:first-child");
    for (const [at, name] of names.entries()) {
      await press(String(at + 1));
      expect(text(".page h1")).toBe(name);
    }
    await press("8");
    expect(text(".page h1")).toBe(names.at(-1));
  });

  it("keeps the next deadline in sight", async () => {
    await settings("2");
    expect(text(".chip b")).toMatch(/\d:\d\d/);
  });

  it("says there too that a source is not read", async () => {
    await open("blind");
    await press("g", "s");
    expect(text(".chip")).toContain("Teams not read since 14:02");
  });

  it("dresses the window at once, and keeps it", async () => {
    const { stage } = await settings("1");
    await press("d");
    expect(document.documentElement.classList.contains("dark")).toBe(true);
    expect(stage.settings.look.theme).toBe("dark");
    await press("Ctrl +");
    expect(stage.settings.look.text_size).toBe(110);
  });

  it("tests every source, and says what each answers", async () => {
    await settings("2");
    await press("t");
    expect(text("aside [role=status]")).toContain("Signed in to Slack");
    await press("j");
    expect(text("aside [role=status]")).toContain("Signed in to Teams");
  });

  it("switches what sounds", async () => {
    const { stage } = await settings("5");
    await press("m", "l", "n");
    const { preferences } = stage.settings;
    expect(preferences.mute).toBe(true);
    expect(preferences.volume).toBe(80);
    expect(preferences.normal).toBe(true);
  });
});

describe("a change of the team file", () => {
  it("is shown first, and written when it is agreed to", async () => {
    const { stage } = await settings("3");
    await press("Enter");
    type("First response within", "30 min");
    await settle();
    await press("Enter");
    expect(texts(".diff .come")).toEqual([
      '+ first_response = "30 min" # tried',
    ]);
    expect(stage.settings.written).toEqual([]);
    await press("Ctrl Enter");
    expect(stage.settings.written).toEqual([
      { edit: "set_target", level: 0, target: "30 min" },
    ]);
    expect(document.querySelector("dialog")).toBeNull();
  });

  it("lets a 👀 mean something else, and nothing before it is agreed to", async () => {
    const { stage } = await settings("2");
    const stops = document.querySelectorAll<HTMLInputElement>(
      "aside fieldset input",
    )[1];
    expect(stops?.checked).toBe(false);
    stops?.click();
    await settle();
    expect(stops?.checked).toBe(false);
    expect(stage.settings.written).toEqual([]);
    await press("Ctrl Enter");
    expect(stage.settings.written).toEqual([
      { edit: "set_claim_counts", level: 0, counts: true },
    ]);
  });

  it("is refused if the file changed meanwhile", async () => {
    const { stage } = await settings("3");
    await press("c");
    stage.settings.version += 1;
    await press("Ctrl Enter");
    expect(stage.settings.written).toEqual([]);
    expect(document.body.textContent).toContain("changed meanwhile");
  });

  it("cannot be written with a fault, which says line and remedy", async () => {
    const { stage } = await settings("3");
    await press("Enter");
    type("First response within", "soon");
    await settle();
    await press("Enter");
    expect(text("dialog li")).toContain("Line 26, levels[0].first_response:");
    await press("Ctrl Enter");
    expect(stage.settings.written).toEqual([]);
  });

  it("offers whoever is added once to read along first", async () => {
    const { stage, desk } = await settings("4");
    await press("a");
    type("Name", "Tomas");
    await settle();
    await press("Enter");
    await press("Ctrl Enter");
    await settle();
    expect(text("dialog h1")).toBe("Read along");
    expect(text("dialog p")).toContain("Who is new may read along");
    type("First day", "2026-11-23");
    await settle();
    await press("Enter");
    await press("Ctrl Enter");
    await settle();
    expect(stage.settings.written.at(-1)).toEqual({
      edit: "observe",
      person: "Tomas",
      from: "2026-11-23",
      until: null,
    });
    expect(desk.settings.changes.form).toBeNull();
  });

  it("lets whoever reads along do so for longer", async () => {
    const { stage } = await settings("4");
    await press("j", "j", "l");
    expect(document.querySelector("dialog p.q2")).toBeNull();
    type("Last day", "2026-11-27");
    await settle();
    await press("Enter");
    await press("Ctrl Enter");
    expect(stage.settings.written).toEqual([
      {
        edit: "observe",
        person: "Lena",
        from: "2026-11-18",
        until: "2026-11-27",
      },
    ]);
  });

  it("is not begun by whom the file is closed to", async () => {
    const { stage, desk } = await open("observer");
    stage.settings.locked = "You are observing.";
    await press("g", "s", "4", "a");
    expect(desk.settings.changes.form).toBeNull();
    expect(document.body.textContent).toContain("You are observing.");
  });
});

describe("single keys", () => {
  it("rest when they are switched off, and leave the others", async () => {
    const { stage, desk } = await settings("6");
    await press("l");
    expect(stage.settings.look.letters).toBe(false);
    await press("Escape", "c", "g", "s", "?");
    expect(stage.acts).toEqual([]);
    expect(desk.place).toBe("queue");
    expect(desk.sheet).toBeNull();
    await press("Ctrl k");
    expect(desk.sheet).toBe("palette");
  });
});

describe("what is kept on this computer", () => {
  it("tells its copies, for how long texts are kept, and where the log is", async () => {
    await settings("7");
    const told = text(".page dl");
    expect(told).toContain("Copies 7, the newest of");
    expect(told).toContain("/home/mika/.local/share/hotseat/backups");
    expect(told).toContain("180 days after a request has ended");
    expect(told).toContain("keep_text in /home/mika/support/team.toml");
    expect(told).toContain("Log /home/mika/.local/share/hotseat/hotseat.log");
  });

  it("is forgotten only after it was shown and agreed to", async () => {
    const { stage } = await settings("7");
    await press("f");
    type("Person or source", "Dirk Vos");
    await press("Enter");
    expect(text("dialog h1")).toBe("This is forgotten");
    expect(text("dialog .b")).toBe("Dirk Vos: 12 messages in 4 requests.");
    expect(stage.settings.forgotten).toEqual([]);
    await press("Enter");
    expect(stage.settings.forgotten).toEqual([]);
    await press("Ctrl Enter");
    expect(stage.settings.forgotten).toEqual(["Dirk Vos"]);
    expect(document.querySelector("dialog")).toBeNull();
    expect(text(".note .words")).toBe(
      "Forgotten. Dirk Vos: 12 messages in 4 requests.",
    );
  });

  it("stays when there is nothing to forget, or nobody is named", async () => {
    const { stage } = await settings("7");
    await press("f", "Enter");
    expect(text(".note .words")).toContain("Nobody is named.");
    type("Person or source", "Nobody Here");
    await press("Enter");
    expect(text("dialog .b")).toBe(
      "Nothing that Nobody Here said is kept here.",
    );
    await press("Ctrl Enter");
    expect(stage.settings.forgotten).toEqual([]);
  });
});

describe("the test alarm", () => {
  it("tells part by part what came of it", async () => {
    await settings("5");
    await press("t");
    await settle();
    await settle();
    expect(text("h2.told")).toBe("You will be heard.");
    expect(texts("p.told")).toEqual([
      "The notification was shown.",
      "The sound is muted. Press M.",
    ]);
  });
});

describe("a source", () => {
  it("tells when its sign-in ends", async () => {
    await settings("2");
    expect(text("aside dl")).toMatch(
      /Sign-in ends ?Sat 19 Dec 2026, unless it is renewed before/,
    );
  });
});
