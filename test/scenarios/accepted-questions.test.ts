import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/html/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { headStatus, tally, verdictLine } from '../../src/render/words.ts';
import { play } from '../lab/play.ts';
import type { Scenario } from '../lab/scenario.ts';
import type { World } from '../lab/world.ts';

/** A question that counts, has no answer and was accepted: exit 0 was asked for, a tick was not. */

const ignoring = (code: string): string => JSON.stringify({ ignores: [{ code, reason: 'known' }] });

const quota = '454 Throttling failure: Daily message quota exceeded.';
const stories: Readonly<
  Record<string, { code: string; text?: string; flags?: readonly string[]; world?: Scenario['world'] }>
> = {
  'an error that nothing here explains': {
    code: 'send/not-explained-here',
    text: '554 Sending paused for this account.',
  },
  'one of two errors': {
    code: 'send/not-explained-here',
    text: `${quota}\n554 Sending paused for this account.`,
  },
  'a text that no rule knows': { code: 'send/unrecognised', text: 'weird thing' },
  'a reply that says too little': {
    code: 'bounce/undetermined',
    text: 'host mx.receiver.example[198.51.100.25] said: 550 5.0.0 no (in reply to end of DATA command)',
  },
  'a bounce of mail of another service': {
    code: 'send/not-sent-by-ses',
    text: 'host smtp.sendgrid.net[167.89.115.53] said: 554 5.7.1 Your account is suspended',
  },
  'a list that refused to answer': {
    code: 'sending-ip/list-refused',
    flags: ['--ip', '192.0.2.10', '--only', 'sending-ip'],
    world: ({ dns }: World) => {
      dns.names['10.2.0.192.zen.spamhaus.org'] = { A: ['127.255.255.254'] };
      dns.names['10.2.0.192.in-addr.arpa'] = { PTR: ['mail.example.com'] };
      dns.names['mail.example.com'] = { A: ['192.0.2.10'] };
    },
  },
};

const look = async (code: string, { text, flags = [], world }: (typeof stories)[string]) => {
  const { report, exitCode, stderr } = await play({
    title: code,
    ...(world !== undefined && { world }),
    command: [
      ...['--identity', 'example.com', '--ignore-file', 'i.json', ...flags],
      ...(text === undefined ? [] : ['--symptom', '-']),
    ],
    files: { 'i.json': ignoring(code), ...(text !== undefined && { '-': text }) },
    expect: { exitCode: 0 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  return { report, exitCode };
};

describe.each(Object.entries(stories))('%s', (_, story) => {
  it('is accepted with words and without a tick', async () => {
    const { report, exitCode } = await look(story.code, story);
    expect(exitCode, JSON.stringify(report.problems.map((one) => one.code))).toBe(0);
    expect(headStatus(report)).toBe('unknown');
    expect(verdictLine(report)).toBe('Nothing else to fix, as far as could be checked');
    expect(tally(report)).toMatch(/\d accepted finding/);
    for (const text of [renderHtml(report), renderMarkdown(report)]) {
      expect(text).not.toMatch(/✓ Nothing|✓ No cause/);
      expect(text).toContain('? Nothing else to fix');
    }
  });

  it('is no accepted question where nothing is open', async () => {
    const { report, exitCode } = await look(story.code, {
      code: story.code,
      ...(story.flags !== undefined && { flags: [] }),
      ...(story.text !== undefined && { text: quota }),
    });
    expect(exitCode).toBe(0);
    expect(headStatus(report)).toBe('pass');
    expect(tally(report)).not.toContain('accepted');
  });
});
