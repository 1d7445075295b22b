/** A list of which only a part is shown, and never believed to be all. */
import { describe, expect, it } from "vitest";
import { entries } from "../commands";
import { open, pass, press, settle, text, texts } from "../test/desk";

const askers = () => texts(".row .who");

async function type(words: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(".filter input");
  if (!field) throw new Error("there is no field");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

describe("the filter", () => {
  it("shows what is mine after F M, and how much is hidden", async () => {
    await open("queue");
    await press("f", "m");
    expect(askers()).toEqual(["Orla Byrne·Subscriber", "theo-lamb·Community+3"]
      .map((who) => who.replace("·", "")));
    expect(text(".filter .told")).toBe("Only mine 6 hidden");
  });

  it("narrows further, and takes back what is chosen twice", async () => {
    await open("queue");
    await press("f", "o", "f", "n");
    expect(text(".filter b")).toBe("Only what nobody has, normal");
    expect(askers().length).toBe(2);
    await press("f", "o");
    expect(text(".filter b")).toBe("Only normal");
    expect(askers().length).toBe(3);
  });

  it("names a source by its digit", async () => {
    await open("queue");
    await press("f");
    expect(texts('[role="menuitemcheckbox"] .what')).toContain("Teams");
    await press("3");
    expect(text(".filter b")).toBe("Only GitHub");
    expect(askers().length).toBe(1);
  });

  it("finds words, which Enter keeps and Esc clears", async () => {
    const { desk } = await open("queue");
    await press("f", "w");
    await type("maya");
    expect(askers().length).toBe(1);
    await press("Enter");
    expect(document.querySelector(".filter input")).toBeNull();
    expect(text(".filter b")).toBe("Only “maya”");
    await press("j");
    expect(desk.detail?.row.requester).toBe("Maya Chen");
    await press("Escape");
    expect(document.querySelector(".filter")).toBeNull();
    expect(askers().length).toBe(7);
  });

  it("never hides the next deadline, and says what is overdue", async () => {
    await open("overdue");
    await press("f", "n");
    expect(text(".hero .num")).toBe("+0:21over");
    expect(text(".filter .late")).toBe("1 overdue");
    expect(text(".tab .n")).toBe("7");
  });

  it("says of an empty list that it is not all", async () => {
    await open("queue");
    await press("f", "w");
    await type("nobody says this");
    expect(askers()).toEqual([]);
    expect(text(".filter .told")).toContain("Nothing fits, 8 hidden");
    expect(text(".list")).not.toContain("All clear");
  });

  it("lets what it hides be heard when its deadline passes", async () => {
    const { stage } = await open("queue", "16:43:11");
    await press("f", "n");
    await pass(1500);
    stage.changed();
    await settle();
    expect(text('[data-speech="assertive"]')).toContain("overdue");
  });

  it("stands in the palette with its keys", async () => {
    const { desk } = await open("queue");
    const line = (label: string) =>
      entries(desk).find((entry) => entry.label === label);
    expect(line("Only mine")?.key).toBe("F M");
    line("Only urgent")?.run();
    await settle();
    expect(line("Only urgent")?.why).toBe("is on");
    line("Show all")?.run();
    await settle();
    expect(desk.filter.on).toBe(false);
  });

  it("is no key of the section of settings that has its own F", async () => {
    const { desk } = await open("queue");
    await press("g", "s", "7", "f");
    expect(desk.menu).toBeNull();
    expect(text("dialog h1")).toContain("Forget");
  });
});
