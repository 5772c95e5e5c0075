import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { proofStage } from '../../checks/proof.ts';
import type { Report } from '../../src/model/report.ts';
import { testStatements } from '../../src/proof/policy.ts';
import type { AwsFault } from '../lab/aws/faults.ts';
import { remains } from '../lab/aws/sending/world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { type SendingPath, sendingPaths } from '../lab/sending-paths.ts';

interface Ran {
  exitCode: number;
  checks: Report['stages'][number]['checks'];
  /** What was made and is still there. */
  left: readonly string[];
  calls: readonly string[];
  complaints: readonly string[];
}

/** A tapped test in a world that is whole but for this fault. */
async function run(path: SendingPath, fault: AwsFault | null): Promise<Ran> {
  const world = sendingPaths[path]();
  if (fault !== null) world.aws.faults.push(fault);
  const more = ['--tap', '--wait', '2m', ...(path === 'stream' ? ['--read-bucket'] : []), '--format', 'json'];
  const lab = await startLab(world);
  try {
    const { stdout, exitCode } = await runInProcess({
      args: commandLine(
        { title: '', command: ['test', 'example.com', ...more], expect: { exitCode: 0, codes: [] } },
        lab,
      ),
      env: lab.env,
      authoritativePort: lab.dns.authoritativePort,
      host: quickTime(),
    });
    const report = JSON.parse(stdout) as Report;
    return {
      exitCode,
      checks: report.stages.flatMap(({ checks }) => checks),
      left: world.region.sending === null ? [] : remains(world.region.sending),
      calls: lab.aws.calls.map(({ op }) => op),
      complaints: lab.aws.complaints,
    };
  } finally {
    await lab.close();
  }
}

const statusOf = ({ checks }: Ran, id: string): string | undefined =>
  checks.find((check) => check.id === id)?.status;
const codesOf = ({ checks }: Ran): readonly string[] =>
  checks.flatMap(({ findings }) =>
    findings
      .filter(({ code, severity }) => severity !== 'info' && !code.startsWith('access/'))
      .map(({ code }) => code),
  );

/** What may not be asked, and the checks that cannot tell without it. All others say what they say otherwise, or nothing. */
const blinded: readonly (readonly [SendingPath, string, readonly string[]])[] = [
  ['topic', 'GetConfigurationSetEventDestinations', ['proof-destinations']],
  ['topic', 'GetIdentityNotificationAttributes', ['proof-destinations']],
  ['topic', 'GetTopicAttributes', ['proof-topics']],
  ['topic', 'ListSubscriptionsByTopic', ['proof-subscriptions']],
  ['topic', 'GetSubscriptionAttributes', ['proof-subscriptions', 'proof-shapes']],
  ['topic', 'GetQueueAttributes', ['proof-queues', 'proof-dead-letters']],
  ['topic', 'GetMetricData', ['proof-counts']],
  ['topic', 'CreateQueue', ['proof-arrival']],
  ['topic', 'SetQueueAttributes', ['proof-arrival']],
  ['topic', 'Subscribe', ['proof-arrival']],
  ['topic', 'ReceiveMessage', ['proof-arrival']],
  ['bus', 'ListRules', ['proof-rules']],
  ['bus', 'ListTargetsByRule', ['proof-rules', 'proof-shapes']],
  ['bus', 'GetQueueAttributes', ['proof-queues']],
  ['bus', 'PutRule', ['proof-arrival']],
  ['bus', 'PutTargets', ['proof-arrival']],
  ['stream', 'DescribeDeliveryStream', ['proof-streams']],
  ['stream', 'ListObjectsV2', ['proof-buckets']],
  ['stream', 'GetObject', ['proof-buckets']],
];

const kinds = ['deny', 'garbage'] as const;

const whole = {
  topic: await run('topic', null),
  bus: await run('bus', null),
  stream: await run('stream', null),
};

describe('what is not permitted, or answers rubbish, makes its own hop unknown, and the rest is told', () => {
  it.each(Object.entries(whole))('where nothing is wrong, nothing is found: %s', (_path, ran) => {
    expect({ exitCode: ran.exitCode, codes: codesOf(ran), left: ran.left }).toEqual({
      ...{ exitCode: 0, codes: [], left: [] },
    });
  });

  for (const kind of kinds)
    it.concurrent.each(blinded.filter(([, op]) => kind === 'deny' || !op.includes('Object')))(
      `${kind} through the %s: %s`,
      { timeout: 120_000 },
      async (path, op, unknown) => {
        const ran = await run(path, { kind, op });
        expect(ran.complaints).toEqual([]);
        expect(ran.checks.filter(({ status }) => status === 'crash')).toEqual([]);
        expect({ exitCode: ran.exitCode, lost: codesOf(ran), left: ran.left }).toEqual({
          ...{ exitCode: 3, lost: [], left: [] },
        });
        expect(unknown.map((id) => [id, statusOf(ran, id)])).toEqual(unknown.map((id) => [id, 'unknown']));
        const others = ran.checks.filter(({ id, status }) => {
          const before = statusOf(whole[path], id);
          // Behind a hop that cannot be seen there may be nothing to look at.
          return !unknown.includes(id) && status !== before && !['skipped', 'pass'].includes(status);
        });
        expect(others.map(({ id, status, because }) => [id, status, because])).toEqual([]);
      },
    );

  it.concurrent.each([
    ['topic', 'Unsubscribe'],
    ['topic', 'DeleteQueue'],
    ['bus', 'RemoveTargets'],
    ['bus', 'DeleteRule'],
    ['bus', 'DeleteQueue'],
  ] as const)(
    'what may not be taken away is named, with the command: %s, %s',
    { timeout: 120_000 },
    async (path, op) => {
      const ran = await run(path, { kind: 'deny', op });
      expect(ran.exitCode).toBe(1);
      expect(codesOf(ran)).toEqual(['proof/left-behind']);
      const [finding] = ran.checks.flatMap(({ findings }) =>
        findings.filter(({ code }) => code === 'proof/left-behind'),
      );
      expect(ran.left).toEqual([finding?.subject]);
      expect(finding?.fix.every(({ command }) => command !== null)).toBe(true);
    },
  );
});

