import { describe, expect, it } from 'vitest';
import { isSimulatorAddress, scenarioNames, simulatorAddress } from '../../src/knowledge/simulator.ts';
import type { SendingAws } from '../../src/model/sending-calls.ts';
import { sendingAws } from '../../src/probes/sending/aws.ts';
import { onlyToAgreed } from '../../src/probes/sending/recipients.ts';
import { sendingWorld, type SentMail } from '../lab/aws/sending/world.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';
import { commandLine } from '../lab/play.ts';
import type { Host } from '../../src/cli/host.ts';

const person = 'someone@receiver.example';

/** Runs a command line in a lab whose SES takes everything. */
async function tried(
  command: readonly string[],
  host: Partial<Host> = {},
  files: Record<string, string> = {},
): Promise<Ran & { sent: readonly SentMail[]; ops: readonly string[] }> {
  const world = healthyWorld();
  const sending = sendingWorld();
  world.region.sending = sending;
  world.region.templates['welcome'] = {
    Subject: `To: ${person}\r\nBcc: ${person}`,
    Text: '{{to}}',
    Html: `<a href="mailto:${person}">{{to}}</a>`,
  };
  const lab = await startLab(world);
  try {
    const story = { title: '', command, expect: { exitCode: 0, codes: [] } } as const;
    const ran = await runInProcess({
      args: commandLine(story, lab),
      env: lab.env,
      files,
      authoritativePort: lab.dns.authoritativePort,
      host: { pause: async () => undefined, ...host },
    });
    return { ...ran, sent: sending.sent, ops: lab.aws.calls.map(({ op }) => op) };
  } finally {
    await lab.close();
  }
}

const config = JSON.stringify({
  to: person,
  yes: true,
  recipient: [person],
  force: true,
  identity: [person],
});

describe('no message goes to anything but the simulator without --to and --yes', () => {
  const flags: readonly (readonly string[])[] = [
    [],
    ['--scenario', 'all'],
    ['--force'],
    ['--template', 'welcome', '--template-data', JSON.stringify({ to: person, ToAddresses: [person] })],
    ['--configuration-set', 'transactional', '--force', '--scenario', 'ooto'],
    ['--to', person],
    ['--to', person, '--force'],
    ['--to', person, '--dry-run'],
    ['--to', person, '--dry-run', '--yes'],
    ['--to', person, '--scenario', 'success', '--yes'],
    ['--to', `${person},other@receiver.example`, '--yes'],
    ['--to', 'success@simulator.amazonses.com.receiver.example', '--force'],
    ['--to', 'x@simulator.amazonses.com', '--yes'],
    ['--yes'],
    ['--yes', '--force', '--scenario', 'success'],
    ['--recipient', person],
    ['--config', '.ses-doctor.json'],
    ['--scenario', `success+x@receiver.example`],
  ];

  it.concurrent.each(flags)('test example.com %s %s %s %s %s', async (...more) => {
    const args = more.filter((word) => typeof word === 'string');
    const { sent } = await tried(['test', 'example.com', ...args], {}, { '.ses-doctor.json': config });
    expect(sent.filter(({ recipient }) => !isSimulatorAddress(recipient))).toEqual([]);
  });

  it('not even by another command with the same flags in a config file', async () => {
    const { sent, ops } = await tried(['check', 'example.com'], {}, { '.ses-doctor.json': config });
    expect(sent).toEqual([]);
    expect(ops).not.toContain('SendEmail');
  });

  it('one message goes to --to with --yes, and to nobody else', async () => {
    const { sent, exitCode } = await tried(['test', 'example.com', '--to', person, '--yes']);
    expect(sent.map(({ recipient }) => recipient)).toEqual([person]);
    expect(exitCode).toBe(0);
  });

  it('on a terminal, the address typed once more is as good as --yes', async () => {
    const answering = (answer: string): Partial<Host> => ({
      sending: {
        stage: async () => (await import('../../checks/proof.ts')).proofStage,
        doors: async (settings) =>
          (await import('../../bin/live-sending.ts')).liveSending(settings, {
            AWS_ACCESS_KEY_ID: 'AKIALABLABLABLABLABX',
            AWS_SECRET_ACCESS_KEY: 'lab/secret/key/of/no/account/00000000000',
          }),
        nonce: () => 'a1b2c3',
        ask: async () => answer,
      },
    });
    const command = ['test', 'example.com', '--to', person];
    const agreed = await tried(command, answering(` ${person}\n`));
    expect(agreed.sent.map(({ recipient }) => recipient)).toEqual([person]);
    for (const answer of ['', 'y', 'yes', 'someone'])
      expect(await tried(command, answering(answer))).toMatchObject({ exitCode: 2, sent: [] });
  });
});

describe('the last thing that a message passes', () => {
  it('lets the simulator through', () => {
    for (const scenario of scenarioNames) {
      expect(() => {
        onlyToAgreed([simulatorAddress(scenario, 'a1b2c3')], null);
      }).not.toThrow();
    }
  });

  it.each([
    [],
    [person],
    ['success@simulator.amazonses.com', person],
    ['success@simulator.amazonses.com,someone@receiver.example'],
    ['success@simulator.amazonses.com>\r\nRCPT TO:<someone@receiver.example'],
    ['success@simulator.amazonses.com.receiver.example'],
    ['success@sub.simulator.amazonses.com'],
    ['anyone@simulator.amazonses.com'],
    ['"a" <success@simulator.amazonses.com>'],
  ])('stops %j', (...recipients) => {
    expect(() => {
      onlyToAgreed(recipients, null);
    }).toThrow();
    expect(() => {
      onlyToAgreed(recipients, 'agreed@receiver.example');
    }).toThrow();
  });

  it('stands in the door itself: nothing is asked', async () => {
    const aws: SendingAws = sendingAws({
      ...{ region: 'eu-west-1', profile: null, endpointUrl: 'http://127.0.0.1:9', timeoutMs: 50 },
      ...{ env: {}, now: () => new Date(0), agreed: null },
    });
    const content = { Simple: { Subject: { Data: '' }, Body: {} } };
    for (const Destination of [
      { ToAddresses: [person] },
      { ToAddresses: ['success@simulator.amazonses.com'], CcAddresses: [person] },
      { BccAddresses: [person] },
    ])
      await expect(aws('ses:SendEmail', { Content: content, Destination })).rejects.toThrow(
        /recipient|agreed/,
      );
  });
});
