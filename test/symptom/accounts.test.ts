import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const own = '111122223333';
const other = '444455556666';
const bounce = (mail: object): string =>
  JSON.stringify({
    eventType: 'Bounce',
    mail: { messageId: 'x', destination: ['ann@receiver.example'], ...mail },
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'OnAccountSuppressionList',
      bouncedRecipients: [{ emailAddress: 'ann@receiver.example' }],
    },
  });
const identity = (account: string): string => `arn:aws:ses:eu-west-1:${account}:identity/example.com`;
const quota = 'Daily message quota exceeded.';

describe('the account that a failure names', () => {
  const table: readonly [string, string, readonly string[] | undefined, readonly string[] | undefined][] = [
    ['is that of sendingAccountId', bounce({ sendingAccountId: other }), [other], undefined],
    [
      'is the sender, whoever owns the identity',
      bounce({ sendingAccountId: other, sourceArn: identity(own) }),
      [other],
      undefined,
    ],
    ['is read where it is a number', bounce({ sendingAccountId: 444455556666 }), [other], undefined],
    [
      'has leading zeros where it is a number',
      bounce({ sendingAccountId: 44455556666 }),
      ['044455556666'],
      undefined,
    ],
    [
      'is the owner of the identity where no sender is told',
      bounce({ sourceArn: identity(other) }),
      undefined,
      [other],
    ],
    [
      'is that of the ARN of the caller',
      bounce({ callerIdentity: `arn:aws:iam::${other}:user/app` }),
      [other],
      undefined,
    ],
    ['is not told by the name of a user', bounce({ callerIdentity: 'app' }), undefined, undefined],
    ['is not told by a masked number', bounce({ sendingAccountId: 'XXXXXXXXXXXX' }), undefined, undefined],
    [
      'is both where two records of one address differ',
      `${bounce({ sendingAccountId: other })}\n${bounce({ sendingAccountId: own })}`,
      [other, own],
      undefined,
    ],
    [
      'is read inside SNS',
      JSON.stringify({
        Type: 'Notification',
        Message: bounce({ sendingAccountId: other }),
        TopicArn: `arn:aws:sns:eu-west-1:${own}:t`,
      }),
      [other],
      undefined,
    ],
    [
      'is that of a role in a log',
      `role arn:aws:sts::${other}:assumed-role/mailer/i-1\n454 Throttling failure: ${quota}`,
      [other],
      undefined,
    ],
    [
      'is that of a user in GovCloud',
      `arn:aws-us-gov:iam::${other}:user/app: 454 Throttling failure: ${quota}`,
      [other],
      undefined,
    ],
    [
      'is that of sendingAccountId in a line of a log',
      `sendingAccountId=${other} 454 Throttling failure: ${quota}`,
      [other],
      undefined,
    ],
    [
      'may be that of a topic',
      `arn:aws:sns:eu-west-1:${other}:feedback\n454 Throttling failure: ${quota}`,
      undefined,
      [other],
    ],
    [
      'is that of an identity or a set before that of a topic',
      `arn:aws:sns:eu-west-1:${other}:feedback\n454 Throttling failure: ${quota} arn:aws:ses:eu-west-1:${own}:configuration-set/a`,
      undefined,
      [own],
    ],
    [
      'is that of whoever called, whatever else is named',
      `arn:aws:sts::${own}:assumed-role/mailer/i-1\n454 Throttling failure: ${quota} arn:aws:ses:eu-west-1:${other}:identity/a.example`,
      [own],
      undefined,
    ],
    [
      'is not that of a queue',
      `arn:aws:sqs:eu-west-1:${other}:feedback\n454 Throttling failure: ${quota}`,
      undefined,
      undefined,
    ],
    [
      'is not any twelve digits',
      `request 444455556666\n454 Throttling failure: ${quota}`,
      undefined,
      undefined,
    ],
  ];
  for (const [name, text, accounts, owners] of table)
    it(name, () => {
      const [first] = readSymptom(text).candidates;
      expect(['bounce/suppressed', 'quota/daily-exhausted']).toContain(first?.code);
      expect([first?.accounts, first?.owners]).toEqual([accounts, owners]);
    });
});

describe('a failure that nothing explains, beside one that something does', () => {
  const passed = `454 Throttling failure: ${quota}`;
  const table: readonly [string, string, string | undefined][] = [
    ['is kept above it', `550 5.9.9 blorp\n${passed}`, '550 5.9.9 blorp'],
    ['is kept below it', `${passed}\n550 5.9.9 blorp`, '550 5.9.9 blorp'],
    ['is kept without an enhanced status', `${passed}\n554 blorp failed`, '554 blorp failed'],
    [
      'is kept where botocore names it',
      `${passed}\nAn error occurred (BlorpException) when calling the SendEmail operation: no`,
      'An error occurred (BlorpException) when calling the SendEmail operation: no',
    ],
    [
      'is kept in a log with times',
      `2026-11-21T10:00:00Z ${passed}\n2026-11-21T10:00:05Z smtp reply 550 5.9.9 blorp`,
      '550 5.9.9 blorp',
    ],
    ['is kept beside a record', `${bounce({})}\n550 5.9.9 blorp`, '550 5.9.9 blorp'],
    [
      'is kept where it is a record of a type nobody knows',
      `${bounce({})}\n${JSON.stringify({ eventType: 'Blorp', mail: { messageId: 'x' } })}`,
      'a record of the type “Blorp”',
    ],
    [
      'is not made of the same reply told twice',
      `${passed}\nsmtplib.SMTPDataError: (454, b'Throttling failure: ${quota}')`,
      undefined,
    ],
    [
      'is not made of lines around it',
      `ERROR send failed\n${passed}\n    at send (mail.js:454:12)\nexit code 1`,
      undefined,
    ],
    ['is not made of a success', `${passed}\n250 2.0.0 OK`, undefined],
  ];
  for (const [name, text, unexplained] of table)
    it(name, () => {
      const told = readSymptom(text);
      expect(['bounce/suppressed', 'quota/daily-exhausted']).toContain(told.candidates[0]?.code);
      if (unexplained === undefined) expect(told.unexplained).toBeUndefined();
      else expect(told.unexplained).toContain(unexplained);
    });
});
