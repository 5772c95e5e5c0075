import { expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import type { AwsProbe } from '../../src/model/aws.ts';
import { type EndedCheck, runChecklist } from '../../src/engine/run.ts';
import { select } from '../../src/model/select.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { fakeAws, fakeProbes } from '../support/probes.ts';
import { Rounds } from '../support/rounds.ts';
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
    'ses:GetConfigurationSetEventDestinations': ({ ConfigurationSetName: name }) => {
      if (name !== 'events') throw notFound;
      return { EventDestinations: [] };
    },
    'ses:ListConfigurationSets': {},
    'ses:ListMultiRegionEndpoints': {},
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
  const target = targetWith({
    identities: ['a@example.com', 'b@absent.test'],
    recipients: ['c@customer.test'],
    configurationSet: 'evnets',
  });
  const look = async (): Promise<{
    rounds: number;
    calls: readonly string[];
    ended: readonly EndedCheck[];
  }> => {
    const calls: string[] = [];
    const held = new Rounds();
    const aws: AwsProbe = async (action, input, options) => {
      calls.push(JSON.stringify([action, input, options]));
      await held.turn();
      return await answers(action, input, options);
    };
    const store = createFactStore({ probes: fakeProbes({ aws }), target });
    const run = runChecklist({
      stages: select(checklist, ['account'], ['access*']),
      store,
      target,
      clock: () => 0,
    });
    return { rounds: await held.count(run), calls, ended: await run };
  };
  // The first time modules load between the calls.
  await look();
  const { rounds, calls, ended } = await look();
  expect(ended.filter(({ report }) => report.status === 'crash').map(({ report }) => report.because)).toEqual(
    [],
  );
  expect(rounds).toBeLessThanOrEqual(3);
  expect(new Set(calls).size).toBe(calls.length);
});
