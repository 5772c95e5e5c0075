import { expect, it } from 'vitest';
import { parseRecord } from '../../src/record/record.ts';
import { startLab } from '../lab/lab.ts';
import { worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { scenario } from '../lab/scenario.ts';
import { verifiedAddress } from '../lab/healthy-world.ts';

const bounce = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'Gertrude.Stein@receiver.example',
        diagnosticCode: 'smtp; 550 5.1.1 <gertrude.stein@receiver.example>: no such user',
      },
    ],
    timestamp: '2026-11-21T19:00:00.000Z',
    feedbackId: '0102-abc',
  },
  mail: {
    timestamp: '2026-11-21T18:59:00.000Z',
    source: 'Alice Toklas <alice.toklas@example.com>',
    sourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
    sendingAccountId: '111122223333',
    messageId: '0102018f-aaaa-bbbb',
    destination: ['Gertrude.Stein@receiver.example'],
    commonHeaders: { from: ['alice.toklas@example.com'], subject: 'Rose is a rose' },
  },
};

const mail = [
  'Received: from a4-7.smtp-out.eu-west-1.amazonses.com (54.240.4.7) by mx.receiver.example for <gertrude.stein@receiver.example>; Sat, 21 Nov 2026 20:00:00 +0000',
  'From: "Alice Toklas" <alice.toklas@example.com>',
  'To: gertrude.stein@receiver.example',
  'Subject: Rose is a rose',
  'Message-ID: <0102018f@eu-west-1.amazonses.com>',
  '',
  'Sugar is not a vegetable.',
  '',
].join('\r\n');

const story = scenario({
  title: 'All that is private, asked about at once',
  world({ region }) {
    region.templates['poem'] = {
      Subject: 'Tender {{buttons}}',
      Text: 'Objects for {{buttons}}',
      Html: '<p>Food</p>',
    };
    region.identities['alice.toklas@example.com'] = verifiedAddress();
    region.suppressed = [
      {
        EmailAddress: 'GERTRUDE.stein@receiver.example',
        Reason: 'BOUNCE',
        LastUpdateTime: new Date('2026-11-20T00:00:00Z'),
      },
    ];
  },
  command: [
    ...['--identity', 'alice.toklas@example.com', '--recipient', 'gertrude.stein@receiver.example'],
    ...['--template', 'poem', '--template-data', '{"buttons": "Roast beef"}'],
    ...[
      '--symptom',
      'bounce.json',
      '--message',
      'mail.eml',
      '--search-suppression',
      '--configuration-set',
      'transactional',
    ],
  ],
  files: { 'bounce.json': JSON.stringify(bounce), 'mail.eml': mail },
  expect: { exitCode: 1, codes: [] },
});

const secrets = [
  ...['gertrude', 'stein', 'alice', 'toklas'],
  ...['111122223333', 'Rose is a rose', 'Sugar', 'Tender', 'Objects for', 'Food', 'Roast beef'],
];

it('a redacted record holds no name, account, subject or content', async () => {
  const files: Record<string, string> = {};
  const lab = await startLab(worldOf(story));
  try {
    const run = (...more: readonly string[]) =>
      runInProcess({
        args: [...lab.args, ...story.command, ...more],
        env: lab.env,
        files: story.files ?? {},
        authoritativePort: lab.dns.authoritativePort,
        host: {
          write: async (path, text) => {
            files[path] = text;
          },
        },
      });
    const { stderr } = await run('--save-facts', 'redacted.json');
    expect(stderr).toBe('');
    await run('--save-facts', 'whole.json', '--no-redact');
  } finally {
    await lab.close();
  }
  const { 'redacted.json': redacted = '', 'whole.json': whole = '' } = files;
  const standsIn = (text: string) =>
    secrets.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
  expect(standsIn(whole)).toEqual(secrets); // the test asks about all of them
  expect(standsIn(redacted)).toEqual([]);
  expect(parseRecord(redacted).redacted).toBe(true);
});

it.each<[string, (record: string) => string, RegExp]>([
  ['no JSON', () => '{"schema":', /JSON/],
  ['empty', () => '', /the file is empty/],
  ['cut', (record) => record.slice(0, -100), /JSON/],
  ['something else', () => '{"name":"package","version":"1.0.0"}', /schema/],
  [
    'a report',
    () => '{"schema":1,"tool":{"name":"ses-doctor","version":"1.0.0"},"verdict":"pass"}',
    /is a report of ses-doctor/,
  ],
  [
    'of a newer version',
    (record) => record.replace('"schema": 1', '"schema": 2'),
    /no record that this version .* can read/,
  ],
  ['of another program', (record) => record.replace('"name": "ses-doctor"', '"name": "other"'), /tool\.name/],
  ['without facts', (record) => record.replace('"facts"', '"fact"'), /facts/],
  [
    'with a fact that is none',
    (record) => record.replace('"ok": true', '"ok": "yes"'),
    /facts\[\d+\]\.answer/,
  ],
])('a record that is %s is a usage error of one line', async (_name, change, message) => {
  const files: Record<string, string> = {};
  await runInProcess({
    args: ['--no-aws', '--no-dns', '--no-smtp', '--save-facts', 'record.json'],
    env: {},
    authoritativePort: 0,
    host: {
      write: async (path, text) => {
        files[path] = text;
      },
    },
  });
  const ran = await runInProcess({
    args: ['--facts', 'record.json'],
    env: {},
    files: { 'record.json': change(files['record.json'] ?? '') },
    authoritativePort: 0,
  });
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr).toMatch(
    /^ses-doctor: --facts: "record\.json"(?::| is a report of ses-doctor;) [^\n]+\n$/,
  );
  expect(ran.stderr).toMatch(message);
});
