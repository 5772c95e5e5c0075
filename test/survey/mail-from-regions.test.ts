import { beforeAll, describe, expect, it } from 'vitest';
import type { FixStep } from '../../src/model/report.ts';
import type { SurveyReport } from '../../src/survey/document.ts';
import { readLine } from '../../src/survey/line-shape.ts';
import type { IdentityLine, SurveyFinding } from '../../src/survey/lines.ts';
import {
  type MailFromUsers,
  noteMailFrom,
  type SharedMailFrom,
  sharedMailFroms,
  withOwnMailFrom,
} from '../../src/survey/mail-from-regions.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import type { World } from '../lab/world.ts';
import { surveyAt, worldOfSenders } from './surveyed.ts';

const domain = 'bounce.a.example';
const mxStep = (region: string): FixStep => ({
  ...{ text: 'Point the MX to this Region', owner: 'dns', command: null },
  record: {
    ...{ name: domain, type: 'MX', value: `10 feedback-smtp.${region}.amazonses.com`, ttl: 1800 },
    panelName: 'bounce',
  },
});

function finding(code: string, region: string): SurveyFinding {
  const words = { stage: 'inbox', title: 'MAIL FROM records', summary: 'It is wrong.', impact: 'No SPF.' };
  return {
    ...{ code, severity: 'error', subject: 'a.example', check: 'mail-from-records', cause: true },
    words: { ...words, fix: [mxStep(region)], references: [] },
  };
}

/** A line of an identity that uses the domain in a Region; with a code, something is wrong there. */
const lineIn = (region: string, code: string | null, more: Partial<IdentityLine> = {}): IdentityLine => ({
  ...{ kind: 'identity', account: '111122223333', region, identity: 'a.example', at: '2026-11-21T10:00:00Z' },
  ...{ worst: code === null ? 'pass' : 'fail', depth: 'bulk', unanswered: [], sends: null, provider: null },
  findings: code === null ? [] : [finding(code, region)],
  mailFrom: { domain, status: code === null ? 'SUCCESS' : 'FAILED' },
  ...more,
});

function sharedOf(lines: readonly IdentityLine[]): ReadonlyMap<string, SharedMailFrom> {
  const users: MailFromUsers = new Map();
  for (const line of lines) noteMailFrom(users, line);
  return sharedMailFroms(users, ({ identity }) => identity !== 'deleted.example');
}

/** What is told of each line: the names of the MX records to publish, and whether a name of its own is advised. */
const told = (lines: readonly IdentityLine[]): readonly string[] =>
  lines.map((line) => {
    const [first] = withOwnMailFrom(line, sharedOf(lines)).findings;
    const mx = (first?.words?.fix ?? []).flatMap(({ record }) => (record?.type === 'MX' ? record.name : []));
    return mx.join(' ');
  });

