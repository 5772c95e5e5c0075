import { defineFact, each } from '../../model/fact.ts';
import type { Answer } from '../../model/unavailable.ts';
import { eventDestinations, setsInForce } from '../event-destinations.ts';
import { identityFeedback } from '../events-feedback.ts';

/** Why it is not known what the sender's configuration sets publish to; null where all of them were read. */
export const unreadSets = defineFact({
  id: 'unread-sets',
  title: 'configuration sets whose destinations could not be read',
  looks: false,
  maybe: { eventDestinations },
  gather: (_, { eventDestinations: sets }): string | null =>
    firstOf(sets.ok ? setsInForce(sets.value).map(({ destinations }) => destinations) : [sets]),
});

/** That, or why the topics of an identity are not known; null where every place was read that says where events go. */
export const unreadPaths = defineFact({
  id: 'unread-paths',
  title: 'where it could not be read where events go',
  looks: false,
  maybe: { unreadSets, feedback: each(identityFeedback) },
  gather(_, { unreadSets: sets, feedback }): string | null {
    const topics = feedback.ok
      ? feedback.value.map(({ answer }) => (answer.ok ? answer.value.topics : answer))
      : [feedback];
    return (sets.ok ? sets.value : sets.why.message) ?? firstOf(topics);
  },
});

/** Why the first of them is not known. A sender that is not verified publishes nothing: that is known. */
const firstOf = (answers: readonly Answer<unknown>[]): string | null =>
  answers.flatMap((one) => (one.ok || one.why.reason === 'prerequisite' ? [] : one.why.message))[0] ?? null;

/** Why a part of where the events go was not seen, as a sentence for a check that saw nothing wrong in the rest; null: all was. */
export function partUnread(unread: Answer<string | null>): string | null {
  const why = unread.ok ? unread.value : unread.why.message;
  return why === null ? null : `it is not known where all of the events go: ${why}`;
}

/** That there is nothing to look at (`none`), or that nobody knows. */
export function noneUnless(unread: Answer<string | null>, none: string): string {
  const why = unread.ok ? unread.value : unread.why.message;
  return why === null ? none : `it is not known where the events go: ${why}`;
}
