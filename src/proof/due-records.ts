import { deliveryOutcome, outcomes } from '../knowledge/simulator.ts';
import type { Publisher } from '../parse/ses-event.ts';
import { publisherTo } from '../facts/event-path/sender.ts';
import type { Target } from '../model/target.ts';
import { tagName } from './message.ts';
import { accepted, type Proof, type SentMessage } from './proof.ts';

/** An event that must come of a message, and what is known of its record before it comes. */
export interface DueRecord {
  /** As `BOUNCE`. */
  type: string;
  /** As `BOUNCE Permanent/General`; the type alone, where no more is sure. */
  name: string;
  /** What it has in common with such an event of any mail of the sender. */
  kind: Publisher;
  /** That, and what is known of this message alone: other mail of the sender differs. */
  exact: Publisher;
}

/** What is known of all mail of the identity that sends, at a topic or a bus; `account`: the one that sends, or null. */
export const senderOf = (place: string, run: Target | null, account: string | null = null): Publisher => {
  const [identity] = run?.identities ?? [];
  return identity === undefined ? {} : { sender: identity, ...publisherTo(place, account, run) };
};

/**
 * The events that must come of what SES took, one a message and type. What the simulator does is documented ("Using the
 * mailbox simulator"), and what the message holds is ours.
 */
export const dueRecords = (
  seen: Pick<Proof, 'messages' | 'from' | 'nonce'>,
  types: readonly string[],
  /** What is known of all mail of the sender. */
  sender: Publisher,
): readonly DueRecord[] =>
  accepted(seen).flatMap(({ scenario, recipient }) => {
    const { events } = scenario === 'to' ? deliveryOutcome : outcomes[scenario];
    return events
      .filter((type) => types.includes(type))
      .map((type): DueRecord => {
        const bounce = type === 'BOUNCE' ? bounceOf({ scenario }) : undefined;
        const kind: Publisher = bounce === undefined ? sender : { ...sender, bounce };
        const mail = { from: seen.from, recipient, tags: { [tagName]: seen.nonce } };
        const detail = [bounce?.type, bounce?.subType].filter(isKnown).join('/');
        return { type, name: [type, detail].join(' ').trim(), kind, exact: { ...kind, mail } };
      });
  });

/** What the bounces that a message may have, as `Permanent/General`, have in common; undefined: nobody knows. */
export function bounceOf(message: Pick<SentMessage, 'scenario'> | undefined): Publisher['bounce'] {
  if (message === undefined || message.scenario === 'to') return undefined;
  const { bounces } = outcomes[message.scenario];
  const part = (at: 0 | 1): string | null => {
    const [first, ...more] = new Set(bounces.map((one) => one.split('/')[at]));
    return more.length === 0 ? (first ?? null) : null;
  };
  return { type: part(0), subType: part(1) };
}

const isKnown = (text: string | null | undefined): text is string => typeof text === 'string';
