/** A long history that is being read. */
import { expect, it } from "vitest";
import type { SourceLine } from "./contract/SourceLine";
import { EVERYTHING } from "./filter.svelte";
import { scene } from "./fake/scenes";
import { Stage } from "./fake/stage";
import { calmWords, sourceAge } from "./words";

const FAR = "12,400 of about 20,000 read";

function catchingUp(backlog: string | null) {
  const stage = new Stage(scene("clear"), null, () => 0);
  const shown = stage.snapshot({
    request: null,
    fold: "queue",
    rows: 200,
    calm: true,
    filter: EVERYTHING,
  });
  const [first, ...others] = shown.sources as [SourceLine, ...SourceLine[]];
  const late: SourceLine = { ...first, state: "catching_up", backlog };
  return { late, shown: { ...shown, sources: [late, ...others] } };
}

it("says how far it is, at the foot and where nothing waits", () => {
  const { late, shown } = catchingUp(FAR);
  const here = { now: Date.parse(shown.now), zone: shown.zone };
  expect(sourceAge(late, here)).toBe(FAR);
  expect(calmWords(shown)).toMatchObject({
    word: "Reading",
    gist: `${late.name}: ${FAR}`,
  });
});

it("speaks of catching up where it is soon over", () => {
  const { late, shown } = catchingUp(null);
  const here = { now: Date.parse(shown.now), zone: shown.zone };
  expect(sourceAge(late, here)).toBe("catching up");
  expect(calmWords(shown).gist).toBe(
    `${late.name} is catching up on what was missed`,
  );
});