/** What `policy --for test` allows, and no run of these calls: each has a test of its own beside these. */
const elsewhere = new Set([
  // --template, --to, --tenant and what a gate asks of accounts that have such things.
  ...['GetEmailTemplate', 'ListEmailTemplates', 'TestRenderEmailTemplate', 'GetMessageInsights'],
  ...['GetSuppressedDestination', 'ListSuppressedDestinations', 'ListImportJobs'],
  ...['GetTenant', 'ListResourceTenants'],
  // A refusal that another Region may explain.
  ...['GetMultiRegionEndpoint', 'ListMultiRegionEndpoints'],
  ...['ListTenantResources', 'ListConfigurationSets'],
  // Tags that are given with what is made, and --cleanup.
  ...['TagQueue', 'TagResource', 'ListQueueTags', 'ListTagsForResource', 'ListSubscriptions', 'ListQueues'],
  // S3 asks for the right to list as s3:ListBucket.
  'ListBucket',
]);
const least = testStatements(checklist, proofStage, { smtp: false, bucket: 'events' });
const allowed = [...new Set(least.flatMap(({ actions }) => actions))].map((one) => one.replace(/^.*:/, ''));
/** What makes the messages themselves, or takes away: told above, or the reason of all else. */
const apart = new Set(['SendEmail', 'Unsubscribe', 'DeleteQueue', 'RemoveTargets', 'DeleteRule']);
const told = new Set(blinded.map(([path, op]) => `${path} ${op}`));
const others = (Object.keys(whole) as SendingPath[]).flatMap((path) =>
  allowed
    .filter((op) => whole[path].calls.includes(op) && !apart.has(op) && !told.has(`${path} ${op}`))
    .map((op) => [path, op] as const),
);

describe('each permission of the printed policy, denied alone', () => {
  it('is one that these runs use, or stands in a list', () => {
    const used = new Set(Object.values(whole).flatMap(({ calls }) => calls));
    expect(allowed.filter((op) => !used.has(op) && !elsewhere.has(op))).toEqual([]);
    expect([...elsewhere].filter((op) => used.has(op) || !allowed.includes(op))).toEqual([]);
  });

  it.concurrent.each(others)('through the %s: %s', { timeout: 120_000 }, async (path, op) => {
    const ran = await run(path, { kind: 'deny', op });
    const before = new Map(whole[path].checks.map(({ id, status }) => [id, status]));
    expect(ran.checks.filter(({ status }) => status === 'crash')).toEqual([]);
    expect({ lost: codesOf(ran), left: ran.left }).toEqual({ lost: [], left: [] });
    // What nobody needs for sure is said, and keeps no exit code.
    const unknown = ran.checks.filter(({ status }) => status === 'unknown');
    expect(ran.exitCode).toBe(unknown.length === 0 ? 0 : 3);
    expect(
      ran.checks.some(({ unanswered }) =>
        unanswered.some(({ action }) => action?.endsWith(`:${op}`) === true),
      ),
    ).toBe(true);
    const changed = ran.checks.filter(
      ({ id, status }) => status !== before.get(id) && !['unknown', 'skipped', 'pass'].includes(status),
    );
    expect(changed.map(({ id, status }) => [id, status])).toEqual([]);
  });
});

describe('an endpoint that dies in the middle of a run', () => {
  /** Calls of a whole run, of which the first so many are answered. */
  const parts = [0.2, 0.4, 0.6, 0.8, 0.95];

  it.concurrent.each(
    (['topic', 'bus'] as const).flatMap((path) => parts.map((part) => [path, part] as const)),
  )(
    'leaves nothing behind that the report does not name: %s, after %d of its calls',
    { timeout: 240_000 },
    async (path, part) => {
      const { calls } = whole[path];
      const ran = await run(path, { kind: 'drop', op: '*', after: Math.floor(calls.length * part) });
      expect(ran.checks.filter(({ status }) => status === 'crash')).toEqual([]);
      expect([1, 3]).toContain(ran.exitCode);
      const said = JSON.stringify(ran.checks);
      expect(ran.left.filter((name) => !said.includes(name.slice(name.lastIndexOf('/') + 1)))).toEqual([]);
      expect(codesOf(ran).filter((code) => code.startsWith('proof/lost-at'))).toEqual([]);
    },
  );
});
