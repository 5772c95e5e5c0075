import { describe, expect, it } from 'vitest';
import { takeBySmtp } from '../lab/aws/sending/ses.ts';
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
): Promise<Ran & { dialogue: readonly string[]; sent: readonly string[] }> {
  const world = healthyWorld();
  const sending = sendingWorld();
  world.region.sending = sending;
  world.smtp = {
    numbers: 'free',
    ports: { 587: { takes: (mail) => takeBySmtp(mail, world.region), ...smtp } },
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

  it('takes no template, and wants credentials', async () => {
    expect(await sentTo({ users }, ['--template', 'welcome'])).toMatchObject({ exitCode: 2, sent: [] });
  });
});
