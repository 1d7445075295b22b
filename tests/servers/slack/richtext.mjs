/** Turns message text into the rich text block that Slack makes of it. */
import { randomBytes } from "node:crypto";

const TOKEN = /<([^<>]+)>|:([a-z0-9_+-]+):|\*([^*\n]+)\*/g;

export function richText(text) {
  const elements = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) elements.push(plain(text.slice(from, match.index)));
    elements.push(special(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) elements.push(plain(text.slice(from)));
  if (elements.length === 0) return undefined;
  return [{
    type: "rich_text",
    block_id: randomBytes(3).toString("base64url"),
    elements: [{ type: "rich_text_section", elements }],
  }];
}

/** Escapes what an app left bare; what is escaped already stays as it is. */
export function escaped(text) {
  return text.replace(/&(?!(?:amp|lt|gt);)/g, "&amp;");
}

function plain(text) {
  return { type: "text", text: unescaped(text) };
}

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function special([whole, inside, emoji, bold]) {
  if (emoji) return { type: "emoji", name: emoji };
  if (bold) return { type: "text", text: unescaped(bold), style: { bold: true } };
  const [target, label] = inside.split("|");
  if (target.startsWith("!subteam^")) {
    return { type: "usergroup", usergroup_id: target.slice("!subteam^".length) };
  }
  if (/^[@][UW]/.test(target)) return { type: "user", user_id: target.slice(1) };
  if (/^#C/.test(target)) return { type: "channel", channel_id: target.slice(1) };
  if (/^!(here|channel|everyone)$/.test(target)) return { type: "broadcast", range: target.slice(1) };
  if (/^(https?|mailto):/.test(target)) {
    return { type: "link", url: unescaped(target), ...(label ? { text: unescaped(label) } : {}) };
  }
  return plain(whole);
}
