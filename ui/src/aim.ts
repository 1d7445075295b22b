/** What a new window is wanted for, as its address says. */
import type { Aim } from "./contract/Aim";

/** What is asked for by its name alone. */
const NAMED = ["settings", "call", "preflight", "handoff"] as const;

/** Reads "#request=7", "#reply=7", "#settings", "#handoff". */
export function aim(hash: string): Aim {
  const named = NAMED.find((name) => hash === `#${name}`);
  if (named) return { request: null, spot: named };
  const [, spot, request] = /^#(request|reply)=(\d+)$/.exec(hash) ?? [];
  return {
    request: request === undefined ? null : Number(request),
    spot: spot === "reply" ? "reply" : "reading",
  };
}
