import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, Unavailable } from '../../src/model/unavailable.ts';
import type { AwsAction } from '../../src/model/aws-calls.ts';
import type { SurveyReport } from '../../src/survey/document.ts';
import { readLine } from '../../src/survey/line-shape.ts';
import type { ReplyLine } from '../../src/survey/lines.ts';
import { collectReplies, replyLine } from '../../src/survey/replies.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { historyHost } from '../support/history-host.ts';
import { surveyAt, worldOfSenders } from './surveyed.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const at = '2026-11-20T10:00:00.000Z';
const nothingDone = {
  ...{ hasListing: false, done: new Set<string>() },
  ...{ tenantsDone: new Set<string>(), areTenantsDone: false },
};

type Call = readonly [action: AwsAction, input: object, reply: unknown];

const ok = (value: unknown): Answer<unknown> => ({ ok: true, value });

/** The line of a reply, through JSON as the state has it; null where it is not kept. */
function lineOf([action, input, reply]: Call, answer = ok(reply)): ReplyLine | null {
  const line = replyLine(place, at, { action, input, elsewhere: null }, answer);
  return line === null ? null : (readLine(JSON.stringify(line)) as ReplyLine | null);
}

function collected(calls: readonly Call[], done: Parameters<typeof collectReplies>[0] = nothingDone) {
  const replies = collectReplies(done);
  const kept = calls.map((call) => {
    const line = lineOf(call);
    return line !== null && replies.add(line);
  });
  return { replies, kept };
}

const metrics = (end: string, days: number): object => ({
  StartTime: new Date(Date.parse(end) - days * 86_400_000),
  EndTime: new Date(end),
  MetricDataQueries: [],
});

