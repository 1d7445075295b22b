/** When everything was written and changed, by the stand-in's own clock. */
export class Journal {
  #issues = new Map();
  #comments = new Map();

  /** Something about an issue changed. */
  touch(number, at) {
    const known = this.#issues.get(number) ?? { created_at: at };
    this.#issues.set(number, { ...known, updated_at: at });
  }

  /** A comment was written or edited. */
  said(id, at) {
    const known = this.#comments.get(id) ?? { created_at: at };
    this.#comments.set(id, { ...known, updated_at: at });
  }

  /** An issue with our times. */
  issue(issue) {
    const times = this.#issues.get(issue.number) ?? {};
    const closed_at = issue.closed_at && times.updated_at;
    return { ...issue, ...times, closed_at };
  }

  /** A comment with our times. */
  comment(comment) {
    return { ...comment, ...this.#comments.get(comment.id) };
  }
}
