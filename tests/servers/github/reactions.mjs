/** Who looks at which issue; the package behind knows no reactions. */
export class Reactions {
  #all = [];
  #last = 0;

  look(number, login, on) {
    const mine = (it) => it.number === number && it.user.login === login;
    if (!on) this.#all = this.#all.filter((it) => !mine(it));
    else if (!this.#all.some(mine)) {
      this.#last += 1;
      const user = { login, id: this.#last, type: "User", site_admin: false };
      this.#all.push({ id: this.#last, node_id: `R${this.#last}`, number, user, content: "eyes" });
    }
  }

  of(number) {
    return this.#all.filter((it) => it.number === number).map(({ number: _, ...it }) => it);
  }

  remove(id) {
    this.#all = this.#all.filter((it) => it.id !== id);
  }

  /** An issue with how many look at it. */
  rollup(issue) {
    const eyes = this.of(issue.number).length;
    const none = { "+1": 0, "-1": 0, laugh: 0, confused: 0, heart: 0, hooray: 0, rocket: 0 };
    const url = `${issue.url}/reactions`;
    return { ...issue, reactions: { url, total_count: eyes, ...none, eyes } };
  }
}
