/** Mounts the window on the host it finds itself in. */
import { mount } from "svelte";
import { Desk } from "./desk.svelte";
import Root from "./parts/Root.svelte";
import { First } from "./parts/setup/first.svelte";
import type { Host } from "./port";
import "./style/tokens.css";
import "./style/base.css";
import "./style/pieces.css";
import "./style/setup.css";

/** A browser has no engine behind it, so it is given the invented one. */
async function findHost(): Promise<Host> {
  const mayInvent = import.meta.env.DEV || import.meta.env.MODE === "fake";
  if (mayInvent && !("__TAURI_INTERNALS__" in globalThis)) {
    return (await import("./host.fake")).fakeFromAddress();
  }
  return (await import("./host")).host;
}

const target = document.getElementById("desk");
if (target) {
  const host = await findHost();
  const desk = new Desk(host);
  const first = new First(host, () => void desk.start());
  mount(Root, { target, props: { desk, first } });
  await first.start();
}
