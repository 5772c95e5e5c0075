import { describe, expect, it } from 'vitest';
import type { SendingAction, SendingAws } from '../../src/model/sending-calls.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { openTap } from '../../src/proof/tap.ts';
import type { Ways } from '../../src/proof/ways.ts';
import { oneWay, proofTopic } from '../support/proof.ts';

const elsewhere = 'arn:aws:sns:us-east-1:111122223333:central';
const both: Ways = {
  ...oneWay,
  ways: [
    ...oneWay.ways,
    { kind: 'sns', place: elsewhere, by: 'destination central of news', types: ['BOUNCE'] },
  ],
};

/** An account in which every call works, apart from those that are denied somewhere. */
function account(denied: (action: SendingAction, region: string | null) => boolean) {
  const calls: { action: SendingAction; region: string | null; input: object }[] = [];
  const aws: SendingAws = async (action, input, options) => {
    const region = options?.region ?? null;
    calls.push({ action, region, input });
    if (denied(action, region)) throw new Unavailable('access-denied', 'denied');
    const { TopicArn = '' } = input as { TopicArn?: string };
    return {
      'sqs:CreateQueue': { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/ses-doctor-test-a1' },
      'sns:Subscribe': { SubscriptionArn: `${TopicArn}:1` },
    }[action as string] as never;
  };
  return { aws, calls };
}

const open = (aws: SendingAws) => openTap(aws, both, { nonce: 'a1', recipients: ['x'], home: 'eu-west-1' });

describe('a topic in another Region', () => {
  it('is subscribed to there, by the queue of the Region of the run, and left there again', async () => {
    const { aws, calls } = account(() => false);
    const tap = await open(aws);
    expect(tap.places.map(({ open: { ok } }) => ok)).toEqual([true, true]);
    expect(await tap.close()).toHaveLength(3);
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:ses-doctor-test-a1';
    expect(
      calls
        .filter(({ action }) => action.startsWith('sns:'))
        .map(({ action, region, input }) => [action, region, (input as { Endpoint?: string }).Endpoint]),
    ).toEqual([
      ['sns:Subscribe', null, queue],
      ['sns:Subscribe', 'us-east-1', queue],
      ['sns:Unsubscribe', 'us-east-1', undefined],
      ['sns:Unsubscribe', 'eu-west-1', undefined],
    ]);
  });

  it('that may not be subscribed to leaves the other one its listener', async () => {
    const { aws } = account((action, region) => action === 'sns:Subscribe' && region === 'us-east-1');
    const tap = await open(aws);
    expect(tap.places.map(({ place, open: { ok } }) => [place, ok])).toEqual([
      [proofTopic, true],
      [elsewhere, false],
    ]);
    expect((await tap.close()).map(({ kind, left }) => [kind, left])).toEqual([
      ['subscription', null],
      ['queue', null],
    ]);
  });

  it('whose subscription cannot be taken away is left, and the rest is away', async () => {
    const { aws } = account((action, region) => action === 'sns:Unsubscribe' && region === 'us-east-1');
    const tap = await open(aws);
    expect((await tap.close()).map(({ kind, left }) => [kind, left])).toEqual([
      ['subscription', 'denied'],
      ['subscription', null],
      ['queue', null],
    ]);
  });
});
