/** A band is told by its word, its shape and its place on the drain. */
import { describe, expect, it } from "vitest";
import { notches, standing } from "./bands";
import { read } from "./clock";
import { bandedRequests } from "./fake/banded";
import { rowOf } from "./fake/row";
import { scene } from "./fake/scenes";
import { at, ZONE } from "./fake/story";
import { heroWords } from "./words";

const rows = () => {
  const told = scene("banded");
  const now = Date.parse(told.now);
  return bandedRequests().map((story) => rowOf(story, told, now));
};
const here = { now: Date.parse(at("16:41:25")), zone: ZONE };

describe("a band", () => {
  it("is the first that has not ended", () => {
    const places = rows().map(({ clock }) => standing(clock, here.now));
    expect(places.map((it) => it && `${it.name} ${it.place}/${it.of}`)).toEqual(
      ["in a day 2/3", "great 0/3", "okay 1/3", "okay 1/3"],
    );
  });

  it("stands below the figures in the place of the target", () => {
    const below = rows().map(({ clock }) => read(clock, 0, here).below);
    expect(below).toEqual(["in a day", "great", "okay", "okay"]);
  });

  it("changes when its time has come", () => {
    const great = rows()[1]?.clock;
    const later = { ...here, now: Date.parse(at("16:50:01")) };
    expect(great && read(great, 0, later).below).toBe("okay");
  });

  it("is none once it is missed, or while nobody can see", () => {
    const clock = rows()[1]!.clock;
    const end = Date.parse(at("20 17:00:01"));
    expect(standing(clock, end)).toBeNull();
    const blind = { ...clock, as_of: at("16:40") };
    expect(standing(blind, here.now)).toBeNull();
  });

  it("ends at its notch of the drain", () => {
    const clock = rows()[1]!.clock;
    expect(notches(clock).map((at) => at.toFixed(3))).toEqual([
      "0.969",
      "0.875",
    ]);
    expect(notches({ ...clock, bands: [] })).toEqual([]);
  });

  it("is named above the large figures with its end", () => {
    const label = (n: number) => heroWords(rows()[n]!, 0, here).label;
    expect(label(1)).toBe("Great until 16:50");
    expect(label(0)).toBe("In a day until Fri 17:00");
  });
});
