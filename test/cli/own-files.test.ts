import { describe, expect, it } from 'vitest';
import { receivedMail } from '../lab/received-mail.ts';
import { runInProcess } from '../lab/run-in-process.ts';

const tool = { name: 'ses-doctor', version: '1.0.0' };
const files: Readonly<Record<string, string>> = {
  'report.json': JSON.stringify({ schema: 1, tool, command: 'check', takenAt: '2026-11-21' }, null, 2),
  'explained.json': JSON.stringify({ schema: 1, tool, command: 'explain' }),
  'survey.json': JSON.stringify({ schema: 1, kind: 'survey', command: 'survey', tool }, null, 2),
  'history.json': JSON.stringify({ schema: 1, kind: 'history', command: 'history', tool }),
  'checks.ndjson': '{"type":"check","stage":"account","id":"quota"}\n{"type":"report","schema":1}\n',
  'facts.json': JSON.stringify({ schema: 1, tool, redacted: true, target: {} }, null, 1),
  'baseline.json': JSON.stringify({ schema: 1, baseline: [] }, null, 2),
  'state.ndjson': `${JSON.stringify({ kind: 'ses-doctor survey', schema: 1 })}\n`,
  'foreign.json': JSON.stringify({ schema: 1, tool: { name: 'another' }, command: 'check' }),
  'log.json': '{"tool":{"name":"shop"},"error":"554 Message rejected: Email address is not verified."}',
  'mail.eml': receivedMail({ signers: [] }),
  'page.html': `<html><pre>${receivedMail()}</pre></html>`,
  'two.mbox':
    `From news@example.com Sat Nov 21 20:00:00 2026\n${receivedMail().replaceAll('\r\n', '\n')}\n`.repeat(2),
  'letter.txt': 'Dear team,\n\nthe campaign is ready.\n',
};

const run = (...args: readonly string[]) => runInProcess({ args, files, env: {}, authoritativePort: 0 });

const refusal = async (...args: readonly string[]): Promise<string> => {
  const { exitCode, stderr } = await run(...args);
  expect(exitCode).toBe(2);
  return stderr.replace(/^ses-doctor: /, '').trim();
};

describe('a file of our own in the wrong place is called by its name', () => {
  it.each([
    [
      '--facts',
      'report.json',
      'is a report of ses-doctor; --facts takes the file that --save-facts has written',
    ],
    ['--facts', 'explained.json', 'is a report of ses-doctor explain; --facts takes'],
    ['--facts', 'survey.json', 'is a report of ses-doctor survey; --facts takes'],
    ['--facts', 'history.json', 'is a report of ses-doctor history; --facts takes'],
    ['--facts', 'checks.ndjson', 'is a report of ses-doctor; --facts takes'],
    ['--facts', 'baseline.json', 'is a baseline; --facts takes'],
    ['--facts', 'state.ndjson', 'is the state of a survey; --facts takes'],
  ])('%s %s', async (flag, file, words) => {
    expect(await refusal('check', flag, file)).toContain(`${flag}: "${file}" ${words}`);
  });

  it.each([
    [
      '--baseline',
      'report.json',
      'is a report of ses-doctor; --baseline takes the file that --write-baseline',
    ],
    ['--changed-since', 'facts.json', 'is what a run learnt; --changed-since takes the JSON report'],
    ['--ignore-file', 'baseline.json', 'is a baseline; --ignore-file takes a list of ignores'],
    ['--symptom', 'report.json', 'is a report of ses-doctor; give the error or the mail that it is about'],
    ['--symptom', 'facts.json', 'is what a run learnt; give it as --facts'],
    ['--symptom', 'history.json', 'is a report of ses-doctor history; give the error'],
    ['--symptom', 'baseline.json', 'is a baseline; give it as --baseline'],
    ['--message', 'report.json', 'is a report of ses-doctor; give the error or the mail that it is about'],
  ])('%s %s beside a sender', async (flag, file, words) => {
    const args = ['check', 'example.com', '--no-aws', '--no-dns', '--no-smtp', flag, file];
    expect(await refusal(...args)).toContain(`${flag}: "${file}" ${words}`);
  });

  it.each([
    ['page.html', 'is a web page: give the source of one message in a file of its own'],
    ['two.mbox', 'is a mailbox (mbox) of 2 messages: give the source of one message'],
  ])('and so is what is no single message: %s', async (file, words) => {
    expect(await refusal('check', '--message', file)).toContain(`--message: "${file}" ${words}`);
  });

  it('by explain as well', async () => {
    expect(await refusal('explain', '--file', 'report.json')).toContain('is a report of ses-doctor; give');
  });

  it('and what is damaged, or of others, as before', async () => {
    expect(await refusal('check', '--facts', 'facts.json')).toMatch(/--facts: "facts\.json": .+ is missing/);
    expect(await refusal('check', '--facts', 'foreign.json')).not.toContain('is a report');
    expect((await run('explain', '--file', 'log.json')).exitCode).toBe(1);
  });
});

describe('explain of a whole message that no rule knows', () => {
  const first = async (...args: readonly string[]): Promise<string | null | undefined> => {
    const { stdout } = await run('explain', '--json', ...args);
    const report = JSON.parse(stdout) as {
      stages: { checks: { findings: { code: string; fix: { command: string | null }[] }[] }[] }[];
    };
    const findings = report.stages.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
    expect(findings.map(({ code }) => code)).toEqual(['send/unrecognised']);
    return findings[0]?.fix[0]?.command;
  };

  it('leads to the check of messages', async () => {
    expect(await first('--file', 'mail.eml')).toBe('ses-doctor check --message mail.eml');
  });

  it('and any other text does not', async () => {
    expect(await first('--file', 'letter.txt')).toBe('ses-doctor explain --file mail.log');
  });
});
