/** Requests whose team says how good an answer is until when. */
import type { Band } from "../contract/Band";
import type { Clock } from "../contract/Clock";
import { at, story, you, type Story } from "./story";

const MINUTE = 60_000;

/** A quarter of an hour is great, an hour okay, a working day the most. */
function bands(...ends: [string, string, string]): Partial<Clock> {
  const names = ["great", "okay", "in a day"];
  const minutes = [15, 60, 480];
  const band = (until: string, n: number): Band => ({
    name: names[n] ?? "",
    until: at(until),
    after_ms: (minutes[n] ?? 0) * MINUTE,
  });
  return { bands: ends.map(band) };
}

/** One in each band, and one that is answered. */
export function bandedRequests(): Story[] {
  const day = { target: "8 h", targetMs: 480 * MINUTE };
  return [
    story({
      ...day,
      id: 1,
      gist: "Exported invoices lack the second address line",
      requester: "Helen Okafor",
      tier: "Priority",
      posted: at("15:20"),
      due: at("20 17:00"),
      ended: bands("15:35", "16:20", "20 17:00"),
    }),
    story({
      ...day,
      id: 2,
      gist: "Revenue report does not tie out to the query",
      requester: "Maya Chen",
      tier: "Success team",
      posted: at("16:35"),
      due: at("20 17:00"),
      ended: bands("16:50", "20 09:35", "20 17:00"),
    }),
    story({
      ...day,
      id: 3,
      gist: "Where do I find last month's tours?",
      follows: 4,
      requester: "Pia Lund",
      tier: "Sales",
      posted: at("16:10"),
      due: at("20 17:00"),
      owner: you("16:30"),
      ended: bands("16:25", "17:10", "20 17:00"),
    }),
    story({
      ...day,
      id: 4,
      gist: "Please remove Jon's access, he has left",
      followed: 3,
      requester: "Orla Byrne",
      tier: "Subscriber",
      section: "answered",
      posted: at("15:00"),
      due: at("20 15:00"),
      owner: you("15:10"),
      ended: {
        ...bands("15:15", "16:00", "20 15:00"),
        state: "met",
        stopped: at("15:22:30"),
        took_ms: 22.5 * MINUTE,
        running: false,
      },
    }),
  ];
}
