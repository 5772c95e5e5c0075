import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { type AnyCheck } from '../../src/model/check.ts';
import { type Fact, factOf, type Sources } from '../../src/model/fact.ts';

/**
 * A fact that can do without another (`maybe`) hands on a value in which nobody sees that an answer was missing. A check that reads it
 * then has to read the other one too, or a tick would rest on an answer that nobody gave.
 */
interface Swallowed {
  check: string;
  fact: string;
  without: string;
}

const direct = ({ needs, questions, enrichment }: AnyCheck): ReadonlySet<Fact<unknown>> =>
  new Set(
    [needs, questions ?? {}, enrichment ?? {}].flatMap((sources) => Object.values(sources).map(factOf)),
  );

/** All that a check has to see of its own: what it reads, and what those cannot do without. */
function visible(check: AnyCheck): ReadonlySet<Fact<unknown>> {
  const seen = new Set<Fact<unknown>>();
  const go = (fact: Fact<unknown>): void => {
    if (seen.has(fact)) return;
    seen.add(fact);
    Object.values(fact.from).map(factOf).forEach(go);
  };
  direct(check).forEach(go);
  return seen;
}

const swallowedBy = (check: AnyCheck): readonly Swallowed[] => {
  const seen = visible(check);
  return [...seen].flatMap((fact) =>
    Object.values(fact.maybe satisfies Sources)
      .map(factOf)
      .filter((one) => !seen.has(one))
      .map((one) => ({ check: check.id, fact: fact.id, without: one.id })),
  );
};

/** What a fact may do without unseen, and why no tick rests on it. */
const known: Readonly<Record<string, string>> = {
  // The value says so itself: it holds the answer, or a word for "not known", that its readers weigh.
  'configuration-sets-in-force without configuration-set-named':
    'the settings of the set are an answer of their own',
  'identity-delegation without caller-of-delegated':
    '`silent` tells, and the check of the delegation weighs it',
  'events-feedback without events-feedback-topics': '`topics` is an answer of its own',
  'suppression-layers without suppression-tenant': 'a layer that hangs on it is an answer that is missing',
  'alignment without spf-envelope': 'SPF is of the kind `unknown`',
  'alignment without spf': 'SPF is of the kind `unknown`',
  'alignment without domain-identity': 'an address is then judged by its own settings: more is found',
  'alignment without dkim-records': 'DKIM is judged by what SES says; the check dkim-records counts it',
  'topic-uses without events-feedback': 'read beside it through `unread-paths`',
  'unread-paths without unread-sets': 'it is the answer to that question',
  'unread-paths without events-feedback': 'it is the answer to that question',
  'dmarc-traffic without signing-identity':
    'a signature whose key nobody names is told as that of another source: more is found',
  'hop-counts without topic-uses': 'read beside it through `unread-paths`',
  'hop-counts without rule-targets': 'read beside it through `unread-paths`',
  'hop-counts without streams': 'read beside it through `unread-paths`',
  'sending-account without account-of-queues':
    'null, as where nobody said: a filter that hangs on it is not judged',
  // It only adds to what is said.
  'receiver-days without message-trace': 'names of receivers that are asked about first',
  'message-trace without account': 'spares a question where the answer is known',
  'mail-from-records without identity-lineage': 'places of near misses that are somebody else’s',
  'events-feedback without sender-domain': 'the check identity-mail counts it',
  // Without it more is found, not less.
  'mail-from-spf without dedicated-ips': 'they can only let a record pass that is for the check spf to weigh',
  'dmarc-traffic without ses-addresses': 'the ranges that are known stand in their place',
  'sending-ips without dedicated-ips':
    'without an address there is nothing to look at, and a named one is looked at',
  // A sender that is seen from outside, by flags and by a message.
  'sender-identity without signing-identity': 'it throws why, unless AWS was left alone',
  'message without message-origin': 'the message is judged as one of the sender: more is found',
  'sender-identity without message': 'what it does not name is not known, and its facts say so',
};

describe('an answer that a fact can do without', () => {
  it('is seen by each check that reads the fact, or a reason stands here', () => {
    const all = checklist.flatMap(({ checks }) => checks.flatMap(swallowedBy));
    const unseen = all.filter(({ fact, without }) => !(`${fact} without ${without}` in known));
    expect(unseen).toEqual([]);
    const names = new Set(all.map(({ fact, without }) => `${fact} without ${without}`));
    expect(Object.keys(known).filter((name) => !names.has(name))).toEqual([]);
  });
});
