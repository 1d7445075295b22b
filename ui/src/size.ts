/** How large everything in the window is drawn. */

const STEPS = [80, 90, 100, 110, 125, 150, 175, 200];
const NORMAL = 100;
let percent = NORMAL;

/** The factor now. */
export function size(): number {
  return percent / 100;
}

/** The size one step larger or smaller, or the normal one with 0. */
export function step(from: number, by: 1 | -1 | 0): number {
  if (by === 0) return NORMAL;
  const steps = by === 1 ? STEPS : [...STEPS].reverse();
  return steps.find((size) => (size - from) * by > 0) ?? from;
}

/** Draws everything at a size, in percent. */
export function draw(wanted: number): void {
  percent = wanted;
  document.getElementById("desk")?.style.setProperty("zoom", String(size()));
  // The layout asks again whether the window is narrow.
  window.dispatchEvent(new Event("resize"));
}
