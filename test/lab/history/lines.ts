import { eventsOf, type Incident } from './events.ts';

/** A month of a sender as standard input: written when the story is played, not when it is listed. */
export const month = (incidents: readonly Incident[]): Readonly<Record<string, string>> => ({
  get '-'() {
    return [...eventsOf({ seed: 42, perDay: 200, incidents })]
      .map((event) => JSON.stringify(event))
      .join('\n');
  },
});
