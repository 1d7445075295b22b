/** A window on an invented engine, and hands to use it. */
import { render } from "@testing-library/svelte";
import { tick } from "svelte";
import { vi } from "vitest";
import { Desk } from "../desk.svelte";
import type { SceneName } from "../fake/scenes";
import { fakeHost } from "../host.fake";
import Window from "../parts/Window.svelte";

/** Opens the window on a scene. */
export async function open(
  scene: SceneName,
  at: string | null = null,
  request?: number,
) {
  const wish = { scene, at, still: false };
  const host = fakeHost(request === undefined ? wish : { ...wish, request });
  const desk = new Desk(host);
  const view = render(Window, { desk });
  await desk.start();
  await settle();
  return { ...view, desk, stage: host.stage };
}

/** Lets every promise and every effect run. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    await Promise.resolve();
    await tick();
  }
}

/** Lets time pass, second by second. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

/** Presses keys one after the other, where the focus is. */
export async function press(...keys: string[]): Promise<void> {
  for (const name of keys) {
    const [key = "", ...held] = name.split(" ").reverse();
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(
      new KeyboardEvent("keydown", {
        key,
        ctrlKey: held.includes("Ctrl"),
        shiftKey: held.includes("Shift"),
        bubbles: true,
        cancelable: true,
      }),
    );
    await settle();
  }
}

/** The text of an element, in one line. */
export function text(selector: string, within: ParentNode = document): string {
  const found = within.querySelector(selector);
  return (found?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The texts of several elements. */
export function texts(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((found) =>
    (found.textContent ?? "").replace(/\s+/g, " ").trim(),
  );
}
