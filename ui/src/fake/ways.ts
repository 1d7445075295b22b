/** Invented ways of signing in: what each asks for. */
import type { SignInWay } from "../contract/SignInWay";

const MANIFEST = `# Make the app: https://api.slack.com/apps > Create New App > From a manifest.
display_information:
  name: "Hotseat"
  description: "One queue for whoever is on support this week"
oauth_config:
  pkce_enabled: true
  scopes:
    user:
      - "channels:history" # Reads requests and answers in the public channels of the team file.
      - "chat:write" # Posts as you what you wrote or chose, and nothing else.
`;

const field = (key: string, label: string, more = {}) => ({
  key,
  label,
  value: "",
  example: "",
  hint: "",
  secret: false,
  ...more,
});

export const SLACK: SignInWay = {
  way: "browser",
  title: "With the browser",
  does: "Sign in with the browser",
  fields: [
    field("client_id", "Client id of the team's app", {
      example: "1234567890.1234567890",
    }),
  ],
  before: [
    "No app yet? The team makes one, once. Copy this manifest.",
    "At Slack choose From a manifest, paste it, and create the app.",
    "Copy the client id from Basic Information into the field above. It goes into the team file, so that teammates need none of this.",
  ],
  make: "Open Slack",
  manifest: MANIFEST,
  terminal: "hotseat accounts add slack --token",
};

const URL_FIELD = field("url", "Address of a GitHub of your own", {
  example: "https://github.example.com",
  hint: "Left empty, it is github.com.",
});

export const GITHUB: SignInWay[] = [
  {
    way: "token",
    title: "With a token",
    does: "Sign in with this token",
    fields: [
      field("token", "Token", {
        hint: "It begins with github_pat_ or ghp_.",
        secret: true,
      }),
      URL_FIELD,
    ],
    before: [
      'Make a token at GitHub for the repositories in which people write, with "Issues: read and write".',
      "Copy it from there into the field above.",
    ],
    make: "Open GitHub",
    manifest: null,
    terminal: "hotseat accounts add github --token",
  },
  {
    way: "code",
    title: "With a code",
    does: "Ask for a code",
    fields: [
      field("client_id", "Client id of the team's app", {
        example: "Ov23liAbCdEf12345678",
      }),
      URL_FIELD,
    ],
    before: [
      'The team makes an OAuth app at GitHub, once, and ticks "Enable Device Flow". Any address will do as its callback.',
    ],
    make: "Open GitHub",
    manifest: null,
    terminal: "hotseat accounts add github --client-id ID",
  },
];

export const MAIL: SignInWay = {
  way: "password",
  title: "With a password",
  does: "Sign in",
  fields: [
    field("address", "Address that people write to", {
      example: "support@example.com",
    }),
    field("own", "Your own address", {
      example: "ana@example.com",
      hint: "From which you answer. Left empty, it is the same.",
    }),
    field("name", "Your name", {
      example: "Ana Silva",
      hint: "As those who ask see it.",
    }),
    field("user", "Name for signing in", {
      hint: "Left empty, it is your own address.",
    }),
    field("password", "Password", {
      hint: "Gmail, Outlook, iCloud, Yahoo and Fastmail take an app password, which you make in your account there.",
      secret: true,
    }),
    field("imap", "Server for reading", {
      example: "imap.example.com",
      hint: "Left empty, it is found by the address where the provider is well known.",
    }),
    field("smtp", "Server for sending", {
      example: "smtp.example.com",
      hint: "Left empty, it is found by the address where the provider is well known.",
    }),
  ],
  before: [],
  make: null,
  manifest: null,
  terminal: "hotseat accounts add mail",
};

export const MAIL_CODE: SignInWay = {
  ...MAIL,
  way: "code",
  title: "With a code",
  does: "Ask for a code",
  fields: [
    ...MAIL.fields.slice(0, 4),
    field("client_id", "Client id of the team's app", {
      example: "11111111-2222-3333-4444-555555555555",
    }),
    field("tenant", "Tenant", {
      example: "example.onmicrosoft.com",
      hint: "Its id, or one of its domains. Left empty, any will do.",
    }),
    ...MAIL.fields.slice(5),
  ],
  before: [
    "For Microsoft 365. The team registers an app at Microsoft, once, with the permissions IMAP.AccessAsUser.All and SMTP.Send.",
    "Under Authentication, allow public client flows.",
    "Copy the two ids of its overview into the fields above. They go into the team file, so that teammates need none of this.",
  ],
  make: "Open Microsoft's page",
  terminal: "hotseat accounts add mail --client-id ID",
};

export const HOOKS: SignInWay = {
  way: "listen",
  title: "By listening",
  does: "Choose who calls",
  fields: [
    field("listen", "Where this computer listens", {
      value: "127.0.0.1:8787",
      example: "127.0.0.1:8787",
      hint: "As it stands, only programs on this computer can call. Each computer of the team listens for itself.",
    }),
    field("name", "Your name", {
      example: "Ana Silva",
      hint: "Needed where nothing else is connected that tells who you are.",
    }),
    field("own", "Your e-mail address", {
      example: "ana@example.com",
      hint: "Needed where nothing else is connected that tells who you are.",
    }),
  ],
  before: [],
  make: null,
  manifest: null,
  terminal: "hotseat accounts add webhook",
};

export const TEAMS: SignInWay = {
  way: "code",
  title: "With a code",
  does: "Ask for a code",
  fields: [
    field("client_id", "Client id of the team's app", {
      example: "11111111-2222-3333-4444-555555555555",
    }),
    field("tenant", "Tenant", {
      example: "example.onmicrosoft.com",
      hint: "Its id, or one of its domains.",
    }),
  ],
  before: [
    'The team registers an app at Microsoft, once: App registrations, New registration, with the redirect URI http://localhost of the kind "Public client/native".',
    "Under Authentication, allow public client flows.",
    "Copy the two ids of its overview into the fields above. They go into the team file, so that teammates need none of this.",
  ],
  make: "Open Microsoft's page",
  manifest: null,
  terminal: "hotseat accounts add teams --client-id ID --tenant TENANT",
};

export const BROWSER: SignInWay = {
  ...TEAMS,
  way: "browser",
  title: "With the browser",
  does: "Sign in with the browser",
  terminal: "hotseat accounts add teams --browser",
};
