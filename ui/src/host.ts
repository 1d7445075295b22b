/** The real host: the only file that knows the program around the window. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { aim } from "./aim";
import type { Aim } from "./contract/Aim";
import type { Host } from "./port";

/** Speaks through the one command and hears what the shell has to tell. */
export const host: Host = {
  rpc: (command) => invoke("rpc", { command }),
  onChanged: (heard) => listen("changed", () => heard()),
  asked: () => aim(location.hash),
  onRaised: (heard) => listen<Aim>("raised", ({ payload }) => heard(payload)),
  elapsed: () => performance.now(),
};
