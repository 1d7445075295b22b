/** What was settled, under a queue in which nothing waits. */
import { describe, expect, it } from "vitest";
import { scene } from "./fake/scenes";
import { Stage } from "./fake/stage";
import { EVERYTHING } from "./filter.svelte";
import { arrange } from "./queue";

const shown = new Stage(scene("clear"), null, () => 0).snapshot({
  request: null,
  fold: "queue",
  rows: 200,
  calm: true,
  filter: EVERYTHING,
});
const heads = (of: typeof shown, fold: "queue" | "answered" = "queue") =>
  arrange(of, of, fold).groups.map(({ label, count }) => `${label}: ${count}`);

describe("what was settled", () => {
  it("stands together when it was today, with what went wrong", () => {
    expect(heads(shown)).toEqual([
      "Waiting on them: 2",
      "Settled today: 4, one late, one without a reply",
    ]);
  });

  it("stands apart when it was before", () => {
    const now = new Date(Date.parse(shown.now) + 86_400_000).toISOString();
    expect(heads({ ...shown, now })[1]).toBe(
      "Settled before: 4, one late, one without a reply",
    );
  });

  it("says how much of it was fetched", () => {
    expect(heads({ ...shown, more: 7 })[1]).toBe("Settled today: 4 of 11");
  });

  it("keeps its own parts where it was asked for", () => {
    const rows = shown.rows.filter(({ section }) => section !== "waiting");
    expect(heads({ ...shown, rows }, "answered")).toEqual([
      "Answered: 3",
      "Closed: 1",
    ]);
  });
});
