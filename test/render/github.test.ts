import { expect, it } from 'vitest';
import { renderGithub } from '../../src/render/github.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { hostileReport } from './hostile.ts';
import { reportOf } from './reports.ts';

/** The documented way back: data escapes % CR LF, properties also : and , (actions/toolkit, docs/commands.md). */
const data = (text: string): string =>
  text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
const property = (text: string): string => data(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

it('gives back to the runner what was said, to the letter', () => {
  const said = '100 % of a:b, c %0A %25';
  const [line = ''] = renderGithub(hostileReport(said)).split('\n');
  const [, command, title = '', message = ''] = /^::([a-z]+) title=([^:,]*)::(.*)$/.exec(line) ?? [];
  expect(command).toBe('error');
  expect(property(title)).toBe(`dkim/wrong-target ${said}`);
  const step = `1. ${said} [whoever runs the DNS zone]: ${said} ; ${said}. 300 IN TXT "${said}"`;
  expect(data(message).split('\n')).toEqual([
    `A record says ${said}.`,
    said,
    `${said}: expected ${said}, found ${said}`,
    'nothing',
    step,
    `   Name in a DNS panel: ${said}`,
    `How to tell: ${said}`,
    ...[said, 'javascript:alert(1)', 'https://docs.aws.amazon.com/ses/'],
  ]);
});

it('leaves out what is ignored, and infos', () => {
  const report = renderGithub(hostileReport('x'));
  expect(report).not.toContain('title=spf/missing');
  expect(report.match(/^::warning /gm)).toHaveLength(2); // the check that could not look, and the crash
});

it('appends the report to the step summary', async () => {
  const appended: string[] = [];
  const { exitCode, stdout } = await runInProcess({
    args: ['explain', '--format', 'github', '554 Message rejected: Email address is not verified.'],
    env: { GITHUB_STEP_SUMMARY: 'summary.md' },
    authoritativePort: 0,
    host: {
      append: async (path, text) => {
        appended.push(path, text);
      },
    },
  });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^::error title=/);
  expect(appended[0]).toBe('summary.md');
  expect(appended[1]).toMatch(/^## ✗ /);
});

it('tells of one reason once, however many checks it blinds, and of causes first', async () => {
  const blind = renderGithub(await reportOf('access/no-credentials'))
    .trimEnd()
    .split('\n');
  expect(blind.length).toBeLessThan(8);
  const told = blind.filter((line) => line.includes('title=access/no-credentials'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/%0AWithout an answer: [a-z-]+(?: \([^)]+\))?, .* – no AWS credentials were found/);
  expect(blind.join('\n')).not.toContain('could not look');
  // What lacks a permission is named in the evidence of the one annotation.
  const denied = renderGithub(await reportOf('access/denied'));
  expect(denied.match(/^::warning /gm)).toHaveLength(1);
  expect(denied).toContain('hides: reputation, reputation-trend and reputation-feedback');
  const broken = await reportOf('showpiece/broken-account');
  const codes = renderGithub(broken)
    .split('\n')
    .flatMap((line) => /title=([a-z-]+\/[a-z-]+) /.exec(line)?.[1] ?? []);
  expect(codes.slice(0, broken.causes.length)).toEqual(broken.causes);
});
