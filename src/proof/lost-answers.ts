import type { Handing } from '../model/sending-calls.ts';
import type { UnavailableReason } from '../model/unavailable.ts';
import type { Proof, SendOutcome, SentMessage } from './proof.ts';
import type { SeenEvent } from './seen.ts';

const uncertain: ReadonlySet<UnavailableReason> = new Set([
  'timeout',
  'unreachable',
  'bad-reply',
  'malformed',
  'interrupted',
]);

/** Whether the answer was lost: the message may have gone out. One that never reached AWS, or was refused there, did not. */
export const isAnswerLost = (outcome: SendOutcome): boolean =>
  outcome.kind === 'unanswered' &&
  !outcome.answer.ok &&
  uncertain.has(outcome.answer.why.reason) &&
  handingOf(outcome) !== 'no';

/** Whether a message without an answer was handed over, as far as the way it took tells. */
export const handingOf = (outcome: SendOutcome): Handing => {
  const told =
    outcome.kind === 'unanswered' && !outcome.answer.ok ? outcome.answer.why.detail['handed'] : null;
  return told === 'no' || told === 'yes' ? told : 'perhaps';
};

/**
 * The messages, of which those whose answer was lost count as taken where an event tells of them: it carries the id that SES
 * gave them.
 */
export const withEvents = (
  messages: readonly SentMessage[],
  seen: readonly SeenEvent[],
): readonly SentMessage[] =>
  messages.map((message): SentMessage => {
    if (!isAnswerLost(message.outcome)) return message;
    const event = seen.find(
      ({ recipient, messageId }) => recipient === message.recipient && messageId !== '',
    );
    return event === undefined
      ? message
      : { ...message, outcome: { kind: 'accepted', messageId: event.messageId, answerLost: true } };
  });

/** As if SES had taken those whose answer was lost: their events are waited for as well. */
export const asIfTaken = (messages: readonly SentMessage[]): readonly SentMessage[] =>
  messages.map((message) =>
    isAnswerLost(message.outcome)
      ? { ...message, outcome: { kind: 'accepted', messageId: '', answerLost: true } }
      : message,
  );

/** Why no hop can be judged where every answer was lost, or null. */
export const nothingKnown = (messages: readonly SentMessage[]): Pick<Proof, 'notSent'> | null => {
  if (messages.some(({ outcome }) => outcome.kind === 'accepted')) return null;
  const lost = messages.filter(({ outcome }) => isAnswerLost(outcome));
  if (lost.length > 0)
    return {
      notSent: lost.every(({ outcome }) => handingOf(outcome) === 'yes')
        ? 'the server took the messages and named no message id'
        : 'whether SES took the messages is not known: its answers were lost',
    };
  return messages.length > 0 && messages.every(({ outcome }) => handingOf(outcome) === 'no')
    ? { notSent: 'no message could be handed to the SMTP endpoint' }
    : null;
};
