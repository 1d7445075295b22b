/** A change of the team file: filled in, shown as a difference, agreed to. */
import type { TeamChange } from "../contract/TeamChange";
import type { TeamEdit } from "../contract/TeamEdit";
import type { SettingsPlace } from "./place.svelte";

/** What can be filled in. */
export type Form =
  | { is: "person" }
  /** Somebody reads along; whoever has just come is offered it once. */
  | { is: "observe"; person: string | null; offered: boolean }
  | { is: "target"; level: number }
  | { is: "hours" }
  | { is: "holiday" };

export class TeamChanges {
  form = $state.raw<Form | null>(null);
  /** The change that is shown, before anything is written. */
  shown = $state.raw<{ edit: TeamEdit; change: TeamChange } | null>(null);
  busy = $state(false);
  readonly #place: SettingsPlace;

  constructor(place: SettingsPlace) {
    this.#place = place;
  }

  /** Opens a form, unless the team file can only be read. */
  begin(form: Form): void {
    const locked = this.#place.page?.file.locked;
    if (locked) this.#place.refuse(locked);
    else if (this.#place.page) this.form = form;
  }

  /** Shows what a change would do to the file. */
  async look(edit: TeamEdit): Promise<void> {
    if (this.busy) return;
    const locked = this.#place.page?.file.locked;
    if (locked) {
      this.#place.refuse(locked);
      return;
    }
    this.busy = true;
    const command = { cmd: "edit_team", change: edit, agreed: null } as const;
    const change = (await this.#place.ask(command)) as TeamChange | null;
    this.busy = false;
    if (change) this.shown = { edit, change };
  }

  /** Writes the change that is shown. */
  async agree(): Promise<void> {
    const { shown } = this;
    if (!shown || this.busy || shown.change.faults.length > 0) return;
    this.busy = true;
    const written = (await this.#place.ask({
      cmd: "edit_team",
      change: shown.edit,
      agreed: shown.change.replaces,
    })) as TeamChange | null;
    this.busy = false;
    this.shown = null;
    if (!written) return;
    this.form = offerOf(shown.edit);
    const remark = written.remark ? ` ${written.remark}` : "";
    this.#place.say(written.words + remark);
    await this.#place.read();
  }

  /** One step back: from the difference to the form, from there away. */
  leave(): void {
    if (this.shown) this.shown = null;
    else this.form = null;
  }
}

/** Who has just joined may first read along for a week. */
function offerOf(edit: TeamEdit): Form | null {
  if (edit.edit !== "add_person") return null;
  return { is: "observe", person: edit.name.trim(), offered: true };
}
