import { describe, expect, it } from 'vitest';
import { formats, rendererOf } from '../../src/render/formats.ts';
import { renderText } from '../../src/render/text/text.ts';
import { statusShown } from '../../src/render/words.ts';
import type { Report } from '../../src/model/report.ts';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';
import { everythingAsked } from '../scenarios/everything-asked.ts';

const options = { columns: 120, colorLevel: 0, verbose: false, quiet: false, terminal: false } as const;
const [everything] = everythingAsked.values();

async function reportOf(refused: readonly string[], of = topicOnly): Promise<Report> {
  const { report } = await play({
    ...of,
    world(world) {
      of.world?.(world);
      world.aws.faults.unshift(...refused.map((op) => ({ op, kind: 'deny' as const })));
    },
  });
  if (report === null) throw new Error('there is no report');
  return report;
}

const topicOnly = scenario({
  title: 'A healthy sender whose topic may not be read',
  command: ['--identity', 'example.com', '--only', 'delivery'],
  expect: { exitCode: 0, codes: [] },
});

const headline = async (refused: readonly string[]): Promise<string> =>
  renderText(await reportOf(refused), options)
    .split('\n')
    .find((line) => /^[✓!✗?]/.test(line)) ?? '';

it('says beside “nothing to fix” how many extra questions have no answer', async () => {
  expect(await headline(['GetTopicAttributes'])).toMatch(/ 1 extra question without an answer \(-v\)$/);
});

it('says nothing of the kind where all were answered', async () => {
  expect(await headline([])).toBe('✓ Nothing to fix: no errors, no warnings');
  const report = await reportOf([]);
  expect(report.extras).toEqual([]);
  for (const format of formats) {
    const text = (await rendererOf(format))(report, options);
    expect(text, format).not.toMatch(/extra question|not answered|"extras": \[\s*\{/i);
  }
});

describe.each([
  ['sns:GetTopicAttributes', 'GetTopicAttributes'],
  ['sns:ListSubscriptionsByTopic', 'ListSubscriptionsByTopic'],
  ['firehose:DescribeDeliveryStream', 'DescribeDeliveryStream'],
  ['events:ListRules', 'ListRules'],
  ['ses:ListSuppressedDestinations', 'ListSuppressedDestinations'],
  ['ses:ListImportJobs', 'ListImportJobs'],
  ['ses:ListRecommendations', 'ListRecommendations'],
])('when %s is denied', (action, op) => {
  it('every format names the action, and the exit code is that of what counts', async () => {
    if (everything === undefined) throw new Error('there is no story');
    const report = await reportOf([op], everything);
    expect(report.exitCode).toBe(0);
    expect(report.extras.map((extra) => extra.action)).toContain(action);
    for (const format of formats) {
      const text = (await rendererOf(format))(report, { ...options, verbose: true });
      expect(text, format).toContain(action);
    }
    const summary = (await rendererOf('github'))(report, options);
    expect(summary).toMatch(/^::notice title=\d+ extra questions? without an answer::/m);
  });
});

const whole = scenario({
  title: 'A healthy sender, of which everything is asked that counts without a flag',
  command: ['--identity', 'example.com'],
  expect: { exitCode: 0, codes: [] },
});

/** What the account's first line looks like in a format: its mark and its title. */
const markOf = async (format: 'text' | 'markdown', report: Report): Promise<string | undefined> =>
  /(?:(\S+) AWS credentials and Region)/
    .exec(
      (await rendererOf(format))(report, { ...options, verbose: true }).replaceAll(/<[^>]*>|\\/g, ' '),
    )?.[0]
    .replaceAll(/\s+/g, ' ');

it.each([
  'ListTenants',
  'ListImportJobs',
  'ListMultiRegionEndpoints',
  'GetDedicatedIps',
  'GetTopicAttributes',
])('no tick stands over the finding that %s was denied', async (op) => {
  const report = await reportOf([op], whole);
  const access = report.stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'access');
  expect(access?.findings.map(({ code }) => code)).toContain('access/denied');
  expect(statusShown(access ?? never())).toBe(access?.status === 'unknown' ? 'unknown' : 'skipped');
  for (const format of ['text', 'markdown'] as const)
    expect(await markOf(format, report), format).toMatch(access?.status === 'unknown' ? /^\? / : /^- /);
  // Where it keeps a check from its answer, that check is counted where it stands.
  const shown = renderText(report, options);
  const line = /^Is the SES account able to send\? .*$/m.exec(shown)?.[0];
  expect(access?.status === 'unknown' ? shown.split('\n\n').at(-1) : line).toMatch(
    access?.status === 'unknown' ? /^[^?]+\? .*\d+ without an answer/m : /1 answered in part$/,
  );
});

it('a tick stands where every question was answered', async () => {
  const report = await reportOf([], whole);
  expect(await markOf('text', report)).toMatch(/^✓/);
  expect(renderText(report, options)).not.toContain('in part');
});

const never = (): never => {
  throw new Error('the report has no such check');
};
