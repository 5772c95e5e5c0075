import { describe, expect, it } from 'vitest';
import { takeBySmtp } from '../lab/aws/sending/ses.ts';
import type { RegionWorld } from '../lab/aws/world.ts';
import { sendingWorld } from '../lab/aws/sending/world.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';
import type { SmtpWorld } from '../lab/smtp.ts';

const username = 'AKIAIOSFODNN7EXAMPLE';
const password = 'lab-password-of-nobody';

/** Sends through an SMTP endpoint that behaves so. */
async function sentTo(
  smtp: SmtpWorld,
  more: readonly string[] = [],
  takes: (mail: Parameters<typeof takeBySmtp>[0], region: RegionWorld) => string = takeBySmtp,
): Promise<Ran & { dialogue: readonly string[]; sent: readonly string[] }> {
  const world = healthyWorld();
  const sending = sendingWorld();
  world.region.sending = sending;
  world.smtp = {
    numbers: 'free',
    ports: { 587: { takes: (mail) => takes(mail, world.region), ...smtp } },
  };
  const lab = await startLab(world);
  const command = ['test', 'example.com', '--via', 'smtp', '--scenario', 'success', ...more];
  try {
    const ran = await runInProcess({
      args: commandLine({ title: '', command, expect: { exitCode: 0, codes: [] } }, lab),
      env: { ...lab.env, SES_SMTP_USERNAME: username, SES_SMTP_PASSWORD: password },
      authoritativePort: lab.dns.authoritativePort,
      host: quickTime(),
    });
    const dialogue = lab.smtp?.servers.get(587)?.dialogue ?? [];
    return { ...ran, dialogue, sent: sending.sent.map(({ recipient }) => recipient) };
  } finally {
    await lab.close();
  }
}

const secrets = [password, Buffer.from(`\0${username}\0${password}`).toString('base64')];
const users = { [username]: password };