describe('a MAIL FROM domain that several Regions use', () => {
  const wrong = 'mail-from/mx-wrong-region';
  const of = (region: string): string => `bounce-${region}.a.example`;
  it.each<[string, readonly IdentityLine[], readonly string[]]>([
    [
      'stays with the Region for which the MX is right',
      [lineIn('us-east-1', wrong), lineIn('eu-west-1', null), lineIn('ap-south-1', wrong)],
      [of('us-east-1'), '', of('ap-south-1')],
    ],
    [
      'stays with one of them where no MX is there',
      [lineIn('us-east-1', 'mail-from/mx-missing'), lineIn('eu-west-1', 'mail-from/mx-missing')],
      [of('us-east-1'), domain],
    ],
    [
      'stays with the one that sends most',
      [
        lineIn('eu-west-1', 'mail-from/mx-multiple', { sends: 5 }),
        lineIn('us-east-1', 'mail-from/mx-multiple', { sends: 900 }),
      ],
      [of('eu-west-1'), domain],
    ],
    [
      'is seen for identities of other names and accounts',
      [
        lineIn('us-east-1', wrong, { identity: 'news.a.example' }),
        lineIn('eu-west-1', null, { account: '444455556666' }),
      ],
      [of('us-east-1'), ''],
    ],
    [
      'is left to a Region that SES says it works in, where DNS did not answer',
      [
        lineIn('us-east-1', wrong),
        lineIn('eu-west-1', null, {
          unanswered: [{ reason: 'timeout', action: null, message: 'no answer' }],
        }),
      ],
      [of('us-east-1'), ''],
    ],
    [
      'in one Region alone has its MX there, however many use it',
      [
        lineIn('us-east-1', wrong),
        lineIn('us-east-1', wrong, { identity: 'news.a.example' }),
        lineIn('us-east-1', wrong, { account: '444455556666' }),
      ],
      [domain, domain, domain],
    ],
    [
      'of an identity that was deleted belongs to the other',
      [lineIn('us-east-1', wrong), lineIn('eu-west-1', null, { identity: 'deleted.example' })],
      [domain, ''],
    ],
    [
      'of another name is nobody else’s',
      [
        lineIn('us-east-1', wrong),
        lineIn('eu-west-1', null, { mailFrom: { domain: 'eu.a.example', status: 'SUCCESS' } }),
      ],
      [domain, ''],
    ],
    [
      'is not known of a state of before',
      [
        lineIn('us-east-1', wrong),
        readLine(JSON.stringify({ ...lineIn('eu-west-1', null), mailFrom: undefined })) as IdentityLine,
      ],
      [domain, ''],
    ],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });

  it('is told with who has it, and each command is for the Region of the line', () => {
    const lines = [lineIn('us-east-1', wrong), lineIn('eu-west-1', null, { account: '444455556666' })];
    const [first] = lines.map((line) => withOwnMailFrom(line, sharedOf(lines)).findings[0]?.words);
    expect(first?.summary).toBe(
      'It is wrong. eu-west-1 (account 444455556666) uses it too, and there it works: one MX serves one Region.',
    );
    expect(
      first?.fix.map(({ text, command, record }) => [text.slice(0, 29), command, record?.panelName]),
    ).toEqual([
      [
        'Leave the MX of bounce.a.exam',
        'aws sesv2 put-email-identity-mail-from-attributes --region us-east-1 --email-identity a.example --mail-from-domain bounce-us-east-1.a.example --behavior-on-mx-failure USE_DEFAULT_VALUE',
        undefined,
      ],
      ['Publish its two records. Most', null, 'bounce-us-east-1'],
      ['Publish this record too (2 of', null, 'bounce-us-east-1'],
    ]);
  });

  it('is kept in the state, and a state without it is read', () => {
    const line = lineIn('eu-west-1', null);
    expect(readLine(JSON.stringify(line))).toEqual(line);
    expect(readLine(JSON.stringify({ ...line, mailFrom: undefined }))).not.toBeNull();
    expect(readLine(JSON.stringify({ ...line, mailFrom: 'bounce.a.example' }))).toBeNull();
  });
});

describe('a survey of two Regions with one set-up that was copied', () => {
  let lab: Lab;
  let report: SurveyReport;
  let csv = '';
  let text = '';
  const world = (): World => {
    const made = worldOfSenders({ sound: 2 });
    const { identities, ...rest } = made.region;
    const copy = structuredClone(identities);
    for (const { MailFromAttributes } of Object.values(copy))
      if (MailFromAttributes !== undefined) MailFromAttributes.MailFromDomainStatus = 'FAILED';
    made.aws.regions['us-east-1'] = { ...rest, identities: copy };
    return made;
  };
  beforeAll(async () => {
    lab = await startLab(world());
    try {
      const args = ['--region', 'eu-west-1', '--region', 'us-east-1'];
      report = JSON.parse((await surveyAt(lab, [...args, '--json'])).stdout) as SurveyReport;
      csv = (await surveyAt(lab, [...args, '--format', 'csv'])).stdout;
      text = (await surveyAt(lab, args)).stdout;
    } finally {
      await lab.close();
    }
  });

  it('leaves the Region that works alone, and gives the other a name of its own', () => {
    const [cause, ...others] = report.causes.filter(({ code }) => code.startsWith('mail-from/'));
    expect([cause?.code, cause?.count, others]).toEqual(['mail-from/mx-wrong-region', 2, []]);
    expect(cause?.because).toContain('eu-west-1 uses it too, and there it works');
    expect(cause?.fix.map(({ record }) => [record?.name, record?.value])).toEqual([
      [undefined, undefined],
      ['bounce-us-east-1.sound0.example', '10 feedback-smtp.us-east-1.amazonses.com'],
      ['bounce-us-east-1.sound0.example', 'v=spf1 include:amazonses.com ~all'],
    ]);
    expect(report.places.map(({ region, worst }) => [region, worst])).toEqual([
      ['eu-west-1', 'pass'],
      ['us-east-1', 'warn'],
    ]);
  });

  it('says so in every format, and asks no Region for it', () => {
    expect(csv).not.toContain('Point the MX');
    expect(csv.match(/Leave the MX of bounce\.sound[01]\.example to eu-west-1/g)).toHaveLength(2);
    expect(text).toContain('bounce-us-east-1 MX 10 feedback-smtp.us-east-1.amazonses.com');
    expect(text).not.toContain('Point the MX');
    // Each identity in its own Region, by each of the three runs, and nothing beside them.
    expect(lab.aws.calls.filter(({ op }) => op === 'GetEmailIdentity')).toHaveLength(12);
  });
});
