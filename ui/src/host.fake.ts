/** A host with invented data, for a plain browser, tests and pictures. */
import type { Host } from "./port";
import { scene, type SceneName } from "./fake/scenes";
import { FakeSetup } from "./fake/setup";
import { Stage } from "./fake/stage";

/** What the address of the page asks for. */
interface Wish {
  scene: SceneName;
  /** The step of the first minutes to begin with, instead of a scene. */
  first?: string;
  /** The wall clock's time at which the scene is looked at. */
  at: string | null;
  /** Time stands still, so that two pictures are alike. */
  still: boolean;
  /** The request that the window is opened for. */
  request?: number;
}

/** A host that plays a scene. */
export function fakeHost(
  wish: Wish,
): Host & { stage: Stage; setup: FakeSetup } {
  const began = performance.now();
  const elapsed = () => (wish.still ? 0 : performance.now() - began);
  const stage = new Stage(scene(wish.scene), wish.at, elapsed);
  const setup = new FakeSetup(wish.first ?? "");
  return {
    stage,
    setup,
    elapsed,
    asked: () => ({ request: wish.request ?? null, spot: "reading" }),
    onRaised: (heard) => {
      stage.raisers.add(heard);
      return Promise.resolve(() => void stage.raisers.delete(heard));
    },
    rpc: async (command) => {
      const data = setup.answer(command);
      if (data === undefined) return stage.answer(command);
      return { v: 1, ok: true, data, error: null };
    },
    onChanged: (heard) => {
      stage.listeners.add(heard);
      return Promise.resolve(() => void stage.listeners.delete(heard));
    },
  };
}

/** ?scene=queue&theme=dark&at=16:43:33&still */
export function fakeFromAddress(): Host {
  const asked = new URLSearchParams(location.search);
  const theme = asked.get("theme");
  if (theme) document.documentElement.classList.add(theme);
  const host = fakeHost({
    scene: (asked.get("scene") ?? "queue") as SceneName,
    first: asked.get("scene") ?? "",
    at: asked.get("at"),
    still: asked.has("still"),
  });
  // Whoever tries the page in a browser plays the source as well.
  Object.assign(globalThis, { stage: host.stage });
  return host;
}
