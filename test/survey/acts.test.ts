import { beforeAll, describe, expect, it } from 'vitest';
import type { FixStep } from '../../src/model/report.ts';
import { actOf } from '../../src/survey/acts.ts';
import { createCauseCounter, otherActs } from '../../src/survey/causes.ts';
import type { SurveyCause, SurveyReport } from '../../src/survey/document.ts';
import type { IdentityLine, TenantLine } from '../../src/survey/lines.ts';
import { renderSurveyHtml } from '../../src/survey/render/html.ts';
import { renderSurveyJunit } from '../../src/survey/render/junit.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const one = {
  account: '111122223333',
  region: 'eu-west-1',
  identity: 'a.one.example',
  subject: 'a.one.example',
};
const two = {
  account: '444455556666',
  region: 'us-east-1',
  identity: 'max@two.example',
  subject: 'two.example',
};

const step = (text: string, command: string | null = null, type: 'TXT' | 'MX' | null = null): FixStep => ({
  ...{ text, owner: 'you', command },
  record: type === null ? null : { name: 'x.example', type, value: 'v', ttl: 300 },
});
const acts = (first: FixStep, second: FixStep): readonly [string, string] => [
  actOf([first], one),
  actOf([second], two),
];

describe('what mends two identities', () => {
  it.each([
    ['names of its own', step('Set up a.one.example again'), step('Set up two.example again')],
    ['a Region', step('Point it to eu-west-1'), step('Point it to us-east-1')],
    ['numbers', step('Wait for 300 seconds'), step('Wait for 4,100 seconds')],
    [
      'lists of servers',
      step('Ask ns1.a.test and ns2.a.test'),
      step('Ask ns7.b.test, ns8.b.test and 192.0.2.1.test'),
    ],
    ['what is quoted', step('Replace "v=spf1 -all"'), step('Replace "v=spf1 mx ~all"')],
    [
      'values in commands',
      step('Do', "aws sesv2 put-x --region eu-west-1 --email-identity 'a b' --on"),
      step('Do', 'aws sesv2 put-x --region us-east-1 --email-identity max@two.example --on'),
    ],
    ['names behind a program', step('Look', 'whois one.example'), step('Look', 'whois two.example')],
    [
      'names between words',
      step('Look', 'dig a.one.example TXT +short'),
      step('Look', 'dig _dmarc.two.example TXT +short'),
    ],
    [
      'addresses behind a program',
      step('Look', 'curl -I https://one.example/x'),
      step('Look', 'curl -I https://two.example/y'),
    ],
    ['an ARN', step('Allow arn:aws:iam::1:role/a'), step('Allow arn:aws:iam::2:role/b')],
  ])('is one act whatever %s they have', (_, first, second) => {
    const [a, b] = acts(first, second);
    expect(a).toBe(b);
  });

  it.each([
    ['words', step('Switch it on'), step('Set it up')],
    ['how many there are', step('Publish the record'), step('Publish these 3 records')],
    ['the type of the record', step('Publish it', null, 'TXT'), step('Publish it', null, 'MX')],
    ['the program', step('Do', 'whois one.example'), step('Do', 'dig two.example')],
    ['flags', step('Do', 'aws sesv2 put-x --on'), step('Do', 'aws sesv2 put-x --no-on')],
    [
      'what AWS calls it',
      step('Do', 'aws sesv2 put-x --to AWS_SES'),
      step('Do', 'aws sesv2 put-x --to EXTERNAL'),
    ],
  ])('is another act where they differ in %s', (_, first, second) => {
    const [a, b] = acts(first, second);
    expect(a).not.toBe(b);
  });

  it('keeps a word that only holds a name', () => {
    const act = actOf([step('Send mailbox owners a mail')], { ...one, subject: 'mail' });
    expect(act).toBe('Send mailbox owners a …');
    expect(actOf([], one)).toBe('');
  });
});

describe('what mends tenants', () => {
  /** A tenant that is paused, of an account of its own. */
  const pausedTenant = (tenant: string): TenantLine => ({
    ...{ kind: 'tenant', account: '111122223333', region: 'eu-west-1', at: '2026-11-21T18:00:00Z', tenant },
    ...{ worst: 'fail', unanswered: [] },
    findings: [
      {
        ...{ code: 'reputation/tenant-paused', severity: 'error', subject: tenant, cause: true },
        ...{ check: 'reputation-tenant' },
        words: {
          ...{
            stage: 'account',
            title: 'Tenants',
            summary: `${tenant} is paused.`,
            impact: '',
            references: [],
          },
          fix: [step('Look at its findings in the console and fix their cause first.')],
        },
      },
    ],
  });

  it.each(['console', 'findings', 'Look', 'cause', 'first'])(
    'is one act, though one of them is called %s',
    (name) => {
      const counter = createCauseCounter();
      for (const tenant of ['acme', name, 'shop']) counter.ofTenant(pausedTenant(tenant));
      expect(counter.causes()).toMatchObject([{ code: 'reputation/tenant-paused', tenants: 3 }]);
    },
  );
});

