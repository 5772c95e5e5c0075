import { beforeAll, describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { type Sources, actionsBehind } from '../../src/model/fact.ts';
import { awsCalls } from '../../src/model/aws-calls.ts';
import type { CheckReport, Report, Status } from '../../src/model/report.ts';
import type { AwsMisbehaviour } from '../lab/aws/faults.ts';
import { dailyMetric } from '../lab/aws/world.ts';
import { type Played, play } from '../lab/play.ts';
import { type Scenario, scenario } from '../lab/scenario.ts';
import { newFindings } from './compared.ts';
import { everythingAsked } from './everything-asked.ts';

/**
 * One call after another fails in every way: what needs it is unknown, and nothing else changes. The first world that
 * makes a call sees all of the ways; the others one of each kind of failure that facts can tell apart, and one more in
 * turn: how a failure on the wire becomes a reason is proved in test/probes/aws/probe.test.ts.
 */

const faults: readonly AwsMisbehaviour[] = [
  { kind: 'deny' },
  { kind: 'throttle' },
  { kind: 'hang' },
  { kind: 'html' },
  { kind: 'drop' },
  { kind: 'server-error' },
  { kind: 'garbage' },
  { kind: 'body', text: 'null' },
  { kind: 'body', text: '{}' },
  { kind: 'truncate' },
  { kind: 'oversize', bytes: 9 * 1024 * 1024 },
  { kind: 'drip', everyMs: 200 },
];

/** A refusal, an answer that never comes, one that lacks what is read of it: to facts, all others are like one of them. */
const kinds: readonly AwsMisbehaviour[] = faults.filter(
  (fault) => fault.kind === 'deny' || fault.kind === 'hang' || (fault.kind === 'body' && fault.text === '{}'),
);
const further = faults.filter((fault) => !kinds.includes(fault));

/** Calls that enrich a finding or a report and make no check unknown (docs/design.md 1). */
const enrichment: ReadonlySet<string> = new Set([
  'ListRecommendations',
  'ListSuppressedDestinations',
  'GetTopicAttributes',
  'ListSubscriptionsByTopic',
  'GetSubscriptionAttributes',
  'GetQueueAttributes',
  'ListRules',
  'ListTargetsByRule',
  'DescribeDeliveryStream',
  'GetIdentityNotificationAttributes',
  // What SES knows of the DNS lists; they count when --ip asks for them.
  'GetDeliverabilityDashboardOptions',
  'GetBlacklistReports',
  'ListImportJobs',
  'BatchGetMetricData',
  'ListMultiRegionEndpoints',
  'ListTenants',
  'ListResourceTenants',
  'ListContactLists',
  'GetContact',
]);

/** Without this account's number, an ARN that is named is taken for another account's, and nothing is left open. */
const untold: ReadonlySet<string> = new Set(['GetCallerIdentity']);

/** Seconds; what hangs or throttles for ever takes this long. Shorter, and a busy machine makes sound calls late. */
const timeout = 2;
/** Seconds, where every answer comes: long enough for a machine that does ten things at once. */
const patient = 30;
/** Runs at once, for the same reason. */
const atOnce = 10;

const asked = [...everythingAsked, ['an account in trouble', inTrouble()] as const];
const base = await Promise.all(
  asked.map(async ([name, story]) => ({ name, story, played: await play(within(patient, story)) })),
);

it('puts every call to the test that the product is able to make', () => {
  const called = new Set(base.flatMap(({ played }) => played.lab.aws.calls.map(({ op }) => op)));
  const able = [...new Set(checklist.flatMap(({ checks }) => checks).flatMap(actionsOf))].map(
    (action) => action.split(':')[1] ?? '',
  );
  expect(
    able.filter((op) => !called.has(op)),
    'test/scenarios/everything-asked.ts needs a story that calls these',
  ).toEqual([]);
});

/** Calls that a world before has seen fail in all ways. */
const seen = new Set<string>();
let turn = 0;

function faultsFor(op: string): readonly AwsMisbehaviour[] {
  if (!seen.has(op)) {
    seen.add(op);
    return faults;
  }
  const another = further[turn++ % further.length];
  return another === undefined ? kinds : [...kinds, another];
}

for (const { name, story, played } of base) {
  const healthy = reportOf(played);
  const operations = [
    ...new Set(played.lab.aws.calls.filter(({ region }) => region === 'eu-west-1').map(({ op }) => op)),
  ];
  describe(name, () => {
    beforeAll(() => {
      expect(played.exitCode).toBe(story.expect.exitCode);
    });

    for (const op of operations) {
      const ways = faultsFor(op);
      it.concurrent(
        `when ${op} fails`,
        async () => {
          await Promise.all(ways.map((fault) => inTurn(() => fails(story, healthy, op, fault))));
        },
        120_000,
      );
    }
  });
}

let running = 0;
const waiting: (() => void)[] = [];

/** Waits until fewer than `atOnce` runs are under way. */
async function inTurn(run: () => Promise<void>): Promise<void> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    await run();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

async function fails(story: Scenario, healthy: Report, op: string, fault: AwsMisbehaviour): Promise<void> {
  const broken = scenario({
    ...story,
    world(world) {
      story.world?.(world);
      world.aws.faults.unshift({ op, region: 'eu-west-1', ...fault });
    },
  });
  const label = `${op} ${fault.kind === 'body' ? fault.text : fault.kind}`;
  const action = actionCalled(op);
  const played = await inGoodTime(broken, action);
  const report = reportOf(played);

  expect({ label, changed: changes(healthy, report, action) }).toEqual({ label, changed: [] });
  expect({ label, found: newFindings(healthy, report) }).toEqual({ label, found: [] });
  const unanswered = checksOf(report).flatMap((check) => check.unanswered);
  const isTold = isUnused(op, story) || unanswered.length > 0;
  expect({ label, isTold }).toEqual({ label, isTold: true });
  if (fault.kind === 'deny' && !isUnused(op, story))
    expect(unanswered.map((one) => one.action)).toContain(action);
  if (healthy.exitCode === 0) {
    expect(
      { label, exitCode: played.exitCode },
      isExtra(op, story)
        ? `${op} is in the list \`enrichment\`, and makes a check unknown`
        : `without ${op} something is unknown, unless it only enriches: then it goes into the list \`enrichment\``,
    ).toEqual({ label, exitCode: isExtra(op, story) ? 0 : 3 });
  }
}

/** What only enriches, anywhere or in these stories: no configuration set of their senders has a pool. */
const isExtra = (op: string, story: Scenario): boolean =>
  enrichment.has(op) ||
  isUnused(op, story) ||
  (op === 'GetDedicatedIps' && story.title === 'Whose account is this?');

/** Nothing rests on the answer: where the sender is known to be another account's, a namesake here says nothing. */
const isUnused = (op: string, { title }: Scenario): boolean =>
  // Whose the identity is that was named is then open.
  (untold.has(op) && title !== 'Whose account is this?') ||
  (op === 'GetEmailIdentity' && title === 'Whose account is this?') ||
  // Where it fails already, the one that is named is asked for in its place.
  (op === 'ListMultiRegionEndpoints' && title.startsWith('The list of global endpoints is denied'));

/** Plays a story again, with more time, when a sound call came late: that says nothing about the fault. */
async function inGoodTime(story: Scenario, action: string): Promise<Played> {
  for (let attempt = 1; ; attempt++) {
    const played = await play(within(timeout * attempt, story));
    const late = checksOf(reportOf(played))
      .flatMap((check) => check.unanswered)
      .some(({ reason, question }) => reason === 'timeout' && !question.startsWith(action));
    if (!late || attempt === 4) return played;
  }
}

/** Checks whose status is neither what it was nor, where they read the call, `unknown` (or skipped without it). */
function changes(healthy: Report, report: Report, action: string): readonly string[] {
  const before = statuses(healthy);
  const after = statuses(report);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [id = ''] = key.split(' ');
    const was = before.get(key);
    const is = after.get(key);
    // The checks of this area report what could not be read; they are meant to change.
    if (was === is || id.startsWith('access')) return [];
    const reading = readingOf(id, action);
    if (reading !== null && (is === 'unknown' || is === 'skipped')) return [];
    // What is known all the same is told, and as less grave: what an entry of a suppression list does to mail was not read.
    if (reading === 'required' && was === 'fail' && is === 'warn' && isOpen(report, key)) return [];
    // Some twenty other Regions are asked at once: on a busy machine one is late, and what was not heard gets no tick.
    if (id === 'identity-elsewhere' && was === 'pass' && is === 'skipped') return [];
    // What only enriches is listed as unanswered, and nothing is concluded from it.
    if (reading === 'enrichment' && was === 'skipped' && is === 'pass') return [];
    return [`${key} was ${String(was)} and is ${String(is)}`];
  });
}

