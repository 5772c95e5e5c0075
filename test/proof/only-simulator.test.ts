import { describe, expect, it } from 'vitest';
import { isSimulatorAddress } from '../../src/knowledge/simulator.ts';
import { takeBySmtp } from '../lab/aws/sending/ses.ts';
import { sendingWorld } from '../lab/aws/sending/world.ts';
import { randomFrom } from '../lab/history/random.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { quickTime } from '../lab/quick-time.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

const person = 'someone@receiver.example';
const credentials = {
  SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE',
  SES_SMTP_PASSWORD: 'lab-password-of-nobody',
};

/** Whatever may be added to `test example.com`; nothing of it agrees to a message to somebody. */
const flags: readonly (readonly string[])[] = [
  ['--scenario', 'all'],
  ['--scenario', 'success'],
  ['--scenario', `success,${person}`],
  ['--scenario', `bounce+a@receiver.example`],
  ['--force'],
  ['--tap'],
  ['--tap', '--read-bucket'],
  ['--dry-run'],
  ['--via', 'smtp'],
  ['--via', 'smtp', '--scenario', 'all'],
  ['--configuration-set', 'transactional'],
  ['--configuration-set', person],
  ['--configuration-set', `news\r\nBcc: ${person}`],
  ['--tenant', `x\r\nTo: ${person}`],
  ['--template', 'welcome'],
  [
    '--template',
    'welcome',
    '--template-data',
    JSON.stringify({ to: person, ToAddresses: [person], Bcc: person }),
  ],
  ['--template', 'welcome', '--template-data', 'data.json'],
  ['--template-data', JSON.stringify({ Destination: { BccAddresses: [person] } })],
  ['--to', person],
  ['--to', person, '--dry-run'],
  ['--to', `success@simulator.amazonses.com,${person}`],
  ['--to', `"success+x@simulator.amazonses.com" <${person}>`],
  ['--yes'],
  ['--identity', person],
  ['--identity', `a@example.com>\r\nRCPT TO:<${person}`],
  ['--recipient', person],
  ['--config', '.ses-doctor.json'],
  ['--wait', '1m'],
  ['--cleanup'],
  ['--allow-unknown'],
  ['--', person],
];

const files = {
  '.ses-doctor.json': JSON.stringify({
    to: person,
    yes: true,
    recipient: [person],
    force: true,
    identity: [person],
  }),
  'data.json': JSON.stringify({ to: person, CcAddresses: [person] }),
};

/** An account that would send copies everywhere, if somebody let it. */
function eagerWorld(): World {
  const world = healthyWorld();
  world.region.sending = sendingWorld();
  world.region.templates['welcome'] = {
    Subject: `hello\r\nBcc: ${person}`,
    Text: '{{to}}',
    Html: `<a href="mailto:${person}">{{to}}</a>`,
  };
  world.region.identityNotifications['example.com'] = { ForwardingEnabled: true } as never;
  world.smtp = {
    numbers: 'free',
    ports: {
      587: {
        users: { [credentials.SES_SMTP_USERNAME]: credentials.SES_SMTP_PASSWORD },
        takes: (mail) => takeBySmtp(mail, world.region),
      },
    },
  };
  return world;
}

/** Everybody that a run wrote to, and what it said beside the one recipient, as it went over the wire. */
async function written(
  more: readonly string[],
): Promise<{ to: readonly string[]; beside: readonly string[] }> {
  const lab = await startLab(eagerWorld());
  const command = ['test', 'example.com', ...more];
  try {
    await runInProcess({
      args: commandLine({ title: '', command, expect: { exitCode: 0, codes: [] } }, lab),
      env: { ...lab.env, ...credentials },
      files,
      authoritativePort: lab.dns.authoritativePort,
      host: quickTime(),
    });
    const inputs = lab.aws.calls.flatMap(({ op, input }) => (op === 'SendEmail' ? [input] : []));
    const bySmtp = lab.smtp?.servers.get(587)?.dialogue ?? [];
    return {
      to: [
        ...inputs.flatMap(({ Destination }) => Object.values(Destination as Record<string, string[]>).flat()),
        ...bySmtp.flatMap((line) => /^RCPT TO:<(.*)>$/.exec(line)?.[1] ?? []),
        ...bySmtp.flatMap((line) => /^To: (.*)$/i.exec(line)?.[1] ?? []),
      ],
      beside: [
        ...inputs.flatMap((input) => [
          ...Object.keys(input).filter((name) => !known.has(name)),
          ...Object.entries(input['Content'] as Record<string, object>).flatMap(([kind, content]) =>
            kind === 'Raw' ? [kind] : Object.keys(content).filter((name) => /Headers|Attachments/.test(name)),
          ),
        ]),
        ...bySmtp.filter((line) => /^(?:cc|bcc|reply-to|return-path|resent-\w+|sender):/i.test(line)),
      ],
    };
  } finally {
    await lab.close();
  }
}

/** Neither ReplyToAddresses nor FeedbackForwardingEmailAddress nor ListManagementOptions. */
const known = new Set([
  ...['FromEmailAddress', 'Destination', 'Content', 'EmailTags', 'ConfigurationSetName', 'TenantName'],
]);

describe('whatever flags, files and templates are combined', () => {
  const random = randomFrom(27);
  const mixed = Array.from({ length: 60 }, () => {
    const count = 1 + Math.floor(random() * 4);
    return Array.from({ length: count }, () => flags[Math.floor(random() * flags.length)] ?? []).flat();
  });

  const combined = [...flags, ...mixed];

  let sent = 0;
  it.each(combined.map((words) => [JSON.stringify(words), words] as const))(
    'nobody but the simulator is written to: %s',
    { timeout: 120_000 },
    async (_name, words) => {
      const { to, beside } = await written(words);
      expect(to.filter((recipient) => !isSimulatorAddress(recipient))).toEqual([]);
      expect(beside).toEqual([]);
      sent += to.length;
    },
  );

  it('and messages did go out', () => {
    expect(sent).toBeGreaterThan(20);
  });
});
