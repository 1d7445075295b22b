/** Every message as Slack would keep it: the record that the reading methods show. */
import { compareTs } from "./ts.mjs";

export class Journal {
  #channels = new Map();

  /** All top-level messages and replies of a channel that still stand, earliest first. */
  all(channel) {
    return this.#of(channel).list;
  }

  get(channel, ts) {
    return this.#of(channel).byTs.get(ts);
  }

  /** The message that the workspace behind knows by this instant. */
  byInner(channel, inner) {
    return this.#of(channel).list.find((message) => message.inner === inner);
  }

  replies(channel, root) {
    return this.#of(channel).threads.get(root) ?? [];
  }

  add(message) {
    const { list, byTs, threads } = this.#of(message.channel);
    insert(list, message);
    byTs.set(message.ts, message);
    if (message.thread_ts) {
      const replies = threads.get(message.thread_ts) ?? [];
      insert(replies, message);
      threads.set(message.thread_ts, replies);
    }
    return message;
  }

  /** Takes a message away for good. */
  drop(message) {
    const { list, byTs, threads } = this.#of(message.channel);
    byTs.delete(message.ts);
    list.splice(list.indexOf(message), 1);
    const replies = threads.get(message.thread_ts);
    replies?.splice(replies.indexOf(message), 1);
  }

  #of(channel) {
    let kept = this.#channels.get(channel);
    if (!kept) {
      kept = { list: [], byTs: new Map(), threads: new Map() };
      this.#channels.set(channel, kept);
    }
    return kept;
  }
}

function insert(list, message) {
  let at = list.length;
  while (at > 0 && compareTs(list[at - 1].ts, message.ts) > 0) at -= 1;
  list.splice(at, 0, message);
}
