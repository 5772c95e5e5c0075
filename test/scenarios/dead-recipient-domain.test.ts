import { describe, expect, it } from 'vitest';
import { addTenant } from '../lab/tenant.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/** An address on a suppression list, and its domain takes no mail: a bounce of the domain put it there. */

const bob = 'bob@receiver.example';

const gone = ({ dns }: World): void => {
  delete dns.names['receiver.example'];
  delete dns.names['mx.receiver.example'];
};
const refusesMail = ({ dns }: World): void => {
  dns.names['receiver.example'] = { MX: [{ preference: 0, exchange: '.' }] };
};
const withoutServer = ({ dns }: World): void => {
  dns.names['receiver.example'] = { TXT: ['nothing here'] };
};

const entry = (reason: string, address = bob) => ({
  EmailAddress: address,
  Reason: reason as 'BOUNCE',
  LastUpdateTime: new Date('2026-10-01T08:15:00Z'),
});
const listed =
  (reason: string, address = bob) =>
  ({ region }: World): void => {
    region.suppressed = [entry(reason, address)];
  };
const ofTenant = ({ region }: World): void => {
  region.configurationSets['per-tenant'] = {
    ...region.configurationSets['transactional'],
    SuppressionOptions: { SuppressionScope: 'TENANT' },
  };
  addTenant(region, 'acme', ['identity/example.com', 'configuration-set/per-tenant']);
  region.tenants['acme'] = { ...region.tenants['acme'], suppressed: [entry('BOUNCE')] } as never;
};
const acme = ['--tenant', 'acme', '--configuration-set', 'per-tenant'];
const settingsDenied = ({ aws }: World): void => {
  aws.faults.push({ op: 'GetAccount', kind: 'deny' });
};
const imported = ({ region }: World): void => {
  region.importJobs = [
    {
      JobId: 'job-1',
      ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
      JobStatus: 'COMPLETED',
      CreatedTimestamp: new Date('2026-10-01T08:00:00Z'),
      ProcessedRecordsCount: 5000,
      FailedRecordsCount: 0,
    },
  ];
};

const look = async (worlds: readonly ((world: World) => void)[], more: readonly string[] = []) => {
  const { report, exitCode, stderr } = await play({
    title: 'a dead domain',
    world: (world) => {
      for (const change of worlds) change(world);
    },
    command: ['--identity', 'example.com', '--recipient', bob, ...more],
    files: { 'known.json': JSON.stringify({ ignores: [{ code: 'recipient/*', reason: 'known' }] }) },
    expect: { exitCode: 1 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  return { causes: report.causes, exitCode, problems: report.problems };
};

const [account, variant] = ['suppression/account-list', 'suppression/case-variant'];
const byBounce = listed('BOUNCE');
const otherCase = listed('BOUNCE', 'Bob@receiver.example');

describe('the bounce follows from a domain', () => {
  it.each([
    ['that does not exist', [gone, byBounce], [], 'domain-not-found', account, 1],
    ['that says that it takes no mail', [refusesMail, byBounce], [], 'no-mail-server', account, 1],
    ['that has no mail server', [withoutServer, byBounce], [], 'no-mail-server', account, 1],
    ['of an address in another case', [gone, otherCase], [], 'domain-not-found', variant, 1],
    [
      'of an address on the list of a tenant',
      [gone, ofTenant],
      acme,
      'domain-not-found',
      'suppression/tenant-list',
      1,
    ],
    [
      'where nobody may read the settings',
      [gone, byBounce, settingsDenied],
      [],
      'domain-not-found',
      account,
      1,
    ],
  ] as const)('%s', async (_, worlds, flags, cause, follows, exit) => {
    const { causes, exitCode, problems } = await look(worlds, flags);
    expect(causes.filter((code) => /^(?:recipient|suppression)/.test(code))).toEqual([`recipient/${cause}`]);
    expect(exitCode).toBe(exit);
    expect(problems.find(({ code }) => code === follows)?.because?.code).toBe(`recipient/${cause}`);
    expect(problems[0]?.fix[0]?.text).toMatch(/Correct|Ask the owner/);
  });

  it('stays on the list where the domain is accepted', async () => {
    const { causes, exitCode } = await look([gone, byBounce], ['--ignore-file', 'known.json']);
    expect({ causes, exitCode }).toEqual({ causes: [account], exitCode: 1 });
  });
});

describe('no bounce of the domain', () => {
  it.each([
    ['a complaint', [gone, listed('COMPLAINT')], [account, 'recipient/domain-not-found']],
    ['an import', [gone, byBounce, imported], [account, 'recipient/domain-not-found']],
    ['a mailbox of a domain that takes mail', [byBounce], [account]],
    ['nothing listed', [gone], ['recipient/domain-not-found']],
  ] as const)('%s', async (_, worlds, expected) => {
    const { causes, exitCode } = await look(worlds);
    expect(causes).toEqual(expected);
    expect(exitCode).toBe(1);
  });

  it('is told of a healthy recipient', async () => {
    const { causes, exitCode } = await look([]);
    expect({ causes, exitCode }).toEqual({ causes: [], exitCode: 0 });
  });
});
