import { describe, expect, it } from 'vitest';
import { ownSignature, publishKeys, receivedMail } from '../lab/received-mail.ts';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';

/** What is given as a received message and is none, or is one that receivers do not judge as its sender meant. */

const whole = receivedMail();
const from = 'From: Shop <news@example.com>';

const messages: Readonly<Record<string, { text: string; exitCode: number }>> = {
  'a sound message': { text: whole, exitCode: 0 },
  'a sound message with the line ends of Unix': { text: whole.replaceAll('\r\n', '\n'), exitCode: 0 },
  'one word': { text: 'hello', exitCode: 3 },
  'a web page': { text: '<html><body>Not found</body></html>', exitCode: 2 },
  'a message with two From fields': {
    text: whole.replace(from, `${from}\r\nFrom: Other <x@other.example>`),
    exitCode: 3,
  },
  'a message without From': { text: whole.replace(`${from}\r\n`, ''), exitCode: 3 },
  'a message from a group': {
    text: whole.replace(from, 'From: Shop: news@example.com, x@other.example;'),
    exitCode: 3,
  },
  'a message whose signature leaves out From': {
    text: receivedMail({ signers: [{ ...ownSignature, headers: ['Subject', 'Date'] }] }),
    exitCode: 1,
  },
};

describe.each(Object.entries(messages))('%s', (title, { text, exitCode }) => {
  it(`ends with ${String(exitCode)}`, async () => {
    const played = await play(
      scenario({
        title,
        world: publishKeys,
        command: ['--message', 'mail.eml', '--only', 'message*'],
        files: { 'mail.eml': text },
        expect: { exitCode: 0, codes: [] },
      }),
    );
    expect(played.exitCode).toBe(exitCode);
  });
});
