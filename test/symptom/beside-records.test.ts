import { describe, expect, it } from 'vitest';
import { besideRecords } from '../../src/symptom/beside-records.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

const delivery = { eventType: 'Delivery', mail: { messageId: 'a' }, delivery: {} };
const good = JSON.stringify(delivery);
const refused = '554 Message rejected: Email address is not verified.';
const wrongLogin = '535 Authentication Credentials Invalid';

describe('an error beside a good record', () => {
  it.each<[string, unknown, string]>([
    ['in an array', [delivery, { level: 'error', msg: refused }], 'identity/not-verified'],
    [
      'among events of CloudWatch Logs',
      {
        events: [
          { timestamp: 1, message: good },
          { timestamp: 2, message: refused },
        ],
      },
      'identity/not-verified',
    ],
    ['in a batch of SQS', { Messages: [{ Body: good }, { Body: wrongLogin }] }, 'smtp-credentials/rejected'],
    [
      'in a batch of SNS for Lambda',
      { Records: [{ Sns: { Message: good } }, { Sns: { Message: wrongLogin } }] },
      'smtp-credentials/rejected',
    ],
    [
      'as a class in an array',
      [delivery, { error: 'send failed', code: 'MessageRejected' }],
      'identity/not-verified',
    ],
    ['written into the record', { ...delivery, error: wrongLogin }, 'smtp-credentials/rejected'],
  ])('%s is read', (_, document, code) => {
    expect(readSymptom(JSON.stringify(document)).candidates[0]?.code).toBe(code);
  });

  it.each([
    'Nov 28 10:00:01 mx sendmail[1]: abd: to=<z@y.example>, mailer=relay, dsn=5.0.0, stat=Service unavailable',
    'Nov 28 10:00:01 mx sendmail[1]: abd: to=<z@y.example>, mailer=relay, dsn=4.0.0, stat=queued',
    'Nov 28 10:00:01 mx postfix/cleanup[9]: DEF: milter-discard: END-OF-MESSAGE from app: milter triggers DISCARD',
    'something went badly wrong here',
  ])('takes the all-clear away: %s', (line) => {
    const sent =
      'Nov 28 10:00:00 mx sendmail[1]: abc: to=<x@y.example>, mailer=relay, relay=email-smtp.us-east-1.amazonaws.com. [192.0.2.4], dsn=2.0.0, stat=Sent (Ok 0100018)';
    const codes = readSymptom(`${sent}\n${line}`).candidates.map(({ code }) => code);
    expect(codes[0]).not.toBe('send/no-failure');
  });

  it('is found in a dump of megabytes', () => {
    const dump = [...Array.from({ length: 30_000 }, () => delivery), { level: 'error', msg: refused }];
    expect(besideRecords(dump).texts.join()).toContain(refused);
  });

  it.each([null, '', [], false])('is not invented from an error that is %j', (error) => {
    expect(besideRecords({ ...delivery, error }).texts).toEqual([]);
    expect(readSymptom(JSON.stringify({ ...delivery, error })).candidates[0]?.code).toBe('send/no-failure');
  });

  it.each<[string, unknown]>([
    ['values in an array', [delivery, 5, 'x', { foo: 'bar' }]],
    ['a null in an array', [delivery, null]],
    ['an object in an array', [delivery, { foo: 'bar' }]],
    ['a batch of SNS', { Records: [{ Sns: { Message: good } }, { Sns: { Message: 'garbage' } }] }],
    ['a batch of SQS', { Messages: [{ Body: good }, { Body: '' }] }],
    ['a batch of Kinesis', { Records: [{ Data: good }, { Data: 'AAAA' }] }],
    ['a list in a list', [[delivery], [{ status: 'lost' }]]],
  ])('%s that is no record takes the all-clear away', (_, document) => {
    expect(readSymptom(JSON.stringify(document)).candidates.map(({ code }) => code)).not.toContain(
      'send/no-failure',
    );
  });

  it.each<[string, unknown]>([
    [
      'lines of a log',
      {
        events: [
          { timestamp: 1, message: 'START RequestId: 1' },
          { timestamp: 2, message: good },
        ],
      },
    ],
    ['lines of a program', [{ level: 'info', time: 1, msg: 'sending' }, delivery]],
    [
      'the notice of a new topic',
      [delivery, 'Successfully validated SNS topic for Amazon SES event publishing.'],
    ],
    ['texts', ['worker 5 started now', good]],
  ])('%s beside a good record say nothing against it', (_, document) => {
    expect(readSymptom(JSON.stringify(document)).candidates.map(({ code }) => code)).toEqual([
      'send/no-failure',
    ]);
  });

  it('is not invented where every member is a good record', () => {
    const codes = readSymptom(JSON.stringify([delivery, delivery])).candidates.map(({ code }) => code);
    expect(codes).toEqual(['send/no-failure']);
  });
});

describe('a record whose members contradict its type', () => {
  it.each([
    ['Delivery', { bounce: { bounceType: 'Permanent' } }],
    ['Delivery', { complaint: {} }],
    ['Send', { reject: { reason: 'Bad content' } }],
    ['Open', { deliveryDelay: { delayType: 'General' } }],
    ['Send', { failure: { errorMessage: 'x' } }],
  ])('%s with %j is no all-clear', (eventType, member) => {
    const codes = readSymptom(JSON.stringify({ ...delivery, eventType, ...member })).candidates.map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['send/unrecognised']);
  });

  it.each([null, undefined, ''])('a bounce that is %j contradicts nothing', (bounce) => {
    expect(readSymptom(JSON.stringify({ ...delivery, bounce })).candidates[0]?.code).toBe('send/no-failure');
  });
});
