import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/** Replies in words that no list of sentences holds, in seven languages; several codes stand between bars. */
const replies = JSON.parse(
  readFileSync('test/symptom/texts/replies-in-own-words.json', 'utf8'),
) as readonly (readonly [codes: string, reply: string])[];

/** A bounce as SES tells of it, with what the receiver said. */
const bounce = (reply: string): string =>
  JSON.stringify({
    eventType: 'Bounce',
    bounce: {
      bounceType: reply.startsWith('4') ? 'Transient' : 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: 'x@ziel.example',
          action: 'failed',
          status: reply.startsWith('4') ? '4.0.0' : '5.0.0',
          diagnosticCode: `smtp; ${reply}`,
        },
      ],
    },
    mail: { messageId: '0102-b3', source: 'a@shop.example', destination: ['x@ziel.example'] },
  });

describe('a reply of a receiver in words of its own', () => {
  it.each(replies)('says %s: %s', (codes, reply) => {
    expect(codes.split('|')).toContain(readSymptom(bounce(reply)).candidates[0]?.code);
  });

  it.each([
    '250 2.0.0 Ok: queued, niemand muss etwas tun',
    '250 Message accepted for delivery, nobody by that name was refused',
  ])('and is no refusal where the server took the message: %s', (reply) => {
    const text = `S: ${reply}\nC: QUIT\nS: 221 Bye`;
    expect(readSymptom(text).candidates.filter(({ code }) => code.startsWith('bounce/'))).toEqual([]);
  });

  it.each([
    'Mr Sandoval retired last summer. We held a party.',
    'Der Speicher ist voll, wir brauchen neue Festplatten.',
    'Nur interne Absender schreiben an diese Liste, so ist die Regel.',
  ])('accuses nobody where no server said it: %s', (text) => {
    expect(readSymptom(text).candidates.filter(({ code }) => code.startsWith('bounce/'))).toEqual([]);
  });
});
