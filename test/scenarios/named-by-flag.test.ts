import { describe, expect, it } from 'vitest';
import { healthyRegion } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';
import { everythingAsked } from './everything-asked.ts';

/**
 * What is named by a flag was named for the question that it puts: while that has no answer, no headline has a tick.
 * Each row has its healthy twin, the same command in the same world without the fault.
 */
const role = 'arn:aws:iam::111122223333:role/mailer';
const rows: readonly { flags: readonly string[]; silent: readonly string[]; check: string }[] = [
  { flags: ['--principal', role], silent: ['SimulatePrincipalPolicy'], check: 'send-permission' },
  {
    flags: ['--recipient', 'someone@receiver.example'],
    silent: ['GetSuppressedDestination'],
    check: 'suppression',
  },
  {
    flags: ['--recipient', 'someone@receiver.example', '--search-suppression'],
    silent: ['ListSuppressedDestinations'],
    check: 'suppression',
  },
  {
    flags: ['--template', 'welcome', '--template-data', '{"name":"Ann"}'],
    silent: ['GetEmailTemplate'],
    check: 'template',
  },
  {
    flags: ['--template', 'welcome', '--template-data', '{"name":"Ann"}'],
    silent: ['TestRenderEmailTemplate'],
    check: 'template-data',
  },
  { flags: ['--tenant', 'acme'], silent: ['GetTenant'], check: 'send-tenant' },
  { flags: ['--tenant', 'acme'], silent: ['ListTenantResources'], check: 'send-tenant' },
  { flags: ['--message-id', '0102-healthy'], silent: ['GetMessageInsights'], check: 'message-trace' },
  {
    flags: ['--configuration-set', 'transactional'],
    silent: ['GetConfigurationSet'],
    check: 'configuration-set',
  },
  {
    flags: ['--configuration-set', 'transactional'],
    silent: ['GetConfigurationSetEventDestinations'],
    check: 'events',
  },
  {
    flags: ['--endpoint-id', 'two'],
    silent: ['ListMultiRegionEndpoints', 'GetMultiRegionEndpoint'],
    check: 'send-global-endpoint',
  },
  { flags: ['--plan', '100', '--within', '2h'], silent: ['GetAccount'], check: 'quota' },
];

describe('a question that a flag puts', () => {
  for (const { flags, silent, check } of rows) {
    it.concurrent(`${flags.join(' ')} without an answer to ${silent.join(', ')}`, async () => {
      const [healthy, blind] = await Promise.all([
        verdictOf(flags, [], check),
        verdictOf(flags, silent, check),
      ]);
      expect(healthy).toEqual({ exitCode: 0, verdict: 'pass', status: 'pass' });
      expect(blind).toEqual({ exitCode: 3, verdict: 'unknown', status: 'unknown' });
    });
  }

  it.concurrent.each(['root', 'group/mail', 'policy/mail'])(
    'about %s, which IAM cannot be asked about',
    async (name) => {
      const flags = ['--principal', `arn:aws:iam::111122223333:${name}`];
      expect(await verdictOf(flags, [], 'send-permission')).toEqual({
        ...{ exitCode: 3, verdict: 'unknown', status: 'unknown' },
      });
    },
  );
});

async function verdictOf(
  flags: readonly string[],
  silent: readonly string[],
  check: string,
): Promise<object> {
  const world = everythingAsked.get('a healthy sender, asked about everything')?.world;
  const { exitCode, report } = await play(
    scenario({
      title: 'A question that a flag puts',
      world(all) {
        world?.(all);
        if (check === 'send-global-endpoint') {
          all.region.globalEndpoints = [
            { EndpointName: 'two', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
          ];
          all.aws.regions['eu-central-1'] = healthyRegion();
        }
        all.aws.faults.push(...silent.map((op) => ({ op, kind: 'deny' as const })));
      },
      command: ['--identity', 'example.com', ...flags],
      expect: { exitCode: 0 },
    }),
  );
  const found = report?.stages.flatMap(({ checks }) => checks).find(({ id }) => id === check);
  return { exitCode, verdict: report?.verdict, status: found?.status };
}
