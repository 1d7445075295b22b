/** Times and durations read the same wherever they stand. */
import { describe, expect, it } from "vitest";
import {
  age,
  briefly,
  date,
  duration,
  exactly,
  figures,
  left,
  since,
  size,
  when,
} from "./formats";
import { moment } from "./moment";
import { at, ZONE } from "./fake/story";

const here = { now: Date.parse(at("16:41:25")), zone: ZONE };
const of = (time: string) => Date.parse(at(time));

describe("figures", () => {
  it("show minutes and seconds below an hour", () => {
    expect(figures(107_000)).toBe("1:47");
    expect(figures(59 * 60_000 + 59_000)).toBe("59:59");
  });

  it("show hours and minutes below a day", () => {
    expect(figures(76 * 60_000)).toBe("1 h 16");
    expect(figures(60 * 60_000)).toBe("1 h 00");
  });

  it("show days and hours beyond", () => {
    expect(figures(50 * 3_600_000)).toBe("2 d 2 h");
  });

  it("count a second that has begun, so that zero is the deadline", () => {
    expect(left(1)).toBe("0:01");
    expect(left(0)).toBe("0:00");
    expect(left(3_599_001)).toBe("1 h 00");
  });

  it("never go below zero", () => {
    expect(figures(-5000)).toBe("0:00");
  });
});

describe("times", () => {
  it("stand alone today", () => {
    expect(when(of("16:43:12"), here)).toBe("16:43");
    expect(exactly(of("16:43:12"), here)).toBe("16:43:12");
  });

  it("carry their weekday within the week and their date beyond", () => {
    expect(when(of("20 18:00"), here)).toBe("Fri 18:00");
    expect(when(of("27 09:00"), here)).toBe("27 Nov 09:00");
    expect(since(of("18 09:52"), here)).toBe("Wed");
    expect(briefly(of("20 18:00"), here)).toBe("Fri 18:00");
    expect(briefly(of("27 09:00"), here)).toBe("27 Nov");
  });

  it("follow the zone of the desktop and not of the machine", () => {
    const tokyo = { ...here, zone: "Asia/Tokyo" };
    expect(when(of("16:43:12"), tokyo)).toBe("00:43");
    expect(date(tokyo)).toBe("Fri 20 Nov 00:41");
  });

  it("survive a zone that nobody knows", () => {
    expect(when(of("16:43"), { ...here, zone: "Mars/Olympus" })).toMatch(
      /\d\d:\d\d$/,
    );
  });
});

describe("durations", () => {
  it("are spelt in sentences", () => {
    expect(duration(192_000)).toBe("3 min 12 s");
    expect(duration(17_000)).toBe("17 s");
    expect(duration(3_600_000)).toBe("1 h");
  });

  it("shrink to one unit as an age", () => {
    expect(age(44_900)).toBe("44 s");
    expect(age(5 * 60_000)).toBe("5 min");
    expect(age(26 * 3_600_000)).toBe("1 d");
  });

  it("measure files too", () => {
    expect(size(12_345)).toBe("12 kB");
  });
});

describe("a typed moment", () => {
  const read = (typed: string) => {
    const found = moment(typed, here);
    return found === null ? null : when(found, here);
  };

  it("is today if it is still to come, else tomorrow", () => {
    expect(read("17:30")).toBe("17:30");
    expect(read("9")).toBe("Fri 09:00");
  });

  it("may name a day", () => {
    expect(read("mon 9:15")).toBe("Mon 09:15");
    expect(read("tomorrow 8.05")).toBe("Fri 08:05");
    expect(read("thu 10")).toBe("26 Nov 10:00");
  });

  it("is refused when it is none", () => {
    expect(read("")).toBeNull();
    expect(read("25:00")).toBeNull();
    expect(read("someday 9")).toBeNull();
  });

  it("keeps the wall clock over a change of the clocks", () => {
    const spring = { now: Date.parse("2026-03-28T12:00:00+01:00"), zone: ZONE };
    const found = moment("tomorrow 9", spring);
    expect(new Date(found ?? 0).toISOString()).toBe("2026-03-29T07:00:00.000Z");
  });
});
