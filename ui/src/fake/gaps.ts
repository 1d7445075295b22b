/** Invented times at which nobody saw what came. */
import type { GapLine } from "../contract/GapLine";
import { at } from "./story";

/** The newest first. */
export function gaps(): GapLine[] {
  return [
    {
      source: "Teams",
      from: at("14:02:11"),
      to: null,
      why: "The sign-in is no longer valid; sign in again.",
    },
    {
      source: null,
      from: at("12 14:00"),
      to: at("12 15:10"),
      why: "The computer slept, or its clock was set.",
    },
    {
      source: "Slack",
      from: at("11 09:12"),
      to: at("11 09:13:20"),
      why: "It did not answer.",
    },
    {
      source: "Teams",
      from: at("9 22:40"),
      to: at("10 06:15"),
      why: "The network could not be reached.",
    },
  ];
}
