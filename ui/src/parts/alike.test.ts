/** What goes by the same name stands there as often as it is. */
import { describe, expect, it } from "vitest";
import { open, press, settle, text, texts } from "../test/desk";

/** Two sources called Teams, two labels and two warnings of the same words. */
async function twins() {
  const opened = await open("queue");
  const { stage, desk } = opened;
  const snapshot = stage.snapshot.bind(stage);
  stage.snapshot = (select) => {
    const shown = structuredClone(snapshot(select));
    for (const source of shown.sources)
      if (source.name === "GitHub") source.name = "Teams";
    shown.warnings = ["The same is amiss.", "The same is amiss."];
    if (shown.selected) shown.selected.labels = ["urgent", "urgent"];
    return shown;
  };
  await desk.refresh();
  await settle();
  return opened;
}

describe("two of the same name", () => {
  it("are both told, labels and warnings alike", async () => {
    await twins();
    await press("j");
    expect(texts(".band").filter((it) => it.includes("amiss"))).toHaveLength(2);
    expect(text(".detail .sub")).toContain("urgent·urgent");
  });

  it("are both found among the commands", async () => {
    await twins();
    await press("Ctrl k");
    const all = texts("dialog [role=option]");
    expect(all.filter((it) => it.includes("Only Teams"))).toHaveLength(2);
  });

  it("are both in the filter, and among the keys", async () => {
    await twins();
    await press("f");
    const both = texts("[role=menuitemcheckbox]");
    expect(both.filter((it) => it.startsWith("Teams"))).toHaveLength(2);
    await press("Escape", "?");
    expect(texts("dialog dt").filter((it) => it === "Teams")).toHaveLength(2);
  });
});
