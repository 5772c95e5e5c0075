import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/** The codes by the failure that they explain, the likeliest first. */
function failuresOf(text: string): readonly (readonly string[])[] {
  const groups = new Map<number | undefined, { code: string; rank: number }[]>();
  for (const { code, failure, rank } of readSymptom(text).candidates)
    groups.set(failure, [...(groups.get(failure) ?? []), { code, rank }]);
  return [...groups.values()].map((group) =>
    group.toSorted((one, other) => one.rank - other.rank).map(({ code }) => code),
  );
}

const relay = 'relay=email-smtp.eu-west-1.amazonaws.com[192.0.2.1]:587, delay=1, dsn=5.0.0';
const said = 'host email-smtp.eu-west-1.amazonaws.com[192.0.2.1] said:';
const notVerified =
  '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ann@example.com';
const tooFast = '454 Throttling failure: Maximum sending rate exceeded.';
const ofIdentity = ['identity/not-verified', 'sandbox/recipient-not-verified', 'identity/wrong-region'];

describe('the failures of a text', () => {
  it('are those of different messages in the log of Postfix', () => {
    const log = [
      `Nov 20 10:01:00 mx postfix/smtp[1]: 4F2A: to=<bob@example.net>, ${relay}, status=bounced (${said} ${notVerified})`,
      `Nov 20 10:02:00 mx postfix/smtp[1]: 4F3B: to=<carl@example.net>, ${relay}, status=deferred (${said} ${tooFast})`,
    ];
    expect(failuresOf(log.join('\n'))).toEqual([ofIdentity, ['quota/rate-exceeded']]);
  });

  it('are one where two records are of one message to one recipient', () => {
    const log = [
      `Nov 20 10:01:00 mx postfix/smtp[1]: 4F2A: to=<bob@example.net>, ${relay}, status=deferred (${said} ${tooFast})`,
      `Nov 20 10:09:00 mx postfix/smtp[1]: 4F2A: to=<bob@example.net>, ${relay}, status=bounced (${said} ${notVerified})`,
    ];
    expect(failuresOf(log.join('\n'))).toHaveLength(1);
  });

  it('are those of records with a level or a time', () => {
    expect(
      failuresOf(
        `2026-11-20 10:00:00 ERROR Mailer: ${notVerified}\n2026-11-20 10:05:00 ERROR Mailer: ${tooFast}`,
      ),
    ).toEqual([ofIdentity, ['quota/rate-exceeded']]);
  });

  it('are one in a stack trace, whose lines go on with the record above', () => {
    const trace = `ERROR Mailer failed\njavax.mail.SendFailedException: ${notVerified}\n\tat Mailer.send(Mailer.java:10)\nCaused by: ${tooFast}`;
    expect(failuresOf(trace)).toHaveLength(1);
  });

  it('are one in a sentence that is no log', () => {
    expect(failuresOf(notVerified)).toEqual([ofIdentity]);
  });

  it('are one for each record of an event', () => {
    const bounce = (address: string, diagnosticCode: string): string =>
      JSON.stringify({
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1', diagnosticCode }],
          timestamp: '2026-11-20T10:00:00.000Z',
        },
        mail: {
          timestamp: '2026-11-20T10:00:00.000Z',
          source: 'ann@example.com',
          messageId: 'm',
          destination: [address],
        },
      });
    const failures = failuresOf(
      `${bounce('bob@example.net', 'smtp; 550 5.1.1 user unknown')}\n${bounce('carl@example.net', 'smtp; 552 5.2.2 mailbox full')}`,
    );
    expect(failures).toEqual([['bounce/unknown-user'], ['bounce/mailbox-full']]);
  });
});
