import { describe, expect, it } from 'vitest';
import { createFactStore } from '../../src/engine/gather.ts';
import { topicUses } from '../../src/facts/event-path/topic-uses.ts';
import { topicPublisher } from '../../src/facts/topics.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { fakeAws, fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

const arn = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const policyFor = (account: string | null): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'ses.amazonaws.com' },
        Action: 'SNS:Publish',
        Resource: arn,
        ...(account !== null && { Condition: { StringEquals: { 'AWS:SourceAccount': account } } }),
      },
    ],
  });

const told = async (policy: string, answers: object): Promise<unknown> => {
  const aws = fakeAws({
    'sns:GetTopicAttributes': { Attributes: { TopicArn: arn, Policy: policy } },
    ...answers,
  });
  const store = createFactStore({ probes: fakeProbes({ aws }), target: targetWith() });
  store.put(topicUses, [
    {
      arn,
      uses: [
        {
          source: 'configuration-set/news',
          text: 'configuration set news',
          typeMember: 'eventType',
          types: ['BOUNCE'],
        },
      ],
    },
  ]);
  return await store.read(topicPublisher, null);
};

describe('the account that publishes', () => {
  const caller = {
    'sts:GetCallerIdentity': { Account: '444455556666', Arn: 'arn:aws:iam::444455556666:user/jane' },
  };

  it('is asked where the policy names another account than that of the topic', async () => {
    expect(await told(policyFor('999999999999'), caller)).toBe('444455556666');
  });

  it('is asked where it names the account of the topic, which may be another than the one that sends', async () => {
    expect(await told(policyFor('111122223333'), caller)).toBe('444455556666');
  });

  it('is asked of nobody where the policy names no account', async () => {
    expect(await told(policyFor(null), {})).toBeNull();
  });

  it('is not known where STS does not say', async () => {
    const question = 'sts:GetCallerIdentity';
    const denied = { [question]: new Unavailable('access-denied', 'no', { question }) };
    expect(await told(policyFor('999999999999'), denied)).toBeNull();
  });
});
