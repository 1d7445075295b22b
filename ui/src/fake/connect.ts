/** Invented ways to sources: each question can be looked at, and answered. */
import type { ConnectAct } from "../contract/ConnectAct";
import type { Connected } from "../contract/Connected";
import type { Connecting } from "../contract/Connecting";
import type { SignInPage } from "../contract/SignInPage";
import type { SignInWay } from "../contract/SignInWay";
import {
  BROWSER,
  GITHUB,
  HOOKS,
  MAIL,
  MAIL_CODE,
  SLACK,
  TEAMS,
} from "./ways";

export const CHANGE = `  zone = "Europe/Amsterdam"
+
+ [sources.github]
+
+ [[sources.github.repositories]]
+ id = "acme/widgets"
`;

const CONSENT =
  "An administrator of your Microsoft tenant must consent once, for everybody. You act as yourself; the sign-in goes into the keyring of this computer and nowhere else.";

const LEAD =
  "You act as yourself: what you claim and answer is yours, and there is no bot. The sign-in goes into the keyring of this computer and nowhere else.";

const signIn = (
  source: string,
  ways: SignInWay[],
  title = `Sign in to ${source}`,
): SignInPage => ({
  title,
  source,
  lead: LEAD,
  ways,
  waiting: null,
  no_keyring: null,
  session_only: false,
});

const KINDS: Connecting["kinds"] = [
  {
    kind: "slack",
    title: "Slack",
    says: "Channels. Needs an app of the team, made once in two minutes.",
  },
  {
    kind: "teams",
    title: "Microsoft Teams",
    says: "Channels. An administrator of your tenant has to consent once.",
  },
  {
    kind: "github",
    title: "GitHub",
    says: "Issues of repositories. Needs a token of yours, or the code of the team's app.",
  },
  {
    kind: "mail",
    title: "E-mail",
    says: "A shared address. Needs its mailbox's name and password, or an app password.",
  },
  {
    kind: "webhook",
    title: "Webhooks",
    says: "What programs tell: Alertmanager, Grafana, Sentry, Bugsnag, or a line of curl. Needs nothing.",
  },
];

/** The first question. */
export function kinds(): Connecting {
  return {
    step: "kinds",
    busy: null,
    trouble: null,
    remarks: [],
    kinds: KINDS,
    sign_in: signIn("", []),
    places: {
      called: "",
      lead: "",
      places: [],
      another: null,
      example: "",
      groups: null,
    },
    tokens: [],
    change: null,
  };
}

/** Signing in to a kind of source. */
export function signingIn(kind: string): Connecting {
  const page = {
    slack: signIn("Slack", [SLACK]),
    github: signIn("GitHub", GITHUB),
    teams: { ...signIn("Microsoft Teams", [TEAMS, BROWSER]), lead: CONSENT },
    mail: signIn("E-mail", [MAIL, MAIL_CODE], "Sign in to a mailbox"),
    webhook: signIn("Webhooks", [HOOKS], "Listen to webhooks"),
  }[kind];
  return { ...kinds(), step: "sign_in", sign_in: page ?? signIn(kind, []) };
}

/** A sign-in that waits. */
export function waiting(kind: string): Connecting {
  const page = signingIn(kind);
  const code = kind === "github" ? "WDJB-MJHT" : null;
  const address = code
    ? "https://github.com/login/device"
    : "https://slack.com/oauth/v2/authorize?client_id=1000000001.2000000002&user_scope=channels%3Ahistory%2Cchannels%3Aread&redirect_uri=http%3A%2F%2Flocalhost%3A43117%2Fslack";
  return {
    ...page,
    busy: code ? "Waiting until the code is typed." : "Waiting for the browser.",
    sign_in: { ...page.sign_in, waiting: { address, code } },
  };
}

