/** How everything stands on an invented morning. */
import type { Check } from "../contract/Check";
import type { Preflight } from "../contract/Preflight";

const well = (part: string, words: string): Check => ({
  part,
  health: "well",
  words,
  remedy: null,
});

/** One thing is not well. */
export function standing(): Preflight {
  return {
    title: "You are on until Wed 25 Nov 09:00",
    under: "One thing is not well.",
    left: "Ana left 3 requests to accept.",
    checks: [
      well("you", "You are Kofi in the roster."),
      well("slack", "Read 2 s ago, pushed."),
      well("slack account", "Signed in as Kofi. Read #support. Answer there."),
      well("clock", "It agrees with those of the sources."),
      well("notifications", "Shown by dunst 1.9."),
      {
        part: "sound",
        health: "limited",
        words: "It is muted.",
        remedy: "Settings, Notifications and sound changes it.",
      },
      well("keyring", "The keyring answers."),
    ],
  };
}
