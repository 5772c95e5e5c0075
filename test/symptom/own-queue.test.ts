import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const read = (text: string): readonly (readonly [string, string | null])[] =>
  readSymptom(text, { region: null }).candidates.map(({ code, subject }) => [code, subject]);

const to = 'to=<bob@example.com>';

describe('a queue whose time is over has lost the message', () => {
  it.each<[string, string, string | null]>([
    [
      'Sendmail before SES',
      `Nov 29 10:00:00 mx sendmail[123]: 4AT123: ${to}, delay=5+00:00:03, mailer=relay, relay=email-smtp.eu-west-1.amazonaws.com, dsn=4.4.7, stat=Cannot send message for 5 days`,
      'bob@example.com',
    ],
    [
      'Postfix',
      'Nov 29 10:00:00 mx postfix/qmgr[123]: 4AT1234567: from=<news@shop.example>, status=expired, returned to sender',
      null,
    ],
    [
      'Postfix, by hand',
      'Nov 29 10:00:00 mx postfix/qmgr[123]: 4AT1234567: from=<news@shop.example>, status=force-expired, returned to sender',
      null,
    ],
    [
      'Exim',
      '2026-11-29 10:00:00 1abcde-000abc-0A ** bob@example.com R=dnslookup T=remote_smtp: retry timeout exceeded',
      'bob@example.com',
    ],
    [
      'Exim, of all hosts',
      '2026-11-29 10:00:00 1abcde-000abc-0A ** bob@example.com R=smarthost T=remote_smtp: all hosts have been failing for a long time and were last tried after this message arrived',
      'bob@example.com',
    ],
    [
      'Exim, that tried no more',
      '2026-11-29 10:00:00 1abcde-000abc-0A ** bob@example.com: retry time not reached for any host after a long failure period',
      'bob@example.com',
    ],
    [
      'OpenSMTPD',
      `smtpd[12]: 1a2b mta delivery evpid=3c4d from=<a@shop.example> ${to} result="PermFail" stat="Envelope expired"`,
      'bob@example.com',
    ],
    [
      'qmail',
      "@4000 delivery 17: failure: I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./",
      null,
    ],
    [
      'Haraka',
      '[INFO] [-] [outbound] bounced: Maximum number of delivery attempts exceeded bob@example.com',
      'bob@example.com',
    ],
  ])('%s', (_, text, subject) => {
    expect(read(text)).toEqual([['bounce/expired', subject]]);
  });

  it('of two messages the one that was sent is no all-clear', () => {
    const sent = `Nov 29 10:00:01 mx postfix/smtp[1]: 4AF1: ${to}, relay=email-smtp.eu-west-1.amazonaws.com[1.2.3.4]:587, dsn=2.0.0, status=sent (250 Ok 0100019562bbabcd-11111111-1111-1111-1111-111111111111-000000)`;
    const expired =
      'Nov 29 10:00:02 mx postfix/qmgr[1]: 4AF2: from=<a@shop.example>, status=expired, returned to sender';
    expect(read(`${sent}\n${expired}`)).toEqual([['bounce/expired', null]]);
  });

  it('why the attempts before failed is the cause', () => {
    const deferred = `Nov 29 10:00:01 mx postfix/smtp[1]: 4AF1: ${to}, relay=none, dsn=4.4.1, status=deferred (connect to email-smtp.eu-west-1.amazonaws.com[1.2.3.4]:587: Connection timed out)`;
    const expired =
      'Nov 29 10:00:02 mx postfix/qmgr[1]: 4AF1: from=<a@shop.example>, status=expired, returned to sender';
    expect(read(`${deferred}\n${expired}`).map(([code]) => code)).toEqual(['smtp/port-blocked']);
  });

  it('of two messages one waits and the other is lost', () => {
    const waits = `Nov 29 10:00:01 mx postfix/smtp[1]: 4AF1: ${to}, relay=none, dsn=4.2.2, status=deferred (host said: 452 4.2.2 mailbox full)`;
    const expired =
      'Nov 29 10:00:02 mx postfix/qmgr[1]: 4AF2: from=<a@shop.example>, status=expired, returned to sender';
    const { candidates } = readSymptom(`${waits}\n${expired}`, { region: null });
    expect(candidates.map(({ code, data }) => [code, data['ended']])).toEqual([
      ['bounce/mailbox-full', undefined],
      ['bounce/expired', 'true'],
    ]);
  });

  it('a warning that a message still waits is no end', () => {
    expect(
      read('Could not send message for past 4 hours; will keep trying until message is 5 days old'),
    ).not.toContainEqual(['bounce/expired', null]);
  });
});

describe('what a mail server gives back by itself is lost', () => {
  it.each([
    ['Service unavailable', 'bounce/recipient-server-fault'],
    ['transport is not available', 'bounce/recipient-server-fault'],
    ['mail for example.com loops back to myself', 'bounce/recipient-server-fault'],
    ['command died with status 12', 'bounce/undetermined'],
    ['unknown user: "bob"', 'bounce/unknown-user'],
  ])('status=bounced (%s)', (why, code) => {
    const text = `Nov 29 10:00:00 mx postfix/pipe[1]: 4AF1234: ${to}, relay=none, delay=1, dsn=5.3.0, status=bounced (${why})`;
    const [first] = readSymptom(text, { region: null }).candidates;
    expect(first).toMatchObject({ code, subject: 'bob@example.com', data: { ended: 'true' } });
  });
});
