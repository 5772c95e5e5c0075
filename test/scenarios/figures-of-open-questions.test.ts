import { describe, expect, it } from 'vitest';
import { dkimTokens } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import { addTenant } from '../lab/tenant.ts';
import type { World } from '../lab/world.ts';

/** What a check says that it saw. */
async function observed(id: string, world: (world: World) => void, flags: readonly string[] = []) {
  const { report } = await play({
    title: 'what a check says that it saw',
    world,
    command: ['--identity', 'example.com', ...flags],
    expect: { exitCode: 0 },
  });
  return report?.stages.flatMap(({ checks }) => checks).find((check) => check.id === id)?.observed;
}

const names = dkimTokens('example.com').map((token) => `${token}._domainkey.example.com`);
const unanswered =
  (...of: readonly string[]) =>
  ({ dns }: World): void => {
    for (const name of of) dns.faults.push({ name, kind: 'servfail' });
  };

describe('DKIM records are counted of those that were heard of', () => {
  it.each([
    ['none is, where nobody answered', unanswered(...names), null],
    ['one was not heard of', unanswered(names[0] ?? ''), '2 of 3 as SES expects, 1 without an answer'],
    [
      'one is missing and another was not heard of',
      (world: World) => {
        unanswered(names[0] ?? '')(world);
        Reflect.deleteProperty(world.dns.names, names[1] ?? '');
      },
      '1 of 3 as SES expects, 1 without an answer',
    ],
    [
      'one is missing',
      ({ dns }: World): void => {
        Reflect.deleteProperty(dns.names, names[1] ?? '');
      },
      '2 of 3 as SES expects',
    ],
  ] as const)('%s', async (_, world, words) => {
    expect(await observed('dkim-records', world)).toBe(words);
  });

  it('all are named where all are right', async () => {
    expect(await observed('dkim-records', () => undefined)).toContain(', ');
  });
});

it('one association is no associations', async () => {
  const one = ({ region }: World) => {
    addTenant(region, 'acme', ['identity/example.com']);
  };
  const two = ({ region }: World) => {
    addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional']);
  };
  expect(await observed('send-tenant', one, ['--tenant', 'acme'])).toBe('acme: 1 association');
  expect(await observed('send-tenant', two, ['--tenant', 'acme'])).toBe('acme: 2 associations');
});
