import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/model/report.ts';
import { verifiedDomain } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';
import type { World } from '../lab/world.ts';

/** What SES says at once and cannot both be so, and words that it has not used so far: open, never in order. */

interface Story {
  world: (world: World) => void;
  command?: readonly string[];
  exitCode: number;
  statuses: Readonly<Record<string, Status>>;
}

/** Changes the reply of an operation: the lab's own types do not hold what SES does not say. */
const member =
  (op: string, path: string, value: unknown) =>
  ({ aws }: World): void => {
    aws.faults.push({ op, kind: 'member', path, value });
  };

const domain = ({ region }: World, more: object): void => {
  region.identities['example.com'] = { ...verifiedDomain('example.com'), ...more };
};

const stories: Readonly<Record<string, Story>> = {
  'an identity whose verification failed, and that may send': {
    world: (world) => {
      domain(world, { VerificationStatus: 'FAILED' });
    },
    exitCode: 3,
    statuses: { 'identity example.com': 'unknown' },
  },
  'an identity that waits for its verification, and that may send': {
    world: (world) => {
      domain(world, { VerificationStatus: 'PENDING' });
    },
    exitCode: 3,
    statuses: { 'identity example.com': 'unknown' },
  },
  'a subdomain that waits for its verification below a verified domain': {
    world: ({ region, dns }) => {
      dns.names['news.example.com'] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
      region.identities['news.example.com'] = {
        ...verifiedDomain('example.com'),
        VerificationStatus: 'PENDING',
        DkimAttributes: verifiedDomain('example.com').DkimAttributes,
      };
    },
    command: ['--identity', 'news.example.com', '--only', 'identity'],
    exitCode: 0,
    statuses: { 'identity news.example.com': 'pass' },
  },
  'a verification in a word that is new': {
    world: member('GetEmailIdentity', 'VerificationStatus', 'REVOKED'),
    exitCode: 3,
    statuses: { 'identity example.com': 'unknown' },
  },
  'a verification in a word that is new, and no leave to send': {
    world: (world) => {
      domain(world, { VerifiedForSendingStatus: false });
      member('GetEmailIdentity', 'VerificationStatus', 'REVOKED')(world);
    },
    exitCode: 1,
    statuses: { 'identity example.com': 'fail' },
  },
  'a verification without a word': {
    world: (world) => {
      domain(world, { VerificationStatus: undefined });
    },
    exitCode: 0,
    statuses: { 'identity example.com': 'pass' },
  },
  'DKIM in order without a token': {
    world: member('GetEmailIdentity', 'DkimAttributes.Tokens', []),
    exitCode: 3,
    statuses: { 'dkim example.com': 'unknown' },
  },
  'DKIM in order with one token three times': {
    world: member('GetEmailIdentity', 'DkimAttributes.Tokens.*', 'a1examplecomxxxxxxxxxxxxxxxxxxx'),
    exitCode: 3,
    statuses: { 'dkim example.com': 'unknown' },
  },
  'a DKIM key of nobody knows whom': {
    world: member('GetEmailIdentity', 'DkimAttributes.SigningAttributesOrigin', 'PARTNER'),
    exitCode: 3,
    statuses: { 'dkim example.com': 'unknown', 'dkim-records example.com': 'unknown' },
  },
  'a DKIM status that is new leaves alignment open': {
    world: member('GetEmailIdentity', 'DkimAttributes.Status', 'RESTING'),
    exitCode: 3,
    statuses: { 'dkim example.com': 'unknown' },
  },
  'a MAIL FROM domain in force that has no name': {
    world: (world) => {
      domain(world, { MailFromAttributes: { MailFromDomainStatus: 'SUCCESS' } });
      delete world.dns.names['bounce.example.com'];
    },
    exitCode: 3,
    statuses: { 'mail-from example.com': 'unknown' },
  },
  'no MAIL FROM domain': {
    world: (world) => {
      domain(world, { MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' } });
      delete world.dns.names['bounce.example.com'];
    },
    exitCode: 0,
    statuses: { 'mail-from example.com': 'pass' },
  },
  'a tenant in a state that is new': {
    world: ({ region, aws }) => {
      region.tenants['acme'] = {
        tenant: { TenantName: 'acme', TenantId: 'tn-1', SendingStatus: 'ENABLED' },
        resources: [],
      };
      aws.faults.push({ op: 'GetTenant', kind: 'member', path: 'Tenant.SendingStatus', value: 'FROZEN' });
    },
    command: ['--identity', 'example.com', '--tenant', 'acme', '--only', 'reputation-tenant'],
    exitCode: 3,
    statuses: { 'reputation-tenant': 'unknown' },
  },
  'a quota below zero': {
    world: member('GetAccount', 'SendQuota.Max24HourSend', -2),
    exitCode: 3,
    statuses: { quota: 'unknown' },
  },
  'a quota without a limit': {
    world: member('GetAccount', 'SendQuota.Max24HourSend', -1),
    exitCode: 0,
    statuses: { quota: 'pass' },
  },
  'a rate above 100%': {
    world: member('GetMetricData', 'MetricDataResults.*.Values.*', 7),
    exitCode: 3,
    statuses: { reputation: 'unknown' },
  },
  'an address on the suppression list for a reason that is new': {
    world: (world) => {
      const since = new Date('2026-11-01');
      world.region.suppressed = [
        { EmailAddress: 'someone@receiver.example', Reason: 'BOUNCE', LastUpdateTime: since },
      ];
      member('GetSuppressedDestination', 'SuppressedDestination.Reason', 'MANUAL')(world);
    },
    command: ['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    exitCode: 3,
    // It is told as a warning, and what it does to mail is open.
    statuses: { 'suppression someone@receiver.example': 'warn' },
  },
  'an answer about another address than the one asked about': {
    world: (world) => {
      const since = new Date('2026-11-01');
      world.region.suppressed = [
        { EmailAddress: 'someone@receiver.example', Reason: 'BOUNCE', LastUpdateTime: since },
      ];
      member(
        'GetSuppressedDestination',
        'SuppressedDestination.EmailAddress',
        'other@receiver.example',
      )(world);
    },
    command: [
      '--identity',
      'example.com',
      '--recipient',
      'someone@receiver.example',
      '--only',
      'suppression',
    ],
    // The list itself, which is searched for other spellings, holds it.
    exitCode: 1,
    statuses: { 'suppression someone@receiver.example': 'fail' },
  },
  'a warm-up that is done at 20%': {
    world: ({ region }) => {
      region.dedicatedIps = [
        {
          Ip: '199.255.192.10',
          WarmupStatus: 'DONE',
          WarmupPercentage: 20,
          PoolName: 'ses-default-dedicated-ip-pool',
        },
      ];
    },
    command: ['--identity', 'example.com', '--only', 'sending-ip-dedicated', '--only', 'identity'],
    exitCode: 0,
    statuses: { 'sending-ip-dedicated': 'skipped' },
  },
};

describe.each(Object.entries(stories))('%s', (title, { world, command, exitCode, statuses }) => {
  it('is never taken for sound', async () => {
    const played = await play(
      scenario({
        title,
        world,
        command: command ?? ['--identity', 'example.com'],
        expect: { exitCode: 0, codes: [] },
      }),
    );
    const checks = played.report?.stages.flatMap((stage) => stage.checks) ?? [];
    const seen = checks.map(({ id, subject, status }) => [
      subject === null ? id : `${id} ${subject}`,
      status,
    ]);
    expect(Object.fromEntries(seen)).toMatchObject(statuses);
    expect(played.exitCode).toBe(exitCode);
  });
});
