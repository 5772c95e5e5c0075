import { expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import { type EndedCheck, runChecklist } from '../../src/engine/run.ts';
import type { AwsProbe } from '../../src/model/aws.ts';
import { select } from '../../src/model/select.ts';
import type { Target } from '../../src/model/target.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { fakeAws, fakeProbes } from '../support/probes.ts';
import { Rounds } from '../support/rounds.ts';
import { verified } from '../support/sender-world.ts';
import { targetWith } from '../support/target.ts';

const own = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
const theirs = 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example';
const principal = 'arn:aws:iam::111122223333:role/mailer';

const answers = fakeAws({
  'sts:GetCallerIdentity': { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/jane' },
  'ses:GetAccount': {
    ...{ ProductionAccessEnabled: true, SendingEnabled: true, EnforcementStatus: 'HEALTHY' },
    SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
  },
  'ses:GetEmailIdentity': ({ EmailIdentity: name }) => {
    if (name !== 'example.com') throw new Unavailable('not-found', 'no such thing');
    return { ...verified, ConfigurationSetName: 'events' };
  },
  'ses:GetConfigurationSet': {},
  'ses:ListMultiRegionEndpoints': {},
  'ses:GetDedicatedIps': {},
  'ses:ListEmailIdentities': {},
  'ses:ListConfigurationSets': {},
  'iam:SimulatePrincipalPolicy': { EvaluationResults: [] },
});

async function look(target: Target): Promise<{
  rounds: number;
  calls: readonly string[];
  ended: readonly EndedCheck[];
}> {
  const calls: string[] = [];
  const held = new Rounds();
  const aws: AwsProbe = async (action, input, options) => {
    calls.push(JSON.stringify([action, input, options]));
    await held.turn();
    return await answers(action, input, options);
  };
  const store = createFactStore({ probes: fakeProbes({ aws }), target });
  const patterns = ['identity', 'send-delegation', 'send-permission', 'dmarc', 'dkim-records', 'alignment'];
  const run = runChecklist({
    ...{ stages: select(checklist, patterns, ['identity-elsewhere', 'dmarc-reports']), store, target },
    clock: () => 0,
  });
  return { rounds: await held.count(run), calls, ended: await run };
}

it.each<[string, Partial<Target>]>([
  ['an identity of another account', { identities: ['news@partner.example'], sourceArn: theirs }],
  [
    'an identity of this account, and who sends with it',
    {
      ...{ identities: ['news@example.com', 'shop@example.com'], sourceArn: own, principal },
      ...{ fromDisplayName: 'News', feedbackAddress: 'bounces@example.com' },
    },
  ],
])('looks at %s in three rounds of calls, and puts no call twice', async (_name, more) => {
  // The first time modules load between the calls.
  await look(targetWith(more));
  const { rounds, calls, ended } = await look(targetWith(more));
  const crashed = ended.filter(({ report }) => report.status === 'crash');
  expect(crashed.map(({ report }) => report.because)).toEqual([]);
  expect(rounds).toBeLessThanOrEqual(3);
  expect(new Set(calls).size).toBe(calls.length);
});
