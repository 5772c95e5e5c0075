import { describe, expect, test } from 'vitest';
import { senderRecords } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import { missingRecord } from '../lab/missing-record.ts';
import { addTenant } from '../lab/tenant.ts';
import type { World } from '../lab/world.ts';

/** What is still counted where one code is accepted. */
async function left(accepted: string, command: readonly string[], world: (world: World) => void) {
  const { report, exitCode } = await play({
    title: `with ${accepted} accepted`,
    world,
    command: [...command, '--ignore-file', 'known.json'],
    files: { 'known.json': JSON.stringify({ ignores: [{ code: accepted, reason: 'known' }] }) },
    expect: { exitCode: 0 },
  });
  return { exitCode, causes: report?.causes };
}

const ofAcme = ['--identity', 'example.com', '--tenant', 'acme'];
const bySet = 'configuration-set/transactional';

describe('an accepted finding takes no other fault with it', () => {
  test('a paused tenant, and no association of the set', async () => {
    const world = ({ region }: World) => {
      addTenant(region, 'acme', ['identity/example.com'], 'DISABLED');
    };
    expect(await left('reputation/tenant-paused', ofAcme, world)).toEqual({
      exitCode: 1,
      causes: ['send/tenant'],
    });
  });

  test('a paused tenant, and no association of the sender', async () => {
    const world = ({ region }: World) => {
      addTenant(region, 'acme', [bySet], 'DISABLED');
    };
    expect(await left('reputation/tenant-paused', ofAcme, world)).toEqual({
      exitCode: 1,
      causes: ['send/tenant'],
    });
  });

  test('a set for tenants alone, and no association of it', async () => {
    const world = ({ region }: World) => {
      region.configurationSets['transactional'] = {
        ...region.configurationSets['transactional'],
        SuppressionOptions: { SuppressionScope: 'TENANT' },
      };
      addTenant(region, 'acme', ['identity/example.com']);
    };
    expect(await left('configuration-set/tenant-required', ofAcme, world)).toEqual({
      exitCode: 1,
      causes: ['send/tenant'],
    });
  });

  test('a sender that is no identity, and whose domain does not exist', async () => {
    const command = ['--identity', 'ann@foreign.example'];
    expect(await left('identity/not-found', command, () => undefined)).toMatchObject({
      exitCode: 1,
      causes: ['identity/domain-takes-no-mail'],
    });
  });

  test('a mistyped sender, and its domain does not exist', async () => {
    const command = ['--identity', 'exmaple.com'];
    expect(await left('identity/near-miss', command, () => undefined)).toMatchObject({ exitCode: 1 });
  });
});

describe('healthy twins: nothing else is wrong', () => {
  test('a paused tenant with all its associations', async () => {
    const world = ({ region }: World) => {
      addTenant(region, 'acme', ['identity/example.com', bySet], 'DISABLED');
    };
    expect(await left('reputation/tenant-paused', ofAcme, world)).toEqual({ exitCode: 0, causes: [] });
  });

  test('a sender that is no identity yet, of a domain that takes mail', async () => {
    const world = ({ dns }: World) => {
      Object.assign(dns.names, senderRecords('foreign.example'));
    };
    const command = ['--identity', 'ann@foreign.example'];
    expect(await left('identity/not-found', command, world)).toEqual({ exitCode: 0, causes: [] });
  });
});

describe('what has every send refused counts beside a fault of records that is accepted', () => {
  const sender = ['--identity', 'example.com'];

  test('a domain that SES has not verified', async () => {
    expect(await left('dkim/record-missing', sender, missingRecord)).toEqual({
      exitCode: 1,
      causes: ['identity/verification-pending'],
    });
  });

  test('a verified one has nothing else', async () => {
    const world = (made: World) => {
      missingRecord(made);
      const domain = made.region.identities['example.com'];
      Object.assign(domain ?? {}, { VerifiedForSendingStatus: true, VerificationStatus: 'SUCCESS' });
    };
    expect(await left('dkim/*', sender, world)).toEqual({ exitCode: 0, causes: [] });
  });

  test('the record itself counts where only the domain is accepted', async () => {
    expect(await left('identity/*', sender, missingRecord)).toEqual({
      exitCode: 1,
      causes: ['dkim/record-missing'],
    });
  });
});
