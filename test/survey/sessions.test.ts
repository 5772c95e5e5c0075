import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roleOf } from '../../src/cli/taken-role.ts';
import type { AwsProbe } from '../../src/model/aws.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import type { SurveyReport } from '../../src/survey/document.ts';
import type { AwsMisbehaviour } from '../lab/aws/faults.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { historyHost } from '../support/history-host.ts';
import { surveyAt, surveyIn, worldOfSenders } from './surveyed.ts';

const expired: AwsMisbehaviour = {
  ...{
    kind: 'error',
    type: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  },
};
const unknownKey: AwsMisbehaviour = {
  ...{
    kind: 'error',
    type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  },
};
const total = 250;

/** The identities whose DKIM SES was asked for, and answered. */
const namesAnswered = ({ aws }: Lab): readonly string[] =>
  aws.calls.flatMap(({ op, input, failed }) =>
    op === 'GetIdentityDkimAttributes' && !failed ? (input['Identities'] as string[]) : [],
  );

describe('a session that ends in the run', () => {
  it.each([
    ['expired', expired, 4],
    ['expired', expired, 12],
    ['expired', expired, 20],
    ['is known no more', unknownKey, 14],
    ['expired at once', expired, 1],
  ] as const)(
    '%s after some calls: what was done stays, the rest is told, and the next run goes on',
    async (_, fault, after) => {
      const folder = mkdtempSync(join(tmpdir(), 'survey-session-'));
      const host = {
        history: {
          ...historyHost,
          start: { ...historyHost.start, workingFolder: folder },
          temporaryFolder: folder,
        },
      };
      const args = ['--state', 'state.ndjson', '--json'];
      const kinds = { sound: total };
      const world = worldOfSenders(kinds);
      world.aws.faults.push({ ...fault, op: '*', after, region: 'eu-west-1' });
      try {
        const { stdout, exitCode, lab } = await surveyIn(world, args, { host });
        const { totals, places, unknown, verdict } = JSON.parse(stdout) as SurveyReport;
        expect(totals.lookedAt + totals.notLookedAt).toBe(totals.identities);
        // So many are in order as far as batches and DNS tell.
        expect([totals.lookedAt, totals.sound]).toEqual([totals.soundInBulk, 0]);
        expect(totals.lookedAt).toBeLessThan(total);
        expect([verdict, exitCode]).toEqual(['unknown', 3]);
        expect(places).toHaveLength(1);
        expect(places[0]).toMatchObject({ worst: 'unknown' });
        expect(places[0]?.because).toMatch(/session|access key/);
        expect(unknown).toContainEqual(
          expect.objectContaining({
            of: 'places',
            count: 1,
            reason: expect.stringMatching(/^credentials-/) as string,
          }),
        );
        // Nobody goes on asking with what is worth nothing.
        expect(lab.aws.calls.length).toBeLessThan(after + 40);
        const namedBefore = namesAnswered(lab);
        const again = await startLab(worldOfSenders(kinds));
        const resumed = JSON.parse((await surveyAt(again, args, { host })).stdout) as SurveyReport;
        const named = namesAnswered(again);
        await again.close();
        expect(resumed.totals).toMatchObject({ identities: total, lookedAt: total, soundInBulk: total });
        // What SES answered before the end is kept, and what it did not is asked.
        expect([...namedBefore, ...named].toSorted()).toEqual(
          Object.keys(world.region.identities).toSorted(),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it('does not end another account', async () => {
    const world = worldOfSenders({ sound: 2 });
    for (const account of ['222233334444', '333344445555'])
      world.aws.accounts[account] = {
        ...{
          regions: { 'eu-west-1': worldOfSenders({ sound: 2 }).region },
          roles: { audit: null },
          status: 'ACTIVE',
        },
      };
    world.aws.faults.push({ ...expired, op: '*', account: '222233334444' });
    const rows = ['222233334444', '333344445555'].map(
      (one) => `${one},arn:aws:iam::${one}:role/audit,,eu-west-1`,
    );
    const { stdout, exitCode } = await surveyIn(world, ['--accounts', 'a.csv', '--json'], {
      files: { 'a.csv': rows.join('\n') },
    });
    const { places } = JSON.parse(stdout) as SurveyReport;
    expect(places.map(({ account, state, lookedAt }) => [account, state, lookedAt])).toEqual([
      ['222233334444', 'failed', 0],
      ['333344445555', 'open', 2],
    ]);
    expect(exitCode).toBe(3);
  });
});

describe('a role that is taken on', () => {
  const hour = 3_600_000;
  function role(answers: readonly (Unavailable | null)[]) {
    let now = 0;
    let asked = 0;
    const aws = (async () => {
      const answer = answers[asked++];
      if (answer instanceof Unavailable) throw answer;
      return {
        Credentials: {
          ...{ AccessKeyId: `key${String(asked)}`, SecretAccessKey: 's', SessionToken: 't' },
          Expiration: new Date(now + hour),
        },
      };
    }) as unknown as AwsProbe<'sts:AssumeRole'>;
    const keys = roleOf(
      { role: 'arn:aws:iam::111122223333:role/x', externalId: null },
      { aws, now: () => new Date(now) },
    );
    return {
      at: async (minutes: number): Promise<string> => {
        now = minutes * 60_000;
        return await keys().then(
          ({ accessKeyId }) => accessKeyId,
          (error: unknown) => (error instanceof Unavailable ? error.reason : 'another error'),
        );
      },
      asked: () => asked,
    };
  }
  const denied = new Unavailable('access-denied', 'denied');
  const late = new Unavailable('timeout', 'late');

  it('is taken on again shortly before its end, and not before', async () => {
    const one = role([null, null]);
    expect([await one.at(0), await one.at(30), await one.at(53)]).toEqual(['key1', 'key1', 'key1']);
    expect([await one.at(55), await one.at(100)]).toEqual(['key2', 'key2']);
    expect(one.asked()).toBe(2);
  });

  it('holds to its end where it cannot be taken on again, and is asked for once more', async () => {
    const one = role([null, late, null]);
    expect([await one.at(0), await one.at(55), await one.at(55.5)]).toEqual(['key1', 'key1', 'key1']);
    expect(await one.at(57)).toBe('key3');
  });

  it('ends where it is refused to the end', async () => {
    const one = role([null, denied, denied, denied]);
    expect([await one.at(0), await one.at(55), await one.at(61), await one.at(62)]).toEqual([
      ...['key1', 'key1', 'access-denied', 'access-denied'],
    ]);
    expect(one.asked()).toBe(3);
  });

  it('that was refused is not asked for with every call', async () => {
    const one = role([denied]);
    expect([await one.at(0), await one.at(1), await one.at(70)]).toEqual([
      ...['access-denied', 'access-denied', 'access-denied'],
    ]);
    expect(one.asked()).toBe(1);
  });
});
