import { describe, expect, it } from 'vitest';
import { identitiesIn } from '../../src/cli/bare-words.ts';
import { identity } from '../../src/cli/values.ts';

const host = { exists: async () => false } as unknown as Parameters<typeof identitiesIn>[2];
const commands = ['check', 'explain', 'test'];

describe('a command that is typed a second time', () => {
  it.each([['check', 'example.com'], ['explain']])('is told as that: %s', async (...words) => {
    await expect(identitiesIn(words, commands, host)).rejects.toThrow(
      `"${words[0]}" is a command, and there is one before it already; write it once`,
    );
  });

  it('is told to stand first behind a sender', async () => {
    await expect(identitiesIn(['example.com', 'check'], commands, host)).rejects.toThrow(
      'put the command first',
    );
  });
});

it('an address whose domain is missing is named whole', () => {
  expect(() => identity('user@', '--identity')).toThrow('"user@" is not a domain or address');
});
