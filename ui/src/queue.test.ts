/** What is drawn large, and in which parts the rest stands. */
import { describe, expect, it } from "vitest";
import type { SceneName } from "./fake/scenes";
import { EVERYTHING } from "./filter.svelte";
import { scene } from "./fake/scenes";
import { Stage } from "./fake/stage";
import { arrange, neighbour } from "./queue";

function snapshot(name: SceneName, rows = 200) {
  const stage = new Stage(scene(name), null, () => 0);
  return stage.snapshot({
    request: null,
    fold: "queue",
    rows,
    calm: false,
    filter: EVERYTHING,
  });
}
const list = (name: SceneName) =>
  arrange(snapshot(name), snapshot(name), "queue");
const heads = (name: SceneName) =>
  list(name).groups.map(({ label, count }) => `${label} ${count}`);

describe("the queue", () => {
  it("draws its first row large and the rest in parts", () => {
    const { hero, order } = list("queue");
    expect(hero).toMatchObject({ is: "request", row: { id: 1 } });
    expect(heads("queue")).toEqual(["Within the hour 4", "Later 3"]);
    expect(order).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("draws a blind source larger than a calm row", () => {
    expect(list("blind").hero.is).toBe("blind");
    expect(heads("blind")[0]).toBe("Not sure, Teams unread 2 known");
    expect(list("blind").order[0]).toBe("blind");
  });

  it("draws what is overdue larger than a blind source, which stays in sight", () => {
    const shown = snapshot("overdue");
    const { blind } = snapshot("blind");
    const { hero, blindLine, order } = arrange(
      { ...shown, blind },
      { ...shown, blind },
      "queue",
    );
    expect(hero).toMatchObject({ is: "request", row: { id: 1 } });
    expect(blindLine?.source.name).toBe("Teams");
    expect(order.slice(0, 2)).toEqual([1, "blind"]);
  });

  it("is calm when only folded rows are left", () => {
    expect(list("clear").hero.is).toBe("calm");
  });

  it("says how many rows there are beyond those fetched", () => {
    const shown = snapshot("many", 200);
    const groups = arrange(shown, shown, "queue").groups;
    expect(groups.at(-1)?.count).toMatch(/ of \d+$/);
  });
});

describe("a step", () => {
  it("stays within the list", () => {
    expect(neighbour([1, 2], { selection: 2, place: 1 }, 1)).toBe(2);
    expect(neighbour([1, 2], { selection: 1, place: 0 }, -1)).toBe(1);
  });

  it("goes on from where a row stood that has left", () => {
    expect(neighbour([1, 3], { selection: 2, place: 1 }, 1)).toBe(3);
    expect(neighbour([1, 3], { selection: 2, place: 1 }, -1)).toBe(1);
  });

  it("goes nowhere in an empty list", () => {
    expect(neighbour([], { selection: 2, place: 1 }, 1)).toBeNull();
  });
});
