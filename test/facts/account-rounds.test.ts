import { expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import type { AwsProbe } from '../../src/model/aws.ts';
import { runChecklist } from '../../src/engine/run.ts';
import { select } from '../../src/model/select.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { fakeAws, fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';

it('looks at a broken account in three rounds of calls, and puts no call twice', async () => {
  const notFound = new Unavailable('not-found', 'no such thing');
  const answers = fakeAws({
    'ses:GetAccount': {
      ProductionAccessEnabled: false,
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
      SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
      VdmAttributes: { VdmEnabled: 'ENABLED' },
    },
    'ses:GetEmailIdentity': ({ EmailIdentity: name }) => {
      if (name !== 'example.com') throw notFound;
      return {
        VerifiedForSendingStatus: true,
        DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' },
        VerificationStatus: 'SUCCESS',
        ConfigurationSetName: 'events',
      };
    },
    'ses:ListEmailIdentities': {},
    'ses:GetConfigurationSet': ({ ConfigurationSetName: name }) => {
      if (name !== 'events') throw notFound;
      return { DeliveryOptions: { SendingPoolName: 'campaigns' } };
    },
    'ses:ListConfigurationSets': {},
    'ses:GetDedicatedIpPool': { DedicatedIpPool: { PoolName: 'campaigns', ScalingMode: 'STANDARD' } },
    'ses:GetDedicatedIps': {},
    'ses:ListRecommendations': {},
    'ses:ListReputationEntities': {},
    'ses:ListTenants': {
      Tenants: [{ TenantArn: 'arn:aws:ses:eu-west-1:111122223333:tenant/acme/tn-1' }],
    },
    'ses:ListResourceTenants': {},
    'ses:BatchGetMetricData': {},
    'cloudwatch:GetMetricData': {},
  });
  const calls: string[] = [];
  let waiting: (() => void)[] = [];
  const aws: AwsProbe = async (action, input, options) => {
    calls.push(JSON.stringify([action, input, options]));
    await new Promise<void>((resolve) => waiting.push(resolve));
    return await answers(action, input, options);
  };
  const target = targetWith({
    identities: ['a@example.com', 'b@absent.test'],
    recipients: ['c@customer.test'],
    configurationSet: 'evnets',
  });
  const store = createFactStore({ probes: fakeProbes({ aws }), target });
  const stages = select(checklist, ['account'], ['access*']);
  const state = { done: false };
  const run = runChecklist({ stages, store, target, clock: () => 0 }).then((ended) => {
    state.done = true;
    return ended;
  });
  let rounds = 0;
  while (!state.done && rounds < 10) {
    await new Promise((resolve) => setTimeout(resolve, 5)); // everything that needs no answer has been asked by now
    if (waiting.length === 0) continue;
    rounds += 1;
    const round = waiting;
    waiting = [];
    for (const answer of round) answer();
  }
  const ended = await run;
  expect(ended.filter(({ report }) => report.status === 'crash').map(({ report }) => report.because)).toEqual(
    [],
  );
  expect(rounds).toBeLessThanOrEqual(3);
  expect(new Set(calls).size).toBe(calls.length);
});
