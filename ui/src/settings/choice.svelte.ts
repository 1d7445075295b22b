/** A question before something ends: what it is, and what can be answered. */
import type { ConnectAct } from "../contract/ConnectAct";
import type { SourceSetting } from "../contract/SourceSetting";
import type { SettingsPlace } from "./place.svelte";

/** What can be answered. */
interface Answer {
  label: string;
  act: ConnectAct;
}

export class Choice {
  asked = $state.raw<{ title: string; lead: string; answers: Answer[] } | null>(
    null,
  );
  readonly #place: SettingsPlace;

  constructor(place: SettingsPlace) {
    this.#place = place;
  }

  /** Asks whether to sign out of a source. */
  signOut({ line }: SourceSetting): void {
    this.asked = {
      title: `Sign out of ${line.name}?`,
      lead: "This computer forgets the sign-in, and nothing is read or written there until you sign in again. The team file stays as it is, and so does what was read.",
      answers: [
        { label: "Sign out", act: { do: "sign_out", source: line.id } },
      ],
    };
  }

  /** Asks which sender gets a new token. */
  renew({ line, places }: SourceSetting): void {
    this.asked = {
      title: "Whose token is made anew?",
      lead: "The old one ends at once: until the sender has the new one, it is not heard.",
      answers: places.map(({ id, name }) => ({
        label: name,
        act: { do: "renew", source: line.id, place: id },
      })),
    };
  }

  /** Carries out an answer. */
  async answer({ act }: Answer): Promise<void> {
    this.asked = null;
    await this.#place.way.connect(act);
  }
}
