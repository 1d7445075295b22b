/** A quiet morning with what was settled before. */
import type { Clock } from "../contract/Clock";
import { at, story, teammate, you, type Story } from "./story";

const paused = (since: string): Partial<Clock> => ({
  state: "paused",
  stopped: at(since),
  running: false,
});

const answered = (
  when: string,
  took: number,
  late: number | null = null,
): Partial<Clock> => ({
  state: late === null ? "met" : "missed",
  stopped: at(when),
  took_ms: took * 1000,
  late_ms: late === null ? null : late * 1000,
  running: false,
});

/** Two that wait on them, five that are settled. */
export function settled(): Story[] {
  return [
    story({
      id: 1,
      gist: "Revenue report does not tie out to the query",
      requester: "Maya Chen",
      tier: "Success team",
      section: "waiting",
      ended: paused("20 09:52"),
      owner: you("20 09:40"),
    }),
    story({
      id: 2,
      gist: "Upgrade to 3.2 stops at migration 0041",
      requester: "theo-lamb",
      tier: "Community",
      priority: "normal",
      source: "GitHub",
      section: "waiting",
      ended: paused("19 17:20"),
      owner: you("19 15:10"),
    }),
    story({
      id: 3,
      gist: "Depot list is empty after login",
      requester: "Anouk Smit",
      tier: "Operations",
      source: "Teams",
      section: "answered",
      ended: answered("20 10:22", 64),
      target: "5 min",
      due: at("20 10:26"),
      owner: teammate("Ana", "20 10:22"),
    }),
    story({
      id: 4,
      gist: "Customer export pending for an hour",
      requester: "Kim Osei",
      tier: "Priority",
      section: "answered",
      ended: answered("20 10:02", 750),
      target: "1 h",
      due: at("20 10:40"),
      owner: you("20 09:50"),
    }),
    story({
      id: 5,
      gist: "Tour 88340 has two drivers",
      requester: "Dirk Vos",
      tier: "Operations",
      source: "Teams",
      section: "answered",
      ended: answered("20 10:28", 400, 100),
      target: "5 min",
      due: at("20 10:41"),
      owner: you("20 09:50"),
    }),
    story({
      id: 6,
      gist: "Guest post and link exchange?",
      requester: "growth@pinnate.example",
      priority: "normal",
      source: "E-mail",
      section: "closed",
      ended: {
        state: "cancelled",
        word: "closed",
        stopped: at("20 10:05"),
        running: false,
      },
      owner: you("20 10:05"),
    }),
  ];
}
