import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

/**
 * Replies of receivers in words that no table holds: most of them were composed by people who run mail servers and had seen neither
 * the reader nor its words. They come as SES reports them, with a status that says nothing.
 */
const replies = JSON.parse(readFileSync('test/symptom/texts/replies.json', 'utf8')) as readonly {
  reply: string;
  reads: readonly string[];
}[];

const bounceWith = (reply: string): string => {
  const isForNow = /^\W*4/u.test(reply);
  return JSON.stringify({
    notificationType: 'Bounce',
    bounce: {
      bounceType: isForNow ? 'Transient' : 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: 'jo@c.example',
          status: isForNow ? '4.0.0' : '5.0.0',
          diagnosticCode: `smtp; ${reply}`,
        },
      ],
    },
    mail: { source: 'a@b.example', messageId: 'm' },
  });
};

it.each(replies)('$reply', ({ reply, reads }) => {
  expect(reads).toContain(readSymptom(bounceWith(reply)).candidates[0]?.code);
});
