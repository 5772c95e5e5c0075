import { BulkEmailStatus } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { runInProcess } from '../lab/run-in-process.ts';

const id = '0100019562bbabcd-11111111-1111-1111-1111-111111111111-000000';
const sent = { Status: 'SUCCESS', MessageId: id };
/** The answer of SendBulkEmail as JSON, as YAML and as the first version of the API gives it. */
const answers = (status: string): readonly string[] => [
  JSON.stringify({ BulkEmailEntryResults: [sent, { Status: status }] }),
  JSON.stringify({ BulkEmailEntryResults: [{ Status: status, Error: 'x' }, sent] }, null, 2),
  `BulkEmailEntryResults:\n- MessageId: ${id}\n  Status: SUCCESS\n- Error: x\n  Status: ${status}`,
  JSON.stringify({
    Status: [
      { Status: 'Success', MessageId: id },
      { Status: camel(status), Error: 'x' },
    ],
  }),
];
const camel = (status: string): string =>
  status.toLowerCase().replace(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());

const exitOf = async (text: string): Promise<number> =>
  (
    await runInProcess({
      args: ['explain', '--file', '-'],
      files: { '-': text },
      env: {},
      authoritativePort: 0,
    })
  ).exitCode;

describe('an entry of a bulk send that was not sent', () => {
  const failures = Object.values(BulkEmailStatus).filter((status) => status !== 'SUCCESS');
  it.each(failures)('%s is an error beside one that was', async (status) => {
    for (const [place, text] of answers(status).entries())
      // The first version has some statuses under other names.
      expect([text, await exitOf(text)]).toEqual([
        text,
        place === 3 ? expect.toSatisfy((code) => code === 1 || code === 3) : 1,
      ]);
  });

  it.each(['SOMETHING_NEW', 'RECIPIENT_BLOCKED', 'RECIPIENT_SKIPPED', 'THROTTLED_AGAIN', 'DROPPED'])(
    '%s, which no API has yet, is no all-clear',
    async (status) => {
      for (const text of answers(status))
        expect([text, await exitOf(text)]).toEqual([
          text,
          // Its word tells of a throttling.
          status.startsWith('THROTTLED') ? expect.toSatisfy((code) => code === 1 || code === 3) : 3,
        ]);
    },
  );
});

it('a bulk send of which all entries were sent is one', async () => {
  expect(await exitOf(JSON.stringify({ BulkEmailEntryResults: [sent, sent] }))).toBe(0);
});
