/** Who and what there is: people, bots, channels, user groups and apps, by name and by id. */
import { CARETAKER } from "./inner.mjs";
import { Refusal, must } from "./refusal.mjs";
import { steadyId } from "./seed.mjs";

export class World {
  people = new Map();
  bots = new Map();
  channels = new Map();
  groups = new Map();
  apps = new Map();
  #inner;

  static async learn(inner, seed) {
    const world = new World();
    world.#inner = inner;
    const { team } = await inner.call(CARETAKER, "team.info");
    world.team = { ...team, url: `https://${team.domain}.slack.com/` };
    await world.#learnPeople(seed);
    await world.relearnChannels();
    for (const group of seed.usergroups) world.addGroup(group);
    for (const app of seed.apps) world.apps.set(app.key, { ...app, socket_mode: true });
    return world;
  }

  async #learnPeople(seed) {
    const { members } = await this.#inner.call(CARETAKER, "users.list", { limit: 1000 });
    const seeded = new Map(seed.users.map((user) => [user.name, user]));
    for (const { id, name } of members) {
      this.people.set(name, { id, name, shown: shownOf(seeded.get(name)) });
    }
    for (const bot of seed.bots) this.bots.set(bot.name, bot);
  }

  /** Reads names and members again, after something that may have changed them. */
  async relearnChannels() {
    const learned = new Set();
    for (const name of this.people.keys()) {
      const types = "public_channel,private_channel";
      const { channels } = await this.#inner.call(name, "conversations.list", { types, limit: 1000 });
      for (const channel of channels.filter(({ id }) => !learned.has(id))) {
        await this.#learnChannel(name, channel);
        learned.add(channel.id);
      }
    }
  }

  async #learnChannel(name, { id, name: title, is_private, is_archived }) {
    const known = this.channels.get(id) ?? { id, hidden: false };
    const { members } = await this.#inner.call(name, "conversations.members", { channel: id });
    this.channels.set(id, { ...known, name: title, is_private, is_archived, members: new Set(members) });
  }

  /** A line between people: it is private, and nobody else is told of it. */
  learnLine(id, members) {
    const known = this.channels.get(id);
    if (known) return known;
    const line = { id, name: id, hidden: false, is_im: true, is_private: true, is_archived: false };
    this.channels.set(id, { ...line, members: new Set(members) });
    return this.channels.get(id);
  }

  /** The person named, by name or id. */
  person(ref) {
    const found = this.people.get(ref) ?? [...this.people.values()].find(({ id }) => id === ref);
    if (!found) throw new Refusal("user_not_found", { asked_for: ref });
    return found;
  }

  /** The channel named, by id, by name or by #name; one hidden from the API is not found. */
  channel(ref, { hidden = false } = {}) {
    const name = String(ref ?? "").replace(/^#/, "");
    const found = this.channels.get(name)
      ?? [...this.channels.values()].find((channel) => channel.name === name);
    must(found && (hidden || !found.hidden), "channel_not_found");
    return found;
  }

  app(ref) {
    const found = this.apps.get(ref)
      ?? [...this.apps.values()].find(({ app_id, client_id }) => ref === app_id || ref === client_id);
    must(found, "invalid_app_id");
    return found;
  }

  bot(ref) {
    const found = this.bots.get(ref)
      ?? [...this.bots.values()].find(({ bot_id }) => bot_id === ref);
    must(found, "bot_not_found");
    return found;
  }

  group(ref) {
    const found = this.groups.get(ref)
      ?? [...this.groups.values()].find(({ handle }) => handle === ref);
    must(found, "no_such_subteam");
    return found;
  }

  addGroup({ handle, name, users = [], disabled = false }) {
    const group = {
      id: steadyId("S", handle),
      handle,
      name: name ?? handle,
      users: users.map((user) => this.person(user).id),
      disabled,
      date_create: 1700000000,
      date_update: 1700000000,
    };
    this.groups.set(group.id, group);
    return group;
  }
}

/** The fields of a seeded user that the workspace behind does not keep. */
function shownOf(seeded = {}) {
  const { name, real_name, email, profile, is_admin, presence, ...shown } = seeded;
  return shown;
}
