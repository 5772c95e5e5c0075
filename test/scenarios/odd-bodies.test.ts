import { describe, expect, it } from 'vitest';
import { play } from '../lab/play.ts';

/** Bodies that come with status 200 from something between here and SES, or from a server that imitates it: nobody learns from them. */

const bodies: Readonly<Record<string, { text: string; contentType?: string }>> = {
  'no body': { text: '' },
  XML: { text: '<?xml version="1.0"?><Response><Ok/></Response>', contentType: 'text/xml' },
  'a mark of byte order': { text: '\uFEFF{}' },
  'two objects': { text: '{}{}' },
  'half an object': { text: '{"SendingEnabled": tr' },
  'members of another case': { text: '{"sendingEnabled": true, "identityType": "DOMAIN"}' },
  'a list': { text: '[]' },
  'a number': { text: '1e999' },
  'text of another kind': { text: 'OK', contentType: 'text/plain' },
};

/** Each is needed for an answer that counts. */
const calls = [
  ...['GetAccount', 'GetEmailIdentity', 'GetConfigurationSet', 'GetConfigurationSetEventDestinations'],
  'GetMetricData',
];

describe.each(Object.entries(bodies))('%s', (_, body) => {
  it.each(calls)('in the place of %s', async (op) => {
    const { report, exitCode, stderr } = await play({
      title: op,
      world({ aws }) {
        aws.faults.push({ op, kind: 'body', ...body });
      },
      command: ['check', '--identity', 'example.com', '--timeout', '5'],
      expect: { exitCode: 3 },
    });
    expect(exitCode, stderr).toBe(3);
    const wrong = report?.problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(wrong?.map(({ code }) => code)).toEqual([]);
    const crashed = report?.stages.flatMap(({ checks }) => checks).filter(({ status }) => status === 'crash');
    expect(crashed).toEqual([]);
  });
});