/** Whether a check asked something that counts, without an answer. */
const isOpen = (report: Report, key: string): boolean =>
  checksOf(report).some(
    ({ id, subject, unanswered }) =>
      `${id} ${subject ?? ''}` === key && unanswered.some(({ counts }) => counts),
  );

/** How a check reads an action, if at all. */
function readingOf(id: string, action: string): 'required' | 'enrichment' | null {
  const check = checklist.flatMap(({ checks }) => checks).find((one) => one.id === id);
  if (check === undefined) return null;
  if (readsAny({ ...check.needs, ...check.questions }, action)) return 'required';
  return readsAny(check.enrichment ?? {}, action) ? 'enrichment' : null;
}

const readsAny = (sources: Sources, action: string): boolean =>
  ([...actionsBehind(sources)] as readonly string[]).includes(action);

const statuses = (report: Report): ReadonlyMap<string, Status> =>
  new Map(checksOf(report).map(({ id, subject, status }) => [`${id} ${subject ?? ''}`, status]));

const checksOf = (report: Report): readonly CheckReport[] => report.stages.flatMap((stage) => stage.checks);

function reportOf({ report, stderr }: Played): Report {
  if (report === null) throw new Error(`no report: ${stderr}`);
  return report;
}

type AnyCheck = (typeof checklist)[number]['checks'][number];

