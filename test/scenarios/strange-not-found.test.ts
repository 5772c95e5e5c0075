import { expect, it } from 'vitest';
import { play } from '../lab/play.ts';

/** SES says NotFoundException and nothing else of what is not there: another word came from somebody in between. */
it.each([
  ['NotFoundException', 1, true],
  ['ResourceNotFoundException', 3, false],
  ['NoSuchEntity', 3, false],
])('GetEmailIdentity is answered with %s', async (type, exitCode, isFound) => {
  const { report, exitCode: code } = await play({
    title: type,
    world: ({ aws }) => {
      aws.faults.push({ op: 'GetEmailIdentity', kind: 'error', type, message: 'not found' });
    },
    command: ['--identity', 'example.com'],
    expect: { exitCode: 0 },
  });
  const codes = report?.problems.map((one) => one.code) ?? [];
  expect({ code, isFound: codes.includes('identity/not-found') }).toEqual({ code: exitCode, isFound });
});