describe('a reply that the state keeps', () => {
  it('comes back with its times, and answers the same question a minute later', () => {
    const reply = { MetricDataResults: [{ Id: 'a', Timestamps: [new Date(at)], Values: [0.5] }] };
    const { replies } = collected([['cloudwatch:GetMetricData', metrics(at, 14), reply]]);
    const later = replies.of('cloudwatch:GetMetricData', metrics('2026-11-20T10:01:00.000Z', 14), null);
    expect(later).toMatchObject({ at, value: { ok: true, value: reply } });
    expect(replies.of('cloudwatch:GetMetricData', metrics(at, 1), null)).toBeNull();
    expect(replies.of('cloudwatch:GetMetricData', metrics(at, 14), 'us-east-1')).toBeNull();
  });

  it.each<[string, Call]>([
    [
      'an address that is the key to a channel',
      [
        'sns:ListSubscriptionsByTopic',
        { TopicArn: 'arn' },
        { Subscriptions: [{ Protocol: 'https', Endpoint: 'https://hooks.example/services/T0/B0/key' }] },
      ],
    ],
    [
      'one with a password',
      ['sns:GetSubscriptionAttributes', {}, { Attributes: { Endpoint: 'http://user:word@host.example/' } }],
    ],
  ])('is none with %s', (_, call) => {
    expect(lineOf(call)).toBeNull();
  });

  it('is what is read of it, and no word more', () => {
    const line = lineOf(['ses:ListTenants', {}, { Tenants: [] }]);
    expect(line).toEqual({
      ...{ kind: 'reply', ...place, at, action: 'ses:ListTenants', asked: {}, elsewhere: null },
      reply: { Tenants: [] },
    });
  });

  it('may be that there is no such thing', () => {
    const { why } = new Unavailable('not-found', 'no such pool', { question: 'ses:GetDedicatedIpPool' });
    const line = lineOf(['ses:GetDedicatedIpPool', { PoolName: 'a' }, null], { ok: false, why });
    const replies = collectReplies(nothingDone);
    expect(line !== null && replies.add(line)).toBe(true);
    expect(replies.of('ses:GetDedicatedIpPool', { PoolName: 'a' }, null)?.value).toEqual({ ok: false, why });
  });

  it.each<[string, Partial<ReplyLine>]>([
    ['of a call that this version does not make', { action: 'ses:DeleteEverything' }],
    ['that lacks what is read of it', { reply: { Tenants: [{}] } }],
    ['that is empty', { reply: null }],
  ])('is asked for again if it is one %s', (_, change) => {
    const line = lineOf(['ses:ListTenants', {}, { Tenants: [] }]);
    expect(line).not.toBeNull();
    expect(collectReplies(nothingDone).add({ ...line, ...change } as ReplyLine)).toBe(false);
  });

  it.each<[string, Call, Parameters<typeof collectReplies>[0]]>([
    [
      'an identity that is done',
      ['ses:GetIdentityDkimAttributes', { Identities: ['a.example'] }, { DkimAttributes: {} }],
      { ...nothingDone, done: new Set(['a.example']) },
    ],
    [
      'a tenant that is done',
      ['ses:ListTenantResources', { TenantName: 'acme' }, { TenantResources: [] }],
      { ...nothingDone, tenantsDone: new Set(['acme']) },
    ],
    [
      'a list that is whole',
      ['ses:ListEmailIdentities', { PageSize: 1000 }, { EmailIdentities: [] }],
      { ...nothingDone, hasListing: true },
    ],
  ])('is let go of when it is about %s', (_, call, done) => {
    expect(collected([call], done).kept).toEqual([false]);
    expect(collected([call]).kept).toEqual([true]);
  });

  it('of GetEmailIdentity is kept for tenants that are not done', () => {
    const call: Call = [
      'ses:GetEmailIdentity',
      { EmailIdentity: 'a.example' },
      { VerifiedForSendingStatus: true, DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' } },
    ];
    const done = { ...nothingDone, done: new Set(['a.example']) };
    expect(collected([call], done).kept).toEqual([true]);
    expect(collected([call], { ...done, areTenantsDone: true }).kept).toEqual([false]);
  });

  it('is a page of a list only where the pages after it are there, unless the survey walks the list itself', () => {
    const sets = (token: object, next?: string): Call => [
      'ses:ListConfigurationSets',
      { ...token, PageSize: 10 },
      { ConfigurationSets: [], ...(next === undefined ? {} : { NextToken: next }) },
    ];
    const whole = collected([sets({ NextToken: 't' }), sets({}, 't')]).replies;
    expect(whole.of('ses:ListConfigurationSets', { PageSize: 10 }, null)).not.toBeNull();
    const broken = collected([sets({}, 't')]).replies;
    expect(broken.of('ses:ListConfigurationSets', { PageSize: 10 }, null)).toBeNull();
    const page = { EmailIdentities: [], NextToken: 't' };
    const own = collected([['ses:ListEmailIdentities', { PageSize: 1000 }, page]]).replies;
    expect(own.of('ses:ListEmailIdentities', { PageSize: 1000 }, null)).not.toBeNull();
  });

  it('tells of single identities, whoever was asked about beside them', () => {
    const { replies } = collected([
      [
        'ses:GetIdentityMailFromDomainAttributes',
        { Identities: ['a.example', 'b.example'] },
        { MailFromDomainAttributes: { 'a.example': { BehaviorOnMXFailure: 'UseDefaultValue' } } },
      ],
      [
        'ses:BatchGetMetricData',
        {
          Queries: [
            { Id: 'sent_0', Namespace: 'VDM', Metric: 'SEND', Dimensions: { EMAIL_IDENTITY: 'a.example' } },
            { Id: 'sent_1', Namespace: 'VDM', Metric: 'SEND', Dimensions: { EMAIL_IDENTITY: 'b.example' } },
          ],
        },
        { Results: [{ Id: 'sent_1', Values: [14, 14] }] },
      ],
      [
        'ses:BatchGetMetricData',
        {
          Queries: [
            { Id: 'sent_0', Metric: 'SEND', Dimensions: { EMAIL_IDENTITY: 'b.example', ISP: 'Gmail' } },
          ],
        },
        { Results: [{ Id: 'sent_0', Values: [7] }] },
      ],
    ]);
    expect(replies.batched('a.example')).toMatchObject({
      mailFrom: { ok: true, value: { BehaviorOnMXFailure: 'UseDefaultValue' } },
    });
    expect(replies.batched('b.example')).toEqual({ mailFrom: { ok: true, value: null } });
    expect(replies.batched('c.example')).toEqual({});
    expect(['a', 'b', 'c'].map((name) => replies.sends(`${name}.example`))).toEqual([null, 2, undefined]);
    expect([replies.since('a.example'), replies.since('c.example')]).toEqual([at, null]);
  });
});

describe('a survey that goes on', () => {
  let folder = '';
  let lab: Lab;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'survey-replies-'));
    const world = worldOfSenders({ sound: 5 });
    world.aws.pageSize = 2;
    for (const name of ['acme', 'shop', 'club'])
      world.region.tenants[name] = {
        tenant: { TenantName: name, TenantId: `tn-${name}`, SendingStatus: 'ENABLED' },
        resources: [{ ResourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/sound0.example' }],
      };
    lab = await startLab(world);
  });
  afterEach(async () => {
    await lab.close();
    rmSync(folder, { recursive: true });
  });
  const path = (): string => join(folder, 's.ndjson');
  const survey = async (minutes = 0): Promise<{ report: SurveyReport; ops: readonly string[] }> => {
    const start = { ...historyHost.start, workingFolder: folder };
    const from = lab.aws.calls.length;
    const { stdout } = await surveyAt(lab, ['--state', 's.ndjson', '--json', '--region', 'eu-west-1'], {
      host: {
        history: { ...historyHost, start, temporaryFolder: folder },
        now: () => new Date(Date.now() + minutes * 60_000),
      },
    });
    return {
      report: JSON.parse(stdout) as SurveyReport,
      ops: lab.aws.calls.slice(from).map(({ op }) => op),
    };
  };
  /** Leaves the replies alone, as if the run had been cut before anything was judged. */
  const cut = (change: (line: string) => string): void => {
    const lines = readFileSync(path(), 'utf8').split('\n');
    const left = lines.filter((line, index) => index === 0 || line.startsWith('{"kind":"reply"'));
    writeFileSync(path(), `${left.map(change).join('\n')}\n`);
  };

  it('asks AWS for nothing that it was told, and keeps that to its owner', async () => {
    const { report: whole } = await survey();
    cut((line) => line);
    const { report, ops } = await survey();
    expect(ops).toEqual(['GetCallerIdentity']);
    expect(report.totals).toEqual(whole.totals);
    expect(report.tenants).toEqual(whole.tenants);
    expect(report.kept).toMatchObject({ identities: 5, lists: 1, settings: 1 });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    // A judgement of today by an answer of yesterday is of yesterday.
    const { ops: aged } = await survey(24 * 60);
    expect(aged).toEqual(expect.arrayContaining(['ListEmailIdentities', 'GetAccount', 'ListTenants']));
  });

  it('takes nothing that is older than --max-age, be it of the account, for an identity that is done since', async () => {
    await survey();
    // Cut when the account and the list were told, and no batch yet.
    cut((line) => (/"action":"ses:Get(?:Identity|Email)/u.test(line) ? '' : line));
    await survey();
    const lines = readFileSync(path(), 'utf8').split('\n');
    const identities = lines.filter((line) => line.startsWith('{"kind":"identity"'));
    expect(identities.length).toBe(5);
    for (const line of identities) expect(line).toContain('"sinceOfPlace":');
    // Judged an hour ago by an account of yesterday: asked about anew.
    const hoursAgo = (hours: number): string => new Date(Date.now() + -hours * 3_600_000).toISOString();
    const aged = (change: object): string =>
      lines
        .map((line) =>
          line.startsWith('{"kind":"identity"') ? JSON.stringify({ ...JSON.parse(line), ...change }) : line,
        )
        .join('\n');
    for (const [hours, isKept] of [
      [23, true],
      [25, false],
    ] as const) {
      const sinceOfPlace = hoursAgo(hours);
      writeFileSync(path(), aged({ at: hoursAgo(1), sinceOfPlace }));
      await survey();
      expect(readFileSync(path(), 'utf8').includes(sinceOfPlace)).toBe(isKept);
    }
  });

  it('lists from the first page where the token of the next one holds no longer', async () => {
    const { report: whole } = await survey();
    let seen = 0;
    cut((line) => {
      const { action, asked } = JSON.parse(line) as Partial<ReplyLine>;
      if (action !== 'ses:ListEmailIdentities' && action !== 'ses:ListTenants') return line;
      if ('NextToken' in (asked ?? {})) return '';
      seen += 1;
      return line.replace(/"NextToken":"[^"]+"/u, '"NextToken":"of yesterday"');
    });
    expect(seen).toBe(2);
    const { report, ops } = await survey();
    expect(report.totals).toEqual(whole.totals);
    expect(report.tenants).toEqual(whole.tenants);
    const asked = (op: string): number => ops.filter((one) => one === op).length;
    // The page that is refused, and three or two of its own.
    expect([asked('ListEmailIdentities'), asked('ListTenants')]).toEqual([4, 3]);
  });
});
