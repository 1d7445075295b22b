/** Turns what happened into Events API payloads, for every app that may see it. */
import { randomBytes } from "node:crypto";
import { arrivalView, readingView } from "./shape.mjs";

export class Events {
  #slack;

  constructor(slack) {
    this.#slack = slack;
  }

  posted(message) {
    this.#inChannel(message.channel, { ...arrivalView(this.#slack.journal, message) });
  }

  changed(message, before) {
    const at = this.#slack.stamps.next();
    this.#inChannel(message.channel, {
      type: "message",
      subtype: "message_changed",
      hidden: true,
      channel: message.channel,
      ts: at,
      event_ts: at,
      message: this.view(message),
      previous_message: before,
    });
  }

  deleted(channel, ts, before) {
    const at = this.#slack.stamps.next();
    this.#inChannel(channel, {
      type: "message",
      subtype: "message_deleted",
      hidden: true,
      channel,
      ts: at,
      event_ts: at,
      deleted_ts: ts,
      previous_message: before,
    });
  }

  marked(type, message, user, reaction) {
    this.#inChannel(message.channel, {
      type,
      user,
      reaction,
      item: { type: "message", channel: message.channel, ts: message.ts },
      ...(message.body.user ? { item_user: message.body.user } : {}),
      event_ts: this.#slack.stamps.next(),
    });
  }

  /** An event of the whole workspace. */
  told(event) {
    this.#publish({ ...event, event_ts: this.#slack.stamps.next() }, null);
  }

  /** An event about a channel itself. */
  toldIn(channel, event) {
    this.#publish({ ...event, event_ts: this.#slack.stamps.next() }, channel);
  }

  /** How a message stands, for use inside an event. */
  view(message) {
    return readingView(this.#slack.journal, message, { metadata: true });
  }

  #inChannel(id, event) {
    const channel = this.#slack.world.channel(id, { hidden: true });
    const kind = channel.is_im ? "im" : channel.is_private ? "group" : "channel";
    const typed = event.type === "message" ? { ...event, channel_type: kind } : event;
    this.#publish(typed, channel);
  }

  #publish(event, channel) {
    const { world, tokens, sockets } = this.#slack;
    for (const app of world.apps.values()) {
      const audience = tokens.holders(app).filter((id) => !channel || channel.members.has(id));
      if (audience.length > 0) sockets.deliver(app, this.#payload(app, event, audience[0]), channel?.id);
    }
  }

  #payload(app, event, user) {
    const { world, clock } = this.#slack;
    return {
      token: "verification-token",
      team_id: world.team.id,
      context_team_id: world.team.id,
      context_enterprise_id: null,
      api_app_id: app.app_id,
      event,
      type: "event_callback",
      event_id: `Ev0${randomBytes(5).toString("hex").toUpperCase()}`,
      event_time: clock.seconds(),
      authorizations: [{
        enterprise_id: null,
        team_id: world.team.id,
        user_id: user,
        is_bot: false,
        is_enterprise_install: false,
      }],
      is_ext_shared_channel: false,
      event_context: `4-${randomBytes(12).toString("base64url")}`,
    };
  }
}
