/** Reads requests and writes answers, also the ways in which an answer can go wrong. */
import { gzipSync } from "node:zlib";

const MOST_BODY = 8 * 1024 * 1024;
const WORTH_PACKING = 1024;

/** The arguments of a call, from the URL and the body. */
export async function readCall(request) {
  const url = new URL(request.url, "http://host");
  const method = url.pathname.slice("/api/".length);
  const type = request.headers["content-type"] ?? "";
  const text = await readBody(request);
  const json = type.includes("application/json");
  const fromBody = json ? readJson(text) : Object.fromEntries(new URLSearchParams(text));
  const args = { ...Object.fromEntries(url.searchParams), ...fromBody };
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1]?.trim();
  const basic = readBasic(request.headers.authorization);
  const token = bearer ?? args.token ?? "";
  delete args.token;
  return {
    method, verb: request.method, token, args: { ...basic, ...args }, json,
    missingCharset: json && !/charset=/i.test(type),
    gzip: /\bgzip\b/.test(request.headers["accept-encoding"] ?? ""),
  };
}

/** A whole body as text, of bounded size. */
export async function readBody(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MOST_BODY) throw new Error("the body is too large");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function readJson(text) {
  try {
    const read = JSON.parse(text);
    return read && typeof read === "object" && !Array.isArray(read) ? read : {};
  } catch {
    return {};
  }
}

function readBasic(header) {
  const encoded = /^Basic\s+(.+)$/i.exec(header ?? "")?.[1];
  if (!encoded) return {};
  const [id, secret] = Buffer.from(encoded, "base64").toString().split(":");
  return { client_id: decodeURIComponent(id), ...(secret ? { client_secret: decodeURIComponent(secret) } : {}) };
}

/** Writes an answer, spoilt as the fault says. */
export function send(response, answer, fault, clock) {
  const packed = answer.gzip && answer.text.length >= WORTH_PACKING;
  const bytes = packed ? gzipSync(answer.text) : Buffer.from(answer.text);
  const headers = { ...answer.headers, ...(packed ? { "content-encoding": "gzip" } : {}), vary: "Accept-Encoding" };
  switch (fault?.do) {
    case "truncate":
      cutShort(response, { answer, headers, bytes: Buffer.from(answer.text), fault });
      return;
    case "slow":
      trickle(response, { answer, headers, bytes, fault, clock });
      return;
    case "stall":
      response.writeHead(answer.status, { ...headers, "content-length": bytes.length });
      response.write(bytes.subarray(0, fault.bytes ?? 1));
      return;
    default:
      response.writeHead(answer.status, { ...headers, "content-length": bytes.length });
      response.end(bytes);
  }
}

// Truncated either as valid HTTP around half a JSON text, or by a lost connection.
function cutShort(response, { answer, headers, bytes, fault }) {
  const kept = bytes.subarray(0, fault.bytes ?? Math.floor(bytes.length / 2));
  const { "content-encoding": _, ...plain } = headers;
  const length = fault.lost ? bytes.length : kept.length;
  response.writeHead(answer.status, { ...plain, "content-length": length });
  if (fault.lost) response.write(kept, () => response.destroy());
  else response.end(kept);
}

function trickle(response, { answer, headers, bytes, fault, clock }) {
  const size = fault.chunk ?? 16;
  response.writeHead(answer.status, { ...headers, "content-length": bytes.length });
  const next = (from) => {
    if (response.destroyed) return;
    response.write(bytes.subarray(from, from + size));
    if (from + size >= bytes.length) response.end();
    else clock.after(fault.every_ms ?? 50, () => next(from + size));
  };
  next(0);
}
