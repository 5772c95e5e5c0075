import { expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/**
 * `--source-arn` names an identity, and nobody says of which account this run is: the identity may be this account's own, and what is
 * wrong with it here is not another account's business.
 */

const arn = (account: string, name: string): readonly string[] => [
  '--source-arn',
  `arn:aws:ses:eu-west-1:${account}:identity/${name}`,
];
const own = arn('111122223333', 'example.com');
const silent = { denied: { kind: 'deny' }, garbled: { kind: 'garbage' }, html: { kind: 'html' } } as const;
const absent = ({ region }: World): void => {
  delete region.identities['example.com'];
};
const waits = ({ region }: World): void => {
  const identity = region.identities['example.com'];
  Object.assign(identity ?? {}, { VerificationStatus: 'PENDING', VerifiedForSendingStatus: false });
};

interface Story {
  world?: (world: World) => void;
  /** How GetCallerIdentity fails. */
  sts: keyof typeof silent;
  flags: readonly string[];
  exitCode: number;
  ticks: boolean;
}
const stories: Readonly<Record<string, Story>> = {
  'the identity is not there': { world: absent, sts: 'denied', flags: own, exitCode: 3, ticks: false },
  'it is not there, and only that is asked': {
    ...{ world: absent, sts: 'denied', flags: [...own, '--only', 'identity'], exitCode: 3, ticks: false },
  },
  'it waits': { world: waits, sts: 'denied', flags: own, exitCode: 3, ticks: false },
  'it waits, and the answer is garbled': {
    ...{ world: waits, sts: 'garbled', flags: own, exitCode: 3, ticks: false },
  },
  'it waits, and a page answers': { world: waits, sts: 'html', flags: own, exitCode: 3, ticks: false },
  'the sender is an address of it': {
    ...{ world: waits, sts: 'denied', flags: [...own, '--identity', 'news@example.com'] },
    ...{ exitCode: 3, ticks: false },
  },
  'it is verified here': { sts: 'denied', flags: own, exitCode: 0, ticks: true },
};

it.each(Object.entries(stories))('%s', async (title, { world, sts, flags, exitCode, ticks }) => {
  const { report, ...ran } = await play({
    title,
    world(made) {
      world?.(made);
      made.aws.faults.push({ op: 'GetCallerIdentity', ...silent[sts] });
    },
    command: [...flags],
    expect: { exitCode: 0 },
  });
  const checks = report?.stages.flatMap((stage) => stage.checks) ?? [];
  const passed = checks.filter(
    ({ id, status }) => status === 'pass' && ['identity', 'dkim', 'mail-from', 'alignment'].includes(id),
  );
  expect({ exitCode: ran.exitCode, ticks: passed.length > 0 }).toEqual({ exitCode, ticks });
  expect(report?.notes.join(' ')).not.toContain('it belongs to');
});
