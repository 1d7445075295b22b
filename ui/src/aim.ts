/** What a new window is wanted for, as its address says. */
import type { Aim } from "./contract/Aim";

/** Reads "#request=7", "#reply=7", "#settings", "#call". */
export function aim(hash: string): Aim {
  if (hash === "#settings") return { request: null, spot: "settings" };
  if (hash === "#call") return { request: null, spot: "call" };
  const [, spot, request] = /^#(request|reply)=(\d+)$/.exec(hash) ?? [];
  return {
    request: request === undefined ? null : Number(request),
    spot: spot === "reply" ? "reply" : "reading",
  };
}
