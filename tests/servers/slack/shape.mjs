/** How messages look on the wire: stamps, files, blocks, marks and thread counts. */
import { randomUUID } from "node:crypto";
import { steadyId } from "./seed.mjs";

const SHOWN_REPLY_USERS = 5;

/** What Slack writes on everything that is posted through an app, also as a person. */
export function stampsOf(app, team) {
  return {
    bot_id: app.bot_id,
    app_id: app.app_id,
    bot_profile: {
      id: app.bot_id,
      deleted: false,
      name: app.name,
      updated: 1700000000,
      app_id: app.app_id,
      user_id: app.bot_user_id,
      icons: {
        image_36: "https://a.slack-edge.com/80588/img/plugins/app/bot_36.png",
        image_48: "https://a.slack-edge.com/80588/img/plugins/app/bot_48.png",
        image_72: "https://a.slack-edge.com/80588/img/plugins/app/service_72.png",
      },
      team_id: team.id,
    },
  };
}

/** A file as a message carries it, from the few fields a test gives. */
export function fileShape(given, { user, team, at }) {
  const id = given.id ?? steadyId("F", randomUUID());
  const name = given.name ?? "file.txt";
  const base = `${team.url}files/${user}/${id}`;
  const raw = `https://files.slack.com/files-pri/${team.id}-${id}`;
  return {
    id,
    created: at,
    timestamp: at,
    name,
    title: given.title ?? name,
    mimetype: given.mimetype ?? "text/plain",
    filetype: given.filetype ?? name.split(".").at(-1),
    pretty_type: given.pretty_type ?? "Plain Text",
    user,
    user_team: team.id,
    editable: false,
    size: given.size ?? 0,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: `${raw}/${encodeURIComponent(name)}`,
    url_private_download: `${raw}/download/${encodeURIComponent(name)}`,
    permalink: `${base}/${encodeURIComponent(name)}`,
    has_rich_preview: false,
    file_access: "visible",
    ...given,
  };
}

/** Attachments and blocks get the ids that Slack gives them. */
export function numbered(attachments) {
  return attachments?.map((attachment, index) => (
    { id: index + 1, fallback: "[no preview available]", ...attachment }));
}

/**
 * A message as the reading methods give it.
 * `metadata`: whole metadata rather than its type; `cut`: at most so many users per mark;
 * `first`: this user comes first wherever they marked.
 */
export function readingView(journal, message, { metadata = false, ...marking } = {}) {
  const view = { ...bodyOf(message), ...threadOf(journal, message) };
  if (message.broadcast && message.thread_ts) {
    view.subtype = "thread_broadcast";
    view.root = rootOf(journal, message);
  }
  if (message.edited) view.edited = message.edited;
  if (message.files) Object.assign(view, { files: message.files, upload: false });
  if (message.metadata) view.metadata = metadataOf(message.metadata, metadata);
  const reactions = marksOf(message, marking);
  if (reactions.length > 0) view.reactions = reactions;
  return view;
}

/** A message as the event of its arrival gives it. */
export function arrivalView(journal, message) {
  const view = { ...bodyOf(message), channel: message.channel, event_ts: message.ts };
  if (message.thread_ts) {
    view.thread_ts = message.thread_ts;
    view.parent_user_id = parentUser(journal, message);
  }
  if (message.files) Object.assign(view, { files: message.files, upload: false, subtype: "file_share" });
  if (message.broadcast && message.thread_ts) {
    view.subtype = "thread_broadcast";
    view.root = rootOf(journal, message);
  }
  return view;
}

/** The marks of a message: `count` is always the truth, `users` may be cut short. */
export function marksOf(message, { cut = Infinity, first } = {}) {
  return message.reactions.map(({ name, users, order, shown }) => {
    const ordered = inOrder(users, order ?? (first ? [first] : undefined));
    return { name, users: ordered.slice(0, Math.min(cut, shown ?? Infinity)), count: users.length };
  });
}

function inOrder(users, order) {
  if (!order) return [...users];
  const place = (user) => (order.includes(user) ? order.indexOf(user) : order.length);
  return [...users].sort((a, b) => place(a) - place(b));
}

function bodyOf(message) {
  if (message.tombstone) {
    return {
      type: "message",
      subtype: "tombstone",
      text: "This message was deleted.",
      user: "USLACKBOT",
      hidden: true,
      ts: message.ts,
    };
  }
  return { ...message.body, ts: message.ts };
}

function metadataOf(metadata, whole) {
  return whole ? metadata : { event_type: metadata.event_type };
}

function parentUser(journal, message) {
  const root = journal.get(message.channel, message.thread_ts);
  return root?.tombstone ? "USLACKBOT" : root?.body.user;
}

function threadOf(journal, message) {
  if (message.thread_ts) {
    return { thread_ts: message.thread_ts, parent_user_id: parentUser(journal, message) };
  }
  const replies = journal.replies(message.channel, message.ts);
  if (replies.length === 0 && !message.tombstone) return {};
  const users = [...new Set(replies.map(({ body }) => body.user).filter(Boolean))];
  return {
    thread_ts: message.ts,
    ...(message.tombstone ? { parent_user_id: "USLACKBOT" } : {}),
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts ?? "0000000000.000000",
    reply_users: users.slice(0, SHOWN_REPLY_USERS),
    is_locked: false,
    subscribed: false,
  };
}

function rootOf(journal, message) {
  const root = journal.get(message.channel, message.thread_ts);
  return root ? { ...bodyOf(root), ...threadOf(journal, root) } : undefined;
}
