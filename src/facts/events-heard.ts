import { type WatchedType, watchedTypes } from '../knowledge/event-types.ts';
import type { SubjectAnswer } from '../model/fact.ts';
import { skipReasons, type Why } from '../model/unavailable.ts';
import { type EventDestination, type SetDestinations, setsInForce } from './event-destinations.ts';
import type { IdentityFeedback } from './events-feedback.ts';

/** What of a set's events reaches nobody. */
export interface Unheard {
  /** Types that no enabled destination takes, and nothing else tells of, as far as is known. */
  types: readonly WatchedType[];
  /** Those among them that surely nobody hears: the senders have neither topic nor forwarding for them. */
  silent: readonly WatchedType[];
  /** Why it is not known whether a bounce or complaint is heard. */
  unknown: readonly Why[];
}

/**
 * Works out which events of a set are lost. `senders` are the identities whose mail goes through it; without any,
 * bounces and complaints may well be forwarded, and are not called silent.
 */
export function unheard(
  destinations: readonly EventDestination[],
  senders: readonly SubjectAnswer<IdentityFeedback>[],
): Unheard {
  const taken = new Set(destinations.filter(({ enabled }) => enabled).flatMap(({ types }) => types));
  const types: WatchedType[] = [];
  const silent: WatchedType[] = [];
  const unknown: Why[] = [];
  for (const type of watchedTypes) {
    if (taken.has(type)) continue;
    if (type !== 'BOUNCE' && type !== 'COMPLAINT') {
      types.push(type);
      continue;
    }
    const heard = senders.map(({ answer }) => (answer.ok ? hears(answer.value, type) : answer.why));
    if (heard.length > 0 && heard.every((one) => one === true)) continue;
    if (heard.includes(false)) silent.push(type);
    unknown.push(...heard.filter((one) => typeof one === 'object'));
    if (heard.length === 0 || heard.includes(false)) types.push(type);
  }
  return { types, silent, unknown };
}

/** Which of the types lost on one way are heard of on no other. */
export interface HeardElsewhere {
  /** Bounces and complaints that surely reach nobody. */
  silent: readonly ('BOUNCE' | 'COMPLAINT')[];
  /** Why it is not known of the others of them that no other way seen takes. */
  open: readonly Why[];
}

/**
 * Looks whether some identity has no other way for the types of `lost`, bounces and complaints: neither forwarding nor a topic nor a
 * destination. `isWay` tells the channel on which they are lost. A way that nobody could look at is not known to be there.
 */
export function unheardElsewhere(
  lost: readonly string[],
  isWay: (channel: EventDestination['channel']) => boolean,
  {
    sets,
    senders,
  }: { sets: readonly SetDestinations[]; senders: readonly SubjectAnswer<IdentityFeedback>[] },
): HeardElsewhere {
  const inForce = setsInForce(sets);
  const silent: ('BOUNCE' | 'COMPLAINT')[] = [];
  const open: Why[] = [];
  for (const type of ['BOUNCE', 'COMPLAINT'] as const) {
    if (!lost.includes(type)) continue;
    const judged = senders.map(({ subject, answer }): boolean | Why => {
      if (!answer.ok) return answer.why;
      if (arrives(answer.value) === true) return true;
      const { topics } = answer.value;
      const own = inForce.filter(({ named, defaultOf }) => named || defaultOf.includes(subject));
      const unread = own.flatMap(({ destinations }) => (destinations.ok ? [] : [destinations.why]))[0];
      const topicArn = !topics.ok ? null : type === 'BOUNCE' ? topics.value.bounce : topics.value.complaint;
      const ways = [
        ...own
          .flatMap(({ destinations }) => (destinations.ok ? destinations.value : []))
          .filter(({ enabled, types }) => enabled && types.includes(type))
          .map(({ channel }) => channel)
          // It keeps numbers alone.
          .filter((channel) => channel?.kind !== 'cloudwatch'),
        ...(topicArn === null ? [] : [{ kind: 'sns', topicArn } as const]),
      ];
      if (ways.some((way) => !isWay(way))) return true;
      if (!topics.ok) return topics.why;
      const mails = arrives(answer.value);
      return mails === false ? (unread ?? ways.length === 0) : mails;
    });
    if (judged.includes(false)) silent.push(type);
    else
      open.push(
        ...judged.flatMap((one) => (typeof one === 'object' && !skipReasons.has(one.reason) ? [one] : [])),
      );
  }
  return { silent, open };
}

/** Whether an identity hears of it by forwarding or topic, or why that is not known. */
export function hears(feedback: IdentityFeedback, type: 'BOUNCE' | 'COMPLAINT'): boolean | Why {
  const { topics } = feedback;
  const mails = arrives(feedback);
  if (mails === true) return true;
  if (!topics.ok) return topics.why;
  const topic = type === 'BOUNCE' ? topics.value.bounce : topics.value.complaint;
  return topic !== null || mails;
}

/** Whether what is forwarded by mail reaches somebody, or why that is not known. */
const arrives = ({ forwarding, lost, unread }: IdentityFeedback): boolean | Why =>
  forwarding && lost === null && (unread ?? true);