describe('a test by SMTP', () => {
  it('signs in within TLS alone, and hands over one message to the simulator', async () => {
    const { dialogue, sent, exitCode } = await sentTo({ users });
    expect(exitCode).toBe(0);
    expect(sent).toEqual(['success+a1b2c3d4e5f6@simulator.amazonses.com']);
    const verbs = dialogue.map((line) => line.split(' ')[0]);
    expect(verbs.slice(0, 8)).toEqual(['EHLO', 'STARTTLS', '<TLS>', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA']);
    expect(dialogue).toContain('X-SES-MESSAGE-TAGS: ses-doctor=a1b2c3d4e5f6');
    expect(dialogue.filter((line) => line.startsWith('RCPT'))).toEqual([
      'RCPT TO:<success+a1b2c3d4e5f6@simulator.amazonses.com>',
    ]);
  });

  it.each<[string, SmtpWorld, number]>([
    ['a password that is wrong', { users: {} }, 1],
    ['a server that repeats what it was sent', { users: {}, echo: true }, 1],
    ['a sender that is refused', { users, replies: { MAIL: '554 Message rejected: not verified' } }, 1],
    ['a certificate of somebody else', { users, certificate: 'wrong-name' }, 3],
    ['a server without STARTTLS', { users, starttls: 'stripped' }, 3],
    ['a server that says nothing', { users, banner: null }, 3],
  ])('%s: told, without a secret, and nothing is sent', async (_, smtp, exitCode) => {
    const ran = await sentTo(smtp, smtp.banner === null ? ['--timeout', '1s'] : []);
    expect(ran.sent).toEqual([]);
    expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toEqual({ exitCode, stderr: '' });
    for (const secret of secrets) expect(ran.stdout).not.toContain(secret);
  });

  it.each([
    ['454 Throttling failure: Daily message quota exceeded.', 'quota/daily-exhausted'],
    ['454 Throttling failure: Maximum sending rate exceeded.', 'quota/rate-exceeded'],
  ])('takes %s for what it says', async (reply, code) => {
    const { stdout, exitCode, dialogue } = await sentTo({ users, replies: { MAIL: reply } });
    expect({ exitCode, asked: dialogue.filter((line) => line.startsWith('MAIL')).length }).toEqual({
      exitCode: 1,
      asked: 1,
    });
    expect(stdout).toContain(code);
    expect(stdout).toContain(reply.slice(4, -1));
  });

  /** Replies as servers give them, and what a test makes of each: one world a row. */
  const id = '0102019200000000-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-000000';
  const notHanded = { exitCode: 3, says: /Not handed to the SMTP endpoint, and not sent: success/ };
  const unnamed = { exitCode: 3, says: /The server took success and named no message id/ };
  const lost = { exitCode: 3, says: /Whether SES took success is not known/ };
  const whole = { exitCode: 0, says: /1 of 1 taken/ };
  const later = { exitCode: 1, says: /send\/temporary-failure/ };
  const unread = { exitCode: 1, says: /send\/unrecognised/ };
  it.each<[string, SmtpWorld, { exitCode: number; says: RegExp }]>([
    ['a greeting of 554', { banner: '554 No SMTP service here' }, notHanded],
    ['a greeting of 421', { banner: '421 Service not available' }, notHanded],
    ['STARTTLS that is refused', { starttls: 'refused' }, notHanded],
    ['no AUTH that is known', { mechanisms: 'CRAM-MD5' }, notHanded],
    ...['EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'].map((verb): [string, SmtpWorld, typeof notHanded] => [
      `a connection that ends at ${verb}`,
      { hangsUpAt: verb },
      notHanded,
    ]),
    ['a connection that ends behind the message', { takes: () => null }, lost],
    ['AUTH with LOGIN alone', { mechanisms: 'LOGIN' }, whole],
    ['a greeting that drips', { dripMs: 1 }, whole],
    ['a recipient with 251', { replies: { RCPT: '251 User not local; will forward' } }, whole],
    ['replies of two lines', { replies: { MAIL: '250-Ok\r\n250 Sender ok' } }, whole],
    ['an id in the second line', { takes: () => `250-Queued\r\n250 Ok ${id}` }, whole],
    ['an id behind a status', { takes: () => `250 2.0.0 Ok ${id}` }, whole],
    ['an id of another server', { takes: () => '250 2.0.0 Ok: queued as 4Xx9Qz1b2c3d' }, unnamed],
    ['451 at DATA', { replies: { DATA: '451 Local error in processing' } }, later],
    ['452 of a recipient', { replies: { RCPT: '452 Too many recipients' } }, later],
    ['451 behind the message', { takes: () => '451 4.3.0 Try again later' }, later],
    ['550 of a recipient', { replies: { RCPT: '550 Mailbox unavailable' } }, unread],
    ['550 of a relay', { replies: { RCPT: '550 5.7.1 Relaying denied' } }, unread],
  ])('%s: what SES did is told, and no receiver is blamed', async (_, smtp, { exitCode, says }) => {
    const ran = await sentTo({ users, ...smtp }, ['--format', 'json']);
    expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toEqual({ exitCode, stderr: '' });
    expect(ran.stdout).toMatch(says);
    expect(ran.stdout).not.toMatch(/"code": "bounce\//);
    if (says !== lost.says) expect(ran.stdout).not.toMatch(/may have gone out/);
  });

  it('takes an event for the answer that named no id', async () => {
    const ran = await sentTo({ users }, ['--tap', '--format', 'json'], (mail, region) => {
      takeBySmtp(mail, region);
      return '250 2.0.0 Ok: queued as 4Xx9Qz1b2c3d';
    });
    expect({ exitCode: ran.exitCode, sent: ran.sent.length }).toEqual({ exitCode: 0, sent: 1 });
    expect(ran.stdout).toMatch(/its answer was lost or named no id, and the events came/);
  });

  it('takes no template, and wants credentials', async () => {
    expect(await sentTo({ users }, ['--template', 'welcome'])).toMatchObject({ exitCode: 2, sent: [] });
  });
});