/** What could be read. */
export function places(kind: string): Connecting {
  const place = (id: string, name: string, note: string) => ({
    id,
    name,
    note,
    chosen: name === "#support",
  });
  const page = signingIn(kind);
  if (kind === "github")
    return {
      ...page,
      step: "places",
      places: {
        called: "Repositories",
        lead: "Choose the repositories in which people write issues.",
        places: [
          place("acme/widgets", "acme/widgets", ""),
          place("acme/platform", "acme/platform", "private"),
          place("acme/old-site", "acme/old-site", "archived"),
        ],
        another: "Another repository",
        example: "acme/widgets",
        groups: null,
      },
    };
  if (kind === "webhook")
    return {
      ...page,
      step: "places",
      places: {
        called: "Senders",
        lead: 'Choose who calls. Each is read by a table that is made for it; plain takes {"what": "…"}.',
        places: ["plain", "alertmanager", "grafana", "sentry", "bugsnag"].map(
          (name) => place(name, name, ""),
        ),
        another: null,
        example: "",
        groups: null,
      },
    };
  return {
    ...page,
    step: "places",
    places: {
      called: "Channels",
      lead: "Choose the channels in which people ask for help, and say what the mention of a group means.",
      places: [
        place("C1", "#support", ""),
        place("C2", "#engineering", ""),
        place("C3", "#desk", "private"),
        place(
          "C4",
          "#coffee-and-everything-else-nobody-has-a-channel-for",
          "you are no member",
        ),
      ],
      another: null,
      example: "",
      groups: [
        { group: "@oncall", members: 2, means: "urgent" },
        { group: "@dev911", members: 1, means: "emergency" },
        { group: "@prod", members: 14, means: null },
      ],
    },
  };
}

/** What is shown once. */
export function tokens(): Connecting {
  const token = "n3Jc0t4m1XqkY2v7wHs8PzBfTgLdRuEa";
  return {
    ...signingIn("webhook"),
    step: "tokens",
    tokens: [
      {
        place: "alertmanager",
        name: "alertmanager",
        address: "http://127.0.0.1:8787/alertmanager",
        token,
        line: `curl -d '{"what":"Hello"}' -H 'Authorization: Bearer ${token}' http://127.0.0.1:8787/alertmanager`,
      },
    ],
  };
}

/** What a source changes in the team file. */
export function changing(): Connecting {
  return {
    ...places("github"),
    step: "change",
    change: {
      replaces: "v1",
      diff: CHANGE,
      remark: null,
      faults: [],
      written: false,
      words: "Nothing is written yet.",
    },
  };
}

/** Sources that are connected. */
export const CONNECTED: Connected[] = [
  {
    source: "slack",
    kind: "slack",
    title: "Slack",
    words: "#support, as Lena Vos",
    may: ["Reads and answers in #support.", "Marks messages."],
    may_not: [],
  },
  {
    source: "github",
    kind: "github",
    title: "GitHub",
    words: "acme/widgets, as Lena Vos",
    may: ["Reads and answers the issues of acme/widgets."],
    may_not: [
      'You may not be assigned in acme/widgets: your claim is an eyes reaction there, and no label can be set. Ask for the role "Triage".',
    ],
  },
];

/** What follows an answer, as the real way does when all goes well. */
export function next(page: Connecting, act: ConnectAct): Connecting {
  const kind =
    page.kinds.find(({ title }) => title === page.sign_in.source)?.kind ?? "";
  switch (act.do) {
    case "open":
      return kinds();
    case "begin":
      return signingIn(act.kind);
    case "again":
      return signingIn(act.source);
    case "more":
      return places(act.source);
    case "renew":
      return tokens();
    case "enter":
      return places(kind);
    case "choose":
      return kind === "webhook" ? tokens() : { ...page, step: "done" };
    case "write":
      return { ...page, step: "done", remarks: ["The team file is written."] };
    case "seen":
    case "sign_out":
      return { ...page, step: "done", remarks: ["Done."] };
    case "back":
      return page.step === "sign_in" && page.sign_in.waiting
        ? signingIn(kind)
        : page.step === "places"
          ? signingIn(kind)
          : kinds();
    case "copy":
      return { ...page, remarks: ["Copied."] };
    default:
      return page;
  }
}