describe('many acts of one code', () => {
  /** A word of its own for each number: numbers are no part of an act. */
  const word = (nth: number): string =>
    String(nth).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  /** Identities with one cause each, so many with each act. */
  const linesWith = (counts: readonly number[]): readonly IdentityLine[] =>
    counts.flatMap((count, act) =>
      Array.from({ length: count }, (_, nth): IdentityLine => {
        const identity = `n${String(nth)}.${word(act)}.example`;
        const words = {
          stage: 'inbox',
          title: 'A thing',
          summary: `It is wrong with ${identity}.`,
          impact: 'So.',
        };
        return {
          ...{
            kind: 'identity',
            account: '111122223333',
            region: 'eu-west-1',
            identity,
            at: '2026-11-21T10:00:00Z',
          },
          ...{ worst: 'fail', depth: 'bulk', unanswered: [], sends: null, provider: null },
          findings: [
            {
              ...{
                code: 'a/thing',
                severity: act === 8 ? 'error' : 'warning',
                subject: identity,
                check: 'a',
                cause: true,
              },
              words: { ...words, fix: [step(`Do ${word(act)}`)], references: [] },
            },
          ],
        };
      }),
    );
  const causesOf = (lines: readonly IdentityLine[]): readonly SurveyCause[] => {
    const counter = createCauseCounter();
    for (const line of lines) counter.ofIdentity(line);
    return counter.causes();
  };
  async function* each(lines: readonly IdentityLine[]): AsyncGenerator<IdentityLine> {
    yield* lines;
  }
  let sound: SurveyReport;
  beforeAll(async () => {
    sound = JSON.parse((await surveyIn(worldOfSenders({ sound: 1 }), ['--json'])).stdout) as SurveyReport;
  });

  it.each([
    ['two of the lesser ones', [7, 9], 1],
    ['three of the lesser ones', [6, 7, 9], 1],
    ['a lesser one and one that stands apart', [0, 9], 1],
    ['none but those that stand apart', [0, 8], 0],
  ] as const)('counts an identity once among them that has %s', (_, own, more) => {
    // Ten acts, of which four are one: the ninth is an error, and stands apart.
    const lines = linesWith([90, 80, 70, 60, 50, 2, 4, 3, 5, 1]);
    const [first] = lines;
    if (first === undefined) throw new Error('no line');
    const of = (act: number): IdentityLine['findings'] =>
      lines.find(({ identity }) => identity.endsWith(`.${word(act)}.example`))?.findings ?? [];
    const twice: IdentityLine = {
      ...first,
      identity: 'twice.example',
      sends: 5,
      findings: own.flatMap(of),
    };
    const counter = createCauseCounter();
    for (const line of [...lines, twice, { ...twice, identity: 'again.example' }]) counter.ofIdentity(line);
    const rest = counter.causes().find(({ act }) => act === otherActs);
    expect([rest?.count, rest?.sends ?? 0]).toEqual([10 + 2 * more, 10 * more]);
    const zones = rest?.groups.reduce((sum, { by, count }) => (by === 'account' ? sum + count : sum), 0);
    expect(zones).toBe(10 + 2 * more);
    // Whoever asks again gets the same.
    expect(counter.causes().find(({ act }) => act === otherActs)?.count).toBe(rest?.count);
  });

  it.each([
    ['six stand apart', [9, 8, 7, 6, 5, 4], [9, 8, 7, 6, 5, 4], null],
    ['a seventh stands apart as well', [9, 8, 7, 6, 5, 4, 1], [9, 8, 7, 6, 5, 4, 1], null],
    ['from eight on, the rest is one', [9, 8, 7, 6, 5, 4, 2, 1], [9, 8, 7, 6, 5, 4, 3], 3],
    ['an error stands before what is more', [9, 8, 7, 6, 5, 4, 3, 2, 1], [1, 9, 8, 7, 6, 5, 9], 9],
    ['six hundred with one each', Array.from({ length: 600 }, () => 1), [1, 1, 1, 1, 1, 1, 594], 594],
  ] as const)('%s', async (_, counts, expected, together) => {
    const lines = linesWith(counts);
    const causes = causesOf(lines);
    expect(causes.map(({ count }) => count).toSorted((a, b) => b - a)).toEqual(
      [...expected].toSorted((a, b) => b - a),
    );
    // Whatever the order they ended in.
    expect(causesOf(lines.toReversed()).map(({ act, count }) => [act, count])).toEqual(
      causes.map(({ act, count }) => [act, count]),
    );
    const rest = causes.find(({ act }) => act === otherActs);
    expect(rest?.count ?? null).toBe(together);
    const junit = renderSurveyJunit({ ...sound, causes, exitCode: 1 });
    const names = [...junit.matchAll(/<testcase [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    if (rest === undefined) return;
    expect(rest.fix.at(-1)?.text).toContain('The others among these need other steps');
    // Its list in the page holds each of them, and nobody of the others.
    const page = await renderSurveyHtml({ ...sound, causes }, () => each(lines));
    const [, article = ''] = page.split('The others among these need other steps');
    const [list = ''] = article.split('</article>');
    const named = [...list.matchAll(/<li>(n\d+\.\w+\.example) /g)].map(([, name]) => name);
    expect(list).toContain(`<summary>${String(together)} identities</summary>`);
    expect(named).toHaveLength(Math.min(500, together ?? 0));
    const apart = causes.filter(({ act }) => act !== otherActs).map(({ act }) => act);
    for (const name of named) expect(apart).not.toContain(`Do ${name?.split('.')[1] ?? ''}`);
  });
});
