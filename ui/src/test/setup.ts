/** What every component test starts and ends with. */
import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  window.innerWidth = 1080;
  window.innerHeight = 720;
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
