import { isForPeople } from '../../knowledge/sns-subscribers.ts';
import type { ListedSubscription, TopicSubscriptions } from './subscription.ts';

/** A subscription that nobody has confirmed yet. */
export interface Pending {
  topic: string;
  protocol: string;
  endpoint: string;
  /** Somebody else has confirmed: the topic is heard. */
  others: boolean;
  /** It is a program, and those who have confirmed are people: no program gets the events. */
  alone: boolean;
}

/** Those of a topic, up to ten: names are told. None where the list was not to be had. */
export function pendingAt(topic: string, list: TopicSubscriptions['list']): readonly Pending[] {
  const items: readonly ListedSubscription[] = list.ok ? list.value.items : [];
  const confirmed = items.filter(({ arn }) => arn !== null);
  const others = confirmed.length > 0;
  const onlyPeople = others && confirmed.every(({ protocol }) => isForPeople(protocol));
  return items
    .filter(({ arn, deleted }) => arn === null && deleted !== true)
    .slice(0, 10)
    .map(({ protocol, endpoint }) => ({
      ...{ topic, protocol, endpoint, others },
      alone: onlyPeople && !isForPeople(protocol),
    }));
}