function actionsOf(check: AnyCheck): readonly string[] {
  return [...actionsBehind({ ...check.needs, ...check.questions, ...check.enrichment })];
}

function actionCalled(op: string): string {
  return Object.keys(awsCalls).find((action) => action.endsWith(`:${op}`)) ?? op;
}

/** Faults in all that AWS is asked for: none of them may look sound because an answer is missing. */
function inTrouble(): Scenario {
  return scenario({
    title: 'What fails must not pass because a call fails',
    world({ region }) {
      region.account.EnforcementStatus = 'PROBATION';
      region.account.SendQuota = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 49_999 };
      region.metrics = [
        dailyMetric(
          'Reputation.BounceRate',
          Array.from({ length: 14 }, () => 0.12),
        ),
      ];
      const identity = region.identities['example.com'];
      if (identity !== undefined) {
        identity.VerificationStatus = 'FAILED';
        identity.VerifiedForSendingStatus = false;
        identity.DkimAttributes = { ...identity.DkimAttributes, Status: 'FAILED' };
        identity.MailFromAttributes = {
          MailFromDomain: 'bounce.example.com',
          MailFromDomainStatus: 'FAILED',
          BehaviorOnMxFailure: 'REJECT_MESSAGE',
        };
      }
      region.configurationSets['transactional'] = {
        ...region.configurationSets['transactional'],
        SendingOptions: { SendingEnabled: false },
        SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
      };
      region.suppressed = [
        {
          EmailAddress: 'someone@receiver.example',
          Reason: 'BOUNCE',
          LastUpdateTime: new Date('2026-11-01'),
        },
      ];
      region.tenants['acme'] = {
        tenant: { TenantName: 'acme', TenantId: 'tn-1', SendingStatus: 'DISABLED' },
        resources: [],
      };
      for (const { attributes } of Object.values(region.topics)) attributes['Policy'] = '{"Statement": []}';
      region.templates['welcome'] = { Subject: 'Hello {{name}}', Text: 'Hello {{nobody}}' };
    },
    command: [
      ...['--identity', 'example.com', '--recipient', 'someone@receiver.example', '--tenant', 'acme'],
      ...['--template', 'welcome', '--template-data', '{"name": "Ann"}'],
    ],
    expect: { exitCode: 1, codes: [] },
  });
}

function within(seconds: number, story: Scenario): Scenario {
  return { ...story, command: [...story.command, '--timeout', String(seconds)] };
}
