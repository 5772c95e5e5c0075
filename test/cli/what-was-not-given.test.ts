import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { publishKeys, receivedMail } from '../lab/received-mail.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';

let lab: Lab;
let without: ReadonlySet<string>;

const run = (args: readonly string[], text: string): Promise<Ran> =>
  runInProcess({
    args: [...lab.args, ...args],
    env: lab.env,
    files: { 'given.txt': text },
    authoritativePort: lab.dns.authoritativePort,
  });

/** The checks that passed. */
const passed = ({ stdout }: Ran): ReadonlySet<string> =>
  new Set(
    (JSON.parse(stdout) as Report).stages.flatMap(({ checks }) =>
      checks.filter(({ status }) => status === 'pass').map(({ id, subject }) => `${id} ${subject ?? ''}`),
    ),
  );

const sender = ['--identity', 'example.com', '--json'];

beforeAll(async () => {
  const world = healthyWorld();
  publishKeys(world);
  lab = await startLab(world);
  without = passed(await run(sender, ''));
});
afterAll(() => lab.close());

describe('a text that says nothing of a check earns it no tick', () => {
  it.each([
    'hello',
    'asdf',
    '🎉',
    '{}',
    '[]',
    'null',
    '<xml/>',
    'mail is slow',
    '{"foo": 1}',
    'Dear team, the campaign is ready for tomorrow.',
    '2026-11-28 10:00:00 INFO started worker 5',
  ])('%s', async (text) => {
    const ran = await run([...sender, '--symptom', 'given.txt'], text);
    expect(ran.exitCode).toBe(3);
    expect([...passed(ran)].filter((check) => !without.has(check))).toEqual([]);
  });

  it.each<[string, string]>([
    ['a reply of a receiver', '550 5.1.1 <ann@receiver.example>: Recipient address rejected: User unknown'],
    [
      'an error of SES',
      'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: nobody@elsewhere.example',
    ],
    ['an error of the network', 'Error: connect ETIMEDOUT 192.0.2.1:587'],
    ['a template error', 'TemplateDoesNotExist: Template welcome does not exist'],
  ])('%s', async (_name, text) => {
    const ran = await run([...sender, '--symptom', 'given.txt'], text);
    const report = JSON.parse(ran.stdout) as Report;
    const read = new Set(report.refuted.map(({ code }) => code.split('/')[0]));
    const unearned = [...passed(ran)].filter(
      (check) => !without.has(check) && !read.has(check.split(/[ -]/)[0]),
    );
    // What the text names is looked up: those ticks are about that subject, and earned.
    expect(unearned.filter((check) => /^(?:send|bounce|identity-headers) /.test(check))).toEqual([]);
  });

  it.each([
    ['--symptom', ''],
    ['--symptom', '   \n\t'],
    ['--symptom', '\u0000\u0001'],
    ['--message', ''],
    ['--message', ' \r\n'],
  ])('%s with %j is a usage error', async (flag, text) => {
    const { exitCode, stdout, stderr } = await run([...sender, flag, 'given.txt'], text);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toBe(`ses-doctor: ${flag}: "given.txt" contains no text\n`);
  });
});

it('--template-data without a template is a usage error', async () => {
  const { exitCode, stderr } = await run([...sender, '--template-data', '{"a": 1}'], '');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--template-data goes with --template or --template-file');
});

const head =
  'From: news@example.com\r\nTo: ann@receiver.example\r\nSubject: Hi\r\nDate: Sat, 21 Nov 2026 20:00:00 +0000\r\n';
const message = ['--only', 'message*', '--message', 'given.txt'];

describe('a message that was never sent', () => {
  it.each<[string, string]>([
    ['a draft', `${head}\r\nHello\r\n`],
    [
      'a draft with a Message-ID and MIME fields',
      `${head}Message-ID: <1@laptop.example>\r\nMIME-Version: 1.0\r\n\r\nHello\r\n`,
    ],
    ['a draft of a mail program', `X-Mozilla-Draft-Info: internal/draft\r\n${head}\r\nHello\r\n`],
    ['a draft without a body', `${head}\r\n`],
    ['a draft that a program made', `X-Mailer: PHPMailer\r\n${head}\r\nHello\r\n`],
  ])('%s: no error, no tick, no success, and the report says so', async (_name, text) => {
    const beside = await run(['--identity', 'example.com', '--message', 'given.txt'], text);
    expect({ exitCode: beside.exitCode, ticked: beside.stdout.includes('✓ Nothing to fix') }).toEqual({
      exitCode: 3,
      ticked: false,
    });
    const ran = await run([...message, '--json'], text);
    expect(ran.exitCode).toBe(3);
    const report = JSON.parse(ran.stdout) as Report;
    expect(report.problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(
      [...passed(ran)].filter((check) => /^message(?:-dkim|-verdict|-unsubscribe)? /.test(check)),
    ).toEqual([]);
    expect(report.notes.join(' ')).toContain('The message was never sent');
  });

  it.each([
    'Authentication-Results: mx.example; dkim=pass header.d=example.com; spf=pass; dmarc=pass header.from=example.com',
    'Authentication-Results: mx.example; spf=pass smtp.mailfrom=bounce.example.com; dmarc=pass',
    'Received-SPF: pass (mx.example: ok) client-ip=54.240.4.7',
    'ARC-Seal: i=1; cv=none\r\nAuthentication-Results: mx.example; dmarc=pass',
    'Return-Path: <x@bounce.example.com>\r\nAuthentication-Results: mx.example; dmarc=pass',
    'Feedback-ID: a:b:c',
  ])('a verdict that anybody can have written is no proof: %s', async (field) => {
    const ran = await run([...message, '--json'], `${field}\r\n${head}\r\nHello\r\n`);
    expect(ran.exitCode).not.toBe(0);
    expect([...passed(ran)].filter((check) => /^message(?:-dkim)? /.test(check))).toEqual([]);
  });

  it('its content alone can be asked about', async () => {
    const { exitCode } = await run(
      ['--only', 'message-content', '--message', 'given.txt'],
      `${head}\r\nHello Ann, here is the newsletter of this week for you.\r\n`,
    );
    expect(exitCode).toBe(0);
  });

  it('what a recipient got is judged', async () => {
    const ran = await run([...message, '--json'], receivedMail());
    expect([...passed(ran)].map((check) => check.trim())).toEqual(
      expect.arrayContaining(['message-dkim', 'message', 'message-content']),
    );
    expect((JSON.parse(ran.stdout) as Report).notes).toEqual([]);
  });

  it.each(['message-verdict', 'message-unsubscribe'])(
    '--only %s has nothing to read in it',
    async (check) => {
      const { exitCode, stdout } = await run(['--only', check, '--message', 'given.txt'], receivedMail());
      expect(exitCode).toBe(3);
      expect(stdout).not.toContain('✓');
    },
  );
});
