/** How large everything in the window is drawn. */

const STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const NORMAL = STEPS.indexOf(1);
let at = NORMAL;

/** The factor now. */
export function size(): number {
  return STEPS[at] ?? 1;
}

/** One step larger or smaller, or back to normal with 0. */
export function changeSize(step: 1 | -1 | 0): void {
  at = step === 0 ? NORMAL : Math.min(STEPS.length - 1, Math.max(0, at + step));
  document.getElementById("desk")?.style.setProperty("zoom", String(size()));
  // The layout asks again whether the window is narrow.
  window.dispatchEvent(new Event("resize"));
}
