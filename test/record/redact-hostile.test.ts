import { describe, expect, it } from 'vitest';
import { startLab } from '../lab/lab.ts';
import { commandLine, worldOf } from '../lab/play.ts';
import { fromSes, publishKeys, receivedMail } from '../lab/received-mail.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { type Scenario, scenario } from '../lab/scenario.ts';

/** What a log, a message, a bounce and an account hold of people and of somebody's network. */

const story = (more: Pick<Scenario, 'command' | 'world' | 'files'>): Scenario =>
  scenario({ title: 'Secrets', expect: { exitCode: 0, codes: [] }, ...more });

const cases: Readonly<Record<string, { secrets: readonly string[]; told: Scenario }>> = {
  'a log': {
    secrets: [
      'app-7',
      'db-master-3',
      '192.168.7.9',
      'fd00:12:34',
      'build.acme',
      'john.q',
      'John Public',
      'mbx17',
    ],
    told: story({
      command: ['--symptom', '-', '--identity', 'example.com', '--only', 'account', '--only', 'send'],
      files: {
        '-': [
          'Nov 21 20:00:00 app-7.corp.intern mailer[12]: MessageRejected: Email address is not verified.',
          'host=db-master-3 client=192.168.7.9 fd00:12:34::5 http://build.acme.internal:8080/job',
          '<john.q.public@receiver.example> 550 5.1.1 John Public unknown at mbx17.receiver-internal.lan',
        ].join('\n'),
      },
    }),
  },
  'a message': {
    secrets: ['laptop-jane', '10.9.8.7', 'relay03', '172.16.5.4', 'web-prod-4', 'jane.doe', 'Jane Doe'],
    told: story({
      command: ['--message', 'm.eml', '--only', 'message*'],
      world: publishKeys,
      files: {
        'm.eml': receivedMail({
          received: [
            fromSes,
            'Received: from laptop-jane.home.lan ([10.9.8.7]) by relay03.shop.example (Postfix) with ESMTPA id A; Sat, 21 Nov 2026 20:00:01 +0000',
            'X-Originating-IP: [172.16.5.4]',
          ],
          fields: [
            'Message-ID: <20261121.55@web-prod-4.corp.intern>',
            'Reply-To: "Jane Doe" <jane.doe@example.com>',
          ],
        }),
      },
    }),
  },
  'a bounce': {
    secrets: ['smtp-gw-2', '10.1.1.1', 'bob.builder', 'Bob Builder'],
    told: story({
      command: ['--symptom', '-', '--identity', 'example.com', '--only', 'delivery'],
      files: {
        '-': [
          ...['Content-Type: multipart/report; report-type=delivery-status; boundary=x', '', '--x'],
          ...['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; smtp-gw-2.shop.example', ''],
          ...['Final-Recipient: rfc822; bob.builder@receiver.example', 'Action: failed', 'Status: 5.1.1'],
          'Diagnostic-Code: smtp; 550 5.1.1 Bob Builder unknown, says smtp-gw-2.corp.intern[10.1.1.1]',
          ...['', '--x--'],
        ].join('\r\n'),
      },
    }),
  },
  'the subscribers of a topic': {
    secrets: ['hooks-7', 'internal-hooks'],
    told: story({
      command: ['--identity', 'example.com', '--only', 'events*'],
      world({ region }) {
        const [topic] = Object.values(region.topics);
        for (const [index, host] of ['hooks-7.shop.example', 'internal-hooks.corp'].entries()) {
          topic?.subscriptions.push({
            SubscriptionArn: `arn:aws:sns:eu-west-1:111122223333:ses-feedback:4f1b2c3d-0000-4000-8000-00000000001${index}`,
            Protocol: 'https',
            Endpoint: `https://${host}/in`,
          });
        }
      },
    }),
  },
};

describe.each(Object.entries(cases))('%s', (_, { secrets, told }) => {
  it('leaves no name of a person, host or private address in a record, nor in a redacted report', async () => {
    const lab = await startLab(worldOf(told));
    try {
      const run = async (more: readonly string[]): Promise<{ stdout: string; saved: string }> => {
        let saved = '';
        const { stdout } = await runInProcess({
          args: commandLine(told, lab, ['--format', 'json', '--save-facts', 'facts.json', ...more]),
          env: lab.env,
          ...(told.files !== undefined && { files: told.files }),
          authoritativePort: lab.dns.authoritativePort,
          host: {
            write: async (_path, written) => {
              saved = written;
            },
          },
        });
        return { stdout, saved };
      };
      const open = await run(['--no-redact']);
      const closed = await run(['--redact-report']);
      expect(secrets.filter((secret) => open.saved.includes(secret))).not.toEqual([]);
      expect(secrets.filter((secret) => closed.saved.includes(secret))).toEqual([]);
      expect(secrets.filter((secret) => closed.stdout.includes(secret))).toEqual([]);
    } finally {
      await lab.close();
    }
  });
});
