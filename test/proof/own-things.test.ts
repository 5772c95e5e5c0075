import { describe, expect, it } from 'vitest';
import type { SendingAction, SendingAws } from '../../src/model/sending-calls.ts';
import { Unavailable, type UnavailableReason } from '../../src/model/unavailable.ts';
import { takeAway } from '../../src/proof/own-things.ts';

const name = 'ses-doctor-test-a1';

/** Every removal fails so; lists hold what `there` says. */
const failing = (reason: UnavailableReason, there: boolean): SendingAws => {
  const lists: Partial<Record<SendingAction, object>> = {
    'events:ListRules': { Rules: there ? [{ Name: name }] : [] },
    'sqs:ListQueues': { QueueUrls: there ? [`https://sqs/1/${name}`] : [] },
    'sns:ListSubscriptions': {
      Subscriptions: there
        ? [
            {
              SubscriptionArn: 'arn:aws:sns:eu-west-1:1:t:2',
              Protocol: 'sqs',
              Endpoint: `arn:aws:sqs:::${name}`,
            },
          ]
        : [],
    },
  };
  return async (action) => {
    const list = lists[action];
    if (list === undefined) throw new Unavailable(reason, 'no answer');
    return list as never;
  };
};

const things = [
  { kind: 'queue', name: `https://sqs/1/${name}`, region: null, left: null },
  { kind: 'rule', name, region: null, left: null },
  { kind: 'subscription', name: 'arn:aws:sns:eu-west-1:1:t:2', region: 'eu-west-1', left: null },
] as const;

describe('what was made', () => {
  it.each(things)('is away when the answer was lost and no list holds it: $kind', async (thing) => {
    expect(await takeAway(failing('bad-reply', false), [thing])).toEqual([{ ...thing, left: null }]);
    expect(await takeAway(failing('not-found', true), [thing])).toEqual([{ ...thing, left: null }]);
  });

  it.each(things)('is left when the answer was lost and a list holds it: $kind', async (thing) => {
    expect(await takeAway(failing('timeout', true), [thing])).toEqual([{ ...thing, left: 'no answer' }]);
  });

  it.each(things)('is left when nobody may take it away, whatever a list says: $kind', async (thing) => {
    expect(await takeAway(failing('access-denied', false), [thing])).toEqual([
      { ...thing, left: 'no answer' },
    ]);
  });
});
