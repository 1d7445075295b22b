/** A queue that nobody has looked at for two weeks. */
import { at, story, teammate, you, type Story } from "./story";

/** Three that are long overdue, and one that is due far away. */
export function agedRequests(): Story[] {
  return [
    story({
      id: 1,
      gist: "Labels for the 17:30 tour are not printing",
      requester: "Dirk Vos",
      tier: "Operations",
      source: "Teams",
      posted: at("4 18:38:12"),
      due: at("4 18:43:12"),
      target: "5 min",
    }),
    story({
      id: 2,
      gist: "Revenue report does not tie out to the query",
      requester: "Maximiliane von Hohenstein-Bergstraße",
      tier: "Success team",
      posted: at("7 04:19:30"),
      due: at("7 05:19:30"),
      target: "1 h",
      owner: teammate("Maximiliane", "7 05:00"),
    }),
    story({
      id: 3,
      gist: "Events return 200 but never arrive",
      requester: "Orla Byrne",
      tier: "Subscriber",
      posted: at("18 15:06"),
      due: at("18 16:06"),
      target: "1 h",
      owner: you("18 16:36"),
      sending: "may be there",
    }),
    story({
      id: 4,
      gist: "Where do I find last month’s tours?",
      requester: "Pia Lund",
      tier: "Sales",
      priority: "normal",
      posted: at("12:40"),
      due: at("30 18:00"),
      target: "next day",
    }),
  ];
}
