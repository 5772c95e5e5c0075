import { describe, expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import { storyCalled } from '../lab/stories.ts';
import type { World } from '../lab/world.ts';

/** Bounces that are only forwarded: whether somebody can receive them is a question, and without an answer it is no tick. */

const unanswered = {
  'servfail for the MX': { type: 'MX', kind: 'servfail' },
  'servfail for everything': { kind: 'servfail' },
  'refused for the MX': { type: 'MX', kind: 'refused' },
} as const;

const withoutBounces = ({ region }: World): void => {
  const [destination] = region.configurationSets['transactional']?.eventDestinations ?? [];
  if (destination === undefined) throw new Error('the healthy world has a destination');
  destination.MatchingEventTypes = ['REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'];
};

const look = async (world: (world: World) => void, flags: readonly string[] = []) => {
  const { report, exitCode } = await play({
    title: 'forwarding',
    world,
    command: ['--only', 'events', '--identity', 'example.com', ...flags],
    expect: { exitCode: 0 },
  });
  const statuses = Object.fromEntries(
    report?.stages.flatMap(({ checks }) => checks).map(({ id, status }) => [id, status]) ?? [],
  );
  return { exitCode, statuses, codes: report?.problems.map(({ code }) => code) };
};

describe.each(Object.entries(unanswered))('%s', (_, fault) => {
  it('leaves open whether bounces reach anybody', async () => {
    const { exitCode, statuses } = await look((world) => {
      withoutBounces(world);
      world.dns.faults.push({ name: 'example.com', ...fault });
    });
    expect(exitCode).toBe(3);
    expect(statuses).toMatchObject({ events: 'unknown', 'events-identity': 'unknown' });
  });

  it('changes nothing where a set publishes them', async () => {
    const { exitCode, statuses } = await look((world) => {
      world.dns.faults.push({ name: 'example.com', ...fault });
    });
    expect(exitCode).toBe(0);
    expect(statuses).toMatchObject({ events: 'pass', 'events-identity': 'pass' });
  });
});

it('is in order where somebody can receive them', async () => {
  const { exitCode, statuses } = await look(withoutBounces);
  expect(exitCode).toBe(0);
  expect(statuses).toMatchObject({ 'events-identity': 'pass' });
});

it('is not asked for where DNS is left alone', async () => {
  const { exitCode } = await look(withoutBounces, ['--no-dns']);
  expect(exitCode).toBe(0);
});

it('a topic that cannot be read is open where forwarding leads to nobody', async () => {
  const story = await storyCalled('events/forwarded-to-nobody-without-set');
  if (typeof story === 'string') throw new Error(story);
  const { exitCode, report } = await play({
    ...story,
    world: (world) => {
      story.world?.(world);
      world.aws.faults.push({ op: 'GetIdentityNotificationAttributes', kind: 'deny' });
    },
  });
  const check = report?.stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'events-identity');
  expect([exitCode, check?.status]).toEqual([3, 'unknown']);
});
