import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const taken = '250 Ok 0100018c1234abcd-12345678-1234-1234-1234-123456789012-000000';
const codes = (text: string): readonly string[] => readSymptom(text).candidates.map(({ code }) => code);

/** What libraries hand back beside the 250 of a server that took fewer recipients than it was given. */
const lost: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['Nodemailer, nobody taken', { accepted: [], rejected: ['bo@b.example'] }],
  ['Nodemailer, nobody taken and nobody refused', { accepted: [], rejected: [] }],
  ['Nodemailer, some refused', { accepted: ['al@b.example'], rejected: ['bo@b.example'] }],
  ['Nodemailer, still pending', { accepted: [], pending: ['bo@b.example'], rejected: [] }],
  [
    'Nodemailer, pending as an object',
    { accepted: ['al@b.example'], pending: [{ address: 'bo@b.example' }] },
  ],
  ['JavaMail, nothing sent', { validSent: [], validUnsent: ['bo@b.example'], invalid: [] }],
  ['JavaMail, one invalid', { validSent: ['al@b.example'], validUnsent: [], invalid: ['bo@b.example'] }],
  ['MailKit, a count of nothing', { recipientsAccepted: 0 }],
  ['SparkPost', { total_accepted_recipients: 0, total_rejected_recipients: 1 }],
  ['SDK batches', { Successful: [], Failed: [{ Id: '1' }] }],
  ['a list of who was left out', { sentTo: ['al@b.example'], notSent: ['bo@b.example'] }],
  ['a member that says no', { delivered: false }],
  ['skipped', { accepted: ['al@b.example'], skipped: ['bo@b.example'] }],
];

describe('a 250 is no all-clear where the library says whom it did not reach', () => {
  it.each(lost)('%s', (_, members) => {
    for (const text of [
      JSON.stringify({ ...members, response: taken }),
      JSON.stringify({ ...members, response: taken }, null, 2),
      JSON.stringify({ level: 'info', result: { ...members, response: taken } }),
      inspect({ ...members, response: taken }),
      `send done ${inspect({ ...members, response: taken }, { breakLength: Infinity })}`,
    ])
      expect([text, codes(text)]).not.toEqual([text, ['send/no-failure']]);
  });
});

describe('a 250 is no all-clear where somebody says that it did not arrive', () => {
  it.each([
    'then the customer says it never came',
    'but it did not appear in the inbox',
    'nothing turned up',
    'the recipient has not seen it',
    'they never received it',
  ])('%s', (words) => {
    expect(codes(`${taken}\n${words}`)).not.toContain('send/no-failure');
  });
});

describe('a 250 is one where everybody was reached', () => {
  it.each([
    { accepted: ['al@b.example'], rejected: [] },
    { accepted: ['al@b.example'], rejected: [], pending: [] },
    { accepted: ['al@b.example', 'bo@b.example'], rejected: [], ehlo: ['PIPELINING'], envelopeTime: 140 },
    { validSent: ['al@b.example'], validUnsent: [], invalid: [] },
    { recipientsAccepted: 1 },
    { total_accepted_recipients: 1, total_rejected_recipients: 0 },
  ])('%j', (members) => {
    for (const text of [
      JSON.stringify({ ...members, response: taken }),
      inspect({ ...members, response: taken }),
    ])
      expect([text, codes(text)]).toEqual([text, ['send/no-failure']]);
  });
});
