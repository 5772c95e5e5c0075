import type { MessageTrace, TraceEvent } from '../facts/message/insights.ts';
import type { Answer } from '../model/unavailable.ts';

/** What the insights said of a message of --to in the end. */
export interface Traced {
  answer: Answer<MessageTrace>;
  seconds: number;
}

/** The event that says what became of a message, or null: nothing yet. */
export const ending = (found: MessageTrace): TraceEvent | null =>
  found.kind !== 'found'
    ? null
    : (found.recipients
        .flatMap(({ events }) => events)
        .find(({ type }) => ['DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT'].includes(type)) ?? null);
