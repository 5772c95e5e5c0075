import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const receiver = '198.51.100.26';
const own = '192.0.2.10';

const event = (reply: string): string =>
  JSON.stringify({
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Transient',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: 'bob@receiver.example',
          action: 'failed',
          status: '4.4.7',
          diagnosticCode: `smtp; ${reply}`,
        },
      ],
    },
    mail: { messageId: 'm', source: 'news@example.com', destination: ['bob@receiver.example'] },
  });
const notice = (reply: string): string =>
  [
    'Reporting-MTA: dns; a4-7.smtp-out.eu-west-1.amazonses.com',
    '',
    'Final-Recipient: rfc822; bob@receiver.example',
    'Action: failed',
    'Status: 5.4.1',
    `Diagnostic-Code: smtp; ${reply}`,
    '',
  ].join('\n');

/** Every address that a run would look at: those named, and those of the explanations. */
const addresses = (text: string): readonly string[] => {
  const { names, candidates } = readSymptom(text, { region: null });
  return [...new Set([...names.ips, ...candidates.flatMap(({ data }) => data['ip'] ?? [])])];
};

describe('the server that was connected to is no address that mail leaves from', () => {
  it.each([
    `connect to mail.receiver.example[${receiver}]:25: Connection refused`,
    `554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.0 Unable to lookup DNS; connect to mail.receiver.example[${receiver}]:25 timed out>`,
    `550 5.1.1 user unknown; mail.receiver.example [${receiver}]`,
    `421 4.4.2 Connection to mail.receiver.example (${receiver}) timed out`,
    `554 4.4.7 Message expired: could not connect to host mail.receiver.example (${receiver})`,
    `421 4.4.1 Connection timed out: MX ${receiver}`,
    `550 5.1.1 relay=mail.receiver.example[${receiver}]:25 user unknown`,
    `550 5.7.1 rejected by Remote-MTA: dns; mx.elsewhere.example [${receiver}]`,
    `421 4.4.2 lost connection with mx.elsewhere.example[${receiver}] while receiving the initial server greeting`,
    `421 4.4.2 conversation with mx.elsewhere.example[${receiver}] timed out while sending RCPT TO`,
    `550 5.7.1 host mx.elsewhere.example[${receiver}] said: 550 5.7.1 blocked by policy`,
    `421 SMTP timeout after initial connection: host mx.elsewhere.example [${receiver}]: Connection refused`,
    `421 4.4.1 connect ${receiver}:25 failed: Connection refused`,
    `550 5.4.316 Message expired, connection refused [LastAttemptedServerName=mx.elsewhere.example] [LastAttemptedIP=${receiver}:25]`,
    `550 Connected to ${receiver} but my name was rejected.`,
    `550 ${receiver} does not like recipient. Remote host said: 550 5.1.1 no such user. Giving up on ${receiver}.`,
    '421 4.4.1 connect to mail.receiver.example[2001:db8::26]:25: Connection refused',
  ])('%s', (reply) => {
    for (const text of [event(reply), notice(reply), reply]) expect(addresses(text)).toEqual([]);
  });
});

describe('the address that a receiver complains of is', () => {
  it.each([
    [`554 5.7.1 ${own} is listed at zen.spamhaus.org`, own],
    ['550 5.7.1 Service unavailable; Client host [54.240.4.7] blocked using zen.spamhaus.org', '54.240.4.7'],
    [`450 4.7.1 Client host rejected: cannot find your reverse hostname, [${own}]`, own],
    [`550 5.7.606 Access denied, banned sending IP [${own}]`, own],
    [
      `421 4.7.0 [${own} 15] Our system has detected an unusual rate of unsolicited mail from your IP address`,
      own,
    ],
    [`550 5.7.1 rejected: connection from mta.example.com[${own}]:45121 is on a blocklist`, own],
    [`554 5.7.1 Your server mta.receiver.example [${own}] is on our blocklist`, own],
    // Both stand in one reply.
    [
      `host mail.receiver.example[${receiver}] said: 554 5.7.1 Client host [${own}] blocked using zen.spamhaus.org`,
      own,
    ],
    [
      `554 5.7.1 connect to mail.receiver.example[${receiver}]:25: Client host [${own}] blocked using zen.spamhaus.org`,
      own,
    ],
    // SES is known to send from there, whatever the reply is about.
    ['550 5.1.1 user unknown; a4-7.smtp-out.eu-west-1.amazonses.com [54.240.4.7]', '54.240.4.7'],
  ])('%s', (reply, ip) => {
    for (const text of [event(reply), notice(reply), reply]) expect(addresses(text)).toEqual([ip]);
  });
});

describe('a connection that was refused is no rule of the receiver', () => {
  it.each([
    [`connect to mail.receiver.example[${receiver}]:25: Connection refused`, 'bounce/expired'],
    [`421 4.4.1 connect ${receiver}:25 failed: Connection refused`, 'bounce/expired'],
    ['550 5.7.1 Connection refused by our policy', 'bounce/policy-rejected'],
  ])('%s', (reply, code) => {
    const { candidates } = readSymptom(notice(reply), { region: null });
    expect(candidates.map((one) => one.code)).toEqual([code]);
  });
});
