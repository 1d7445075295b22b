/** Every state of a clock has its shape, its words and its look. */
import { describe, expect, it } from "vitest";
import { leftNow, read } from "./clock";
import type { Clock } from "./contract/Clock";
import { at, ZONE } from "./fake/story";

const now = Date.parse(at("16:41:25"));
const here = { now, zone: ZONE };

const running: Clock = {
  state: "pending",
  started: at("16:19:30"),
  due: at("17:19:30"),
  first_warning: at("16:55:30"),
  second_warning: null,
  left_ms: 38 * 60_000 + 5000,
  target_ms: 3_600_000,
  running: true,
  starts: null,
  by_day: false,
  target: "1 h",
  stopped: null,
  seen: null,
  took_ms: null,
  late_ms: null,
  as_of: null,
  word: null,
  by: null,
  bands: [],
};

const shown = (clock: Partial<Clock>, passed = 0) => {
  const { shape, look, digits, below } = read(
    { ...running, ...clock },
    passed,
    here,
  );
  return `${shape} ${look}: ${digits}, ${below}`;
};

describe("a clock", () => {
  it("runs within the hour", () => {
    expect(shown({})).toBe("arc near: 38:05, of 1 h");
  });

  it("is smaller the farther it is", () => {
    expect(shown({ left_ms: 76 * 60_000, target: "3 h" })).toBe(
      "arc far: 1 h 16, of 3 h",
    );
  });

  it("names the day when it is due on one", () => {
    const day = { by_day: true, due: at("20 18:00"), target: "next day" };
    expect(shown(day)).toBe("arc far: Fri 18:00, next day");
  });

  it("says whose word is due, and not whose question", () => {
    const ours = (clock: Partial<Clock>) =>
      read({ ...running, ...clock }, 0, here).ours;
    expect(ours({})).toBe(false);
    expect(ours({ word: "promise", by: "Ana" })).toBe(true);
    expect(ours({ word: "update" })).toBe(true);
    expect(ours({ word: "update", state: "cancelled" })).toBe(false);
  });

  it("turns to a wedge after its first warning", () => {
    const pressing = {
      state: "imminent",
      left_ms: 107_000,
      target: "5 min",
    } as const;
    expect(shown(pressing)).toBe("wedge imminent: 1:47, of 5 min");
  });

  it("carries a plus only after the deadline", () => {
    expect(shown({ state: "overdue", left_ms: -21_000 })).toBe(
      "diamond overdue: +0:21, overdue",
    );
  });

  it("was late for good", () => {
    const late = {
      state: "missed",
      took_ms: 400_000,
      late_ms: 100_000,
    } as const;
    expect(shown(late)).toBe("diamond0 record: 6:40, 1:40 late");
  });

  it("was in time", () => {
    const met = { state: "met", took_ms: 192_000, target: "5 min" } as const;
    expect(shown(met)).toBe("check record: 3:12, of 5 min");
  });

  it("is paused while it is their turn", () => {
    expect(shown({ state: "paused", stopped: at("09:52") })).toBe(
      "bars record: paused, since 09:52",
    );
  });

  it("is cancelled without a reply", () => {
    expect(shown({ state: "cancelled", word: "withdrawn" })).toBe(
      "dash record: withdrawn, no reply",
    );
  });

  it("is not sure while its source is blind", () => {
    const blind = { due: at("14:03:20"), as_of: at("14:02:11"), left_ms: -1 };
    expect(shown(blind)).toBe("unsure unsure: 1:09 left?, as of 14:02");
  });

  it("says when it will start, outside hours", () => {
    expect(shown({ running: false, starts: at("20 09:00") })).toBe(
      "arc far: starts, Fri 09:00",
    );
  });

  it("was answered where nothing was promised", () => {
    const free = {
      state: "none",
      left_ms: null,
      stopped: at("10:28"),
    } as const;
    expect(shown(free)).toBe("check record: answered, since 10:28");
  });

  it("does not pretend to know on which side of the deadline it was", () => {
    const vague = {
      state: "in_doubt",
      stopped: at("15:09"),
      seen: at("15:10"),
    } as const;
    expect(shown(vague)).toBe("check record: met or late, seen 15:10");
  });

  it("has none where nothing was promised", () => {
    const none = { state: "none", left_ms: null, due: null } as const;
    expect(shown(none)).toBe("ring0 record: no target, since 16:19");
  });
});

describe("time that passes", () => {
  it("counts while the clock runs", () => {
    expect(leftNow(running, 5000)).toBe(38 * 60_000);
    expect(shown({}, 5000)).toBe("arc near: 38:00, of 1 h");
  });

  it("does not count outside hours", () => {
    expect(leftNow({ ...running, running: false }, 5000)).toBe(running.left_ms);
  });

  it("does not decide that a deadline has passed", () => {
    expect(shown({ left_ms: 1000 }, 9000)).toBe("arc near: 0:00, of 1 h");
  });
});
