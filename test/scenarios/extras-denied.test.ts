import { describe, expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import type { AwsFault } from '../lab/aws/faults.ts';
import { storyCalled } from '../lab/stories.ts';
import type { Report } from '../../src/model/report.ts';

/**
 * Worlds in which something is broken, and one denied call hides it: the check that would have told gets no tick. Where the call is an
 * extra it is skipped, and where the answer decides it is unknown: then the run does not end with 0.
 */
const hidden: readonly (readonly [story: string, denied: string, only: string, ends: 0 | 1 | 3])[] = [
  ['spf/dedicated-left-out', 'GetDedicatedIps', 'spf', 3],
  ['sending-ip/listed-dedicated', 'GetDedicatedIps', 'sending-ip', 3],
  ['dmarc/missing-bulk', 'GetAccount', 'dmarc', 3],
  ['dmarc-reports/address-identity', 'ListEmailIdentities', 'dmarc-reports', 3],
  ['configuration-set/tracking-by-dashboard', 'GetAccount', 'configuration-set-tracking', 3],
  [
    'configuration-set/tracking-domain-broken',
    'GetConfigurationSetEventDestinations',
    'configuration-set-tracking',
    3,
  ],
  ['spf/dedicated-alone', 'GetDedicatedIps', 'spf', 3],
  ['dmarc-reports/second-sender', 'GetEmailIdentity', 'dmarc-reports', 3],
  ['events/filter-drops-bounces', 'GetIdentityNotificationAttributes', 'events-subscriptions', 3],
  ['events/bus-bounces-lost', 'GetIdentityNotificationAttributes', 'events-rules', 3],
  ['suppression/case-variant', 'ListSuppressedDestinations', 'suppression/case-variant', 3],
  ['mail-from/not-started-guessed', 'ListEmailIdentities', 'mail-from', 3],
  ['events/dead-letters', 'GetSubscriptionAttributes', 'events-queues', 0],
  ['events/mixed-formats', 'ListSubscriptionsByTopic', 'events-formats', 0],
  ['events/mixed-with-rule', 'ListRules', 'events-formats', 0],
  ['events/mixed-with-rule', 'ListTargetsByRule', 'events-formats', 0],
];

const statusesOf = (report: Report | null, only: string): readonly string[] =>
  (report?.stages ?? []).flatMap(({ checks }) =>
    checks.filter(({ id }) => id === only.split('/')[0]).map(({ status }) => status),
  );

describe('a denied call that hides what is broken', () => {
  it.each(hidden)('%s without %s', async (name, op, check, ends) => {
    const story = await storyCalled(name);
    if (typeof story === 'string') throw new Error(story);
    const run = async (faults: readonly AwsFault[]) =>
      await play({
        ...story,
        // What others say beside it is not the question.
        command: [...story.command, '--only', check],
        world: (world) => {
          story.world?.(world);
          world.aws.faults = [...faults, ...world.aws.faults];
        },
      });
    const seen = await run([]);
    expect(statusesOf(seen.report, check).some((one) => one === 'fail' || one === 'warn')).toBe(true);
    const blind = await run([{ op, kind: 'deny' }]);
    expect(statusesOf(blind.report, check)).not.toContain('pass');
    expect(blind.exitCode).toBe(ends);
  });
});

/** Worlds in which a check passes, and without one call it is not known whether what it sees is a fault: it does not say that it is. */
const undecided: readonly (readonly [story: string, denied: string, check: string])[] = [
  ['spf/dedicated-alone', 'GetDedicatedIps', 'mail-from-records'],
  ['dmarc-reports/mended-since', 'GetEmailIdentity', 'dmarc-reports'],
  ['dmarc-reports/healthy-address-signs', 'GetEmailIdentity', 'dmarc-reports'],
];

it.each(undecided)('%s without %s is no fault of %s', async (name, op, check) => {
  const story = await storyCalled(name);
  if (typeof story === 'string') throw new Error(story);
  const run = async (faults: readonly AwsFault[]) =>
    await play({
      ...story,
      command: [...story.command, '--only', check],
      world: (world) => {
        story.world?.(world);
        world.aws.faults = [...faults, ...world.aws.faults];
      },
    });
  expect(statusesOf((await run([])).report, check)).toEqual(['pass']);
  const blind = await run([{ op, kind: 'deny' }]);
  expect(statusesOf(blind.report, check)).toEqual(['unknown']);
  expect(blind.exitCode).toBe(3);
});

/** Whom SES refused, where nobody may ask whether this is the sandbox: a sender and a recipient are refused alike. */
it.each([
  [
    'a sender that was given beside it',
    ['--identity', 'example.com'],
    'a@example.com, c@other.example',
    'not-verified',
  ],
  ['nobody else', [], 'c@other.example', 'not-found'],
])('of %s, neither explanation is ruled out unseen', async (title, flags, failed, first) => {
  const { report } = await play({
    title,
    command: ['--symptom', '-', ...flags],
    files: {
      '-': `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${failed}`,
    },
    world: (world) => {
      world.aws.faults.push({ op: 'GetAccount', kind: 'deny' });
    },
    expect: { exitCode: 1 },
  });
  const told = (report?.problems ?? []).filter(({ subject }) => subject === 'c@other.example');
  expect(told.map(({ code }) => code)).toEqual(
    expect.arrayContaining([`identity/${first}`, 'sandbox/recipient-not-verified']),
  );
  expect((report?.refuted ?? []).map(({ code }) => code)).not.toContain('sandbox/recipient-not-verified');
});
