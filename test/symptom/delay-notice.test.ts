import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { runInProcess } from '../lab/run-in-process.ts';

async function explained(text: string): Promise<{ exitCode: number; causes: readonly string[] }> {
  const { stdout, exitCode } = await runInProcess({
    args: ['explain', '--file', '-', '--format', 'json'],
    files: { '-': text },
    env: {},
    authoritativePort: 0,
  });
  return { exitCode, causes: (JSON.parse(stdout) as Report).causes };
}

const group = (action: string, status: string, reply: string, reporter = 'mx.receiver.example'): string =>
  [
    `Reporting-MTA: dns; ${reporter}`,
    '',
    'Final-Recipient: rfc822; ann@receiver.example',
    `Action: ${action}`,
    `Status: ${status}`,
    ...(reply === '' ? [] : [`Diagnostic-Code: ${reply}`]),
    '',
  ].join('\n');
const timedOut = 'X-Postfix; connect to mail.receiver.example[198.51.100.26]:25: Connection timed out';
const forPeople =
  '<ann@receiver.example>: connect to mail.receiver.example[198.51.100.26]:25: Connection timed out';

const mail = { messageId: '0100', source: 'a@shop.example', destination: ['ann@receiver.example'] };
const delayEvent = (delayType: string): string =>
  JSON.stringify({
    eventType: 'DeliveryDelay',
    mail,
    deliveryDelay: { delayType, delayedRecipients: [{ emailAddress: 'ann@receiver.example' }] },
  });
const bounceOf = (recipient: Record<string, string>): string =>
  JSON.stringify({
    notificationType: 'Bounce',
    mail,
    bounce: {
      bounceType: 'Transient',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'ann@receiver.example', ...recipient }],
    },
  });

describe('a notice of delay tells of no lost message', () => {
  it.each<[string, string]>([
    ['Postfix, timed out', group('delayed', '4.4.1', timedOut)],
    ['Postfix, refused', group('delayed', '4.4.1', timedOut.replace('timed out', 'refused'))],
    ['Exchange', group('delayed', '4.4.7', 'smtp;400 4.4.7 Message delayed')],
    ['words of the end', group('delayed', '5.4.7', 'smtp; 550 5.4.7 Delivery time expired')],
    ['a status alone', group('delayed', '4.4.7', '')],
    ['a status that says nothing', group('delayed', '4.0.0', '')],
    ['a status of the end', group('delayed', '5.0.0', '')],
    ['the action alone', 'Final-Recipient: rfc822; ann@receiver.example\nAction: delayed'],
    ['an action with a comment', group('Delayed (4 hours)', '4.0.0', '')],
    ['of SES, without a reason', group('delayed', '4.0.0', '', 'a4-7.smtp-out.eu-west-1.amazonses.com')],
    ['a reply that says nothing', group('delayed', '4.0.0', 'smtp; 451 something odd')],
    ['a piece without a recipient', 'Action: delayed\nStatus: 4.0.0\nRemote-MTA: dns; mx.receiver.example'],
    ['an event of SES', delayEvent('Undetermined')],
    ['a notification of SES', bounceOf({ action: 'delayed', status: '4.0.0' })],
    ['of SES', group('delayed', '4.4.1', timedOut, 'a4-7.smtp-out.eu-west-1.amazonses.com')],
    [
      'Postfix for people',
      `# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n\nIt will be retried until it is 5 day(s) old.\n\n${forPeople}`,
    ],
    ['its subject', `Subject: Delayed Mail (still being retried)\n\n${forPeople}`],
    [
      'Exchange for people',
      "Delivery is delayed to these recipients or groups:\nann@receiver.example\nThe server will keep trying to deliver this message for the next 1 days. You'll be notified if the message can't be delivered by that time.\nServer at mx.receiver.example returned '400 4.4.7 Message delayed'",
    ],
    [
      'Sendmail',
      '<ann@receiver.example>... Deferred: Connection timed out with mail.receiver.example.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old',
    ],
    [
      'Gmail',
      "Delivery incomplete\nThere was a temporary problem delivering your message to ann@receiver.example. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\nThe recipient server did not accept our requests to connect. [mx.receiver.example 198.51.100.26: timed out]",
    ],
    ['a reply', '421 4.4.7 Message delayed, still trying'],
  ])('%s', async (_, text) => {
    expect(await explained(text)).toEqual({ exitCode: 0, causes: ['bounce/recipient-server-fault'] });
  });

  it('nor does that of another server', async () => {
    const { exitCode } = await explained(group('delayed', '4.4.1', timedOut, 'mail.sender.example'));
    expect(exitCode).toBe(3);
  });
});

describe('a message that was given up is lost', () => {
  it.each<[string, string]>([
    ['failed', group('failed', '4.4.7', 'smtp; 554 4.4.7 Message expired')],
    ['failed, timed out', group('failed', '4.4.1', timedOut)],
    [
      'words of SES',
      '554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.1 Connection timed out>',
    ],
    ['Postfix for people', `Your message could not be delivered.\n${forPeople}`],
    [
      'Exchange for people',
      "Delivery has failed to these recipients or groups:\nann@receiver.example\nThe server has stopped trying.\nServer at mx.receiver.example returned '550 4.4.7 QUEUE.Expired; message expired'",
    ],
    [
      'behind a delay',
      'Message delayed: will keep trying.\n554 4.4.7 Message expired: unable to deliver in 840 minutes',
    ],
  ])('%s', async (_, text) => {
    expect(await explained(text)).toEqual({ exitCode: 1, causes: ['bounce/expired'] });
  });
});

describe('what is not called a delay is none', () => {
  it.each<[string, string, string, number]>([
    ['failed with a status for now', group('failed', '4.0.0', ''), 'bounce/undetermined', 3],
    [
      'failed with an odd reply',
      group('failed', '4.0.0', 'smtp; 451 something odd'),
      'bounce/undetermined',
      3,
    ],
    ['a soft bounce without a reply', bounceOf({}), 'bounce/auto-reply', 3],
    ['a soft bounce that failed', bounceOf({ action: 'failed', status: '4.0.0' }), 'bounce/auto-reply', 3],
    ['an event that names the reason', delayEvent('MailboxFull'), 'bounce/mailbox-full', 0],
  ])('%s', async (_, text, code, exitCode) => {
    expect((await explained(text)).exitCode).toBe(exitCode);
    expect(readSymptom(text).candidates[0]?.code).toBe(code);
  });
});
