import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../../src/render/github.ts';
import { renderJunit } from '../../../src/render/junit.ts';
import { renderText } from '../../../src/render/text/text.ts';
import { reportOf } from '../reports.ts';

const plain = { colorLevel: 0, columns: 80, quiet: false, verbose: false, terminal: false } as const;

describe('an error that follows from a warning', () => {
  for (const name of [
    'identity/address-overrides-domain',
    'field/address-beside-the-domain',
    'quota/plan-behind-a-busy-day',
  ])
    it(`stands in the summary of ${name}`, async () => {
      const lines = renderText(await reportOf(name), { ...plain, quiet: true })
        .trimEnd()
        .split('\n');
      expect(lines.filter((line) => /^(?:✗| {2}↳ ✗) /.test(line)).length).toBeGreaterThan(1);
      expect(lines.length).toBeLessThanOrEqual(15);
    });
});

describe('what has no answer', () => {
  it('names the flag that says which one is meant, before what is only worth knowing', async () => {
    const report = await reportOf('suppression/tenant-not-named');
    const text = renderText(report, plain);
    expect(text).toContain('  → Say which one with --tenant.\n');
    expect(text.indexOf('? Unknown: suppression')).toBeLessThan(text.indexOf('\ni '));
    const open = report.stages.flatMap(({ checks }) => checks.flatMap(({ unanswered }) => unanswered));
    expect(open.filter(({ counts }) => counts)).toMatchObject([
      { question: 'the tenant that sends', reason: 'not-named' },
    ]);
  });

  it('is counted and reasoned alike in every format', async () => {
    const report = await reportOf('access/denied');
    const open = report.stages.flatMap(({ checks }) => checks).filter(({ status }) => status === 'unknown');
    const because = open.find(({ id }) => id === 'access')?.because ?? '';
    expect(because).toMatch(/cannot call cloudwatch:GetMetricData/);
    // The check that says why is none of those that wanted the answer.
    expect(renderText(report, plain)).toContain(`: ${open.length - 1} checks without an answer`);
    expect(renderGithub(report)).toContain(`${open.length - 1} checks without an answer`);
    const junit = renderJunit(report);
    expect(junit).toContain(`errors="${open.length - 1}"`);
    expect(junit).toContain(`<skipped message="${because}"/>`);
  });

  it.each([
    'access/denied',
    'access/dns-unreachable',
    'access/healthy-resolver-beside-a-broken-zone',
    'access/credentials-expired',
    'access/endpoint-refused',
    'access/throttled',
  ])('is one number in the headline and in JUnit: %s', async (name) => {
    const report = await reportOf(name);
    const [, told] = /(\d+) checks? without an answer/.exec(renderText(report, plain)) ?? [];
    const junit = renderJunit(report);
    expect(Number(told)).toBeGreaterThan(0);
    expect(/ errors="(\d+)"/.exec(junit)?.[1]).toBe(told);
    expect(junit.match(/<error /g)).toHaveLength(Number(told));
    // What says why earns no tick.
    expect(junit).not.toMatch(/<testcase [^>]*ses-doctor\.account\.access(?:-dns)?"[^>]*\/>/);
  });

  it('is the first thing to do where there is no cause', async () => {
    const [first] = (await reportOf('access/denied')).problems;
    expect(first).toMatchObject({ code: 'access/denied', severity: 'unknown' });
  });
});

it('quotes the failure that nothing explains', async () => {
  for (const name of ['joined/nothing-explains-it', 'joined/one-of-two-unexplained']) {
    const text = renderText(await reportOf(name), plain);
    expect(text, name).toContain('your error text: ');
    expect(text, name).not.toContain('account unknown');
  }
});

it('names what the bounce says as that where SES wrote it', async () => {
  const text = renderText(await reportOf('joined/suppressed-behind-unknown-user'), plain);
  expect(text.replaceAll(/\n\s*/g, ' ')).toContain(
    'So the bounce, which SES wrote, reads: The receiver has no mailbox ann@receiver.example.',
  );
});

it('counts the records that stand beside the one it shows', async () => {
  const text = renderText(await reportOf('spf/multiple-records'), plain);
  expect(text).toContain('(and 1 more)');
});
