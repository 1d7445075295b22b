/** The real host: the only file that knows the program around the window. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Host } from "./port";

/** Speaks through the one command and hears what the shell has to tell. */
export const host: Host = {
  rpc: (command) => invoke("rpc", { command }),
  onChanged: (heard) => listen("changed", () => heard()),
  asked: () => {
    const request = /^#request=(\d+)$/.exec(location.hash)?.[1];
    return request === undefined ? null : Number(request);
  },
  onRaised: (heard) =>
    listen<{ request: number | null }>("raised", ({ payload }) => {
      if (payload.request !== null) heard(payload.request);
    }),
  elapsed: () => performance.now(),
};
