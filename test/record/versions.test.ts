import { beforeAll, describe, expect, it } from 'vitest';
import { type Ran, runInProcess } from '../lab/run-in-process.ts';
import type { Report } from '../../src/model/report.ts';
import type { RunRecord } from '../../src/record/record.ts';
import { recordOf } from './recorded.ts';

let whole: RunRecord;

beforeAll(async () => {
  whole = await recordOf('healthy/address-under-domain');
}, 120_000);

const replay = (record: unknown): Promise<Ran> =>
  runInProcess({
    args: ['--facts', 'facts.json', '--json'],
    env: {},
    files: { 'facts.json': JSON.stringify(record) },
    authoritativePort: 0,
  });
const by = (version: string, facts = whole.facts): RunRecord => ({
  ...whole,
  tool: { ...whole.tool, version },
  facts,
});
const reportOf = ({ stdout }: Ran): Report => JSON.parse(stdout) as Report;
const versions = ['0.0.1', '0.9.9-beta.1', '99.0.0'];

describe('a record of another version', () => {
  it.each(versions)(
    'that holds all that is asked for decides the same, and says whose it is: %s',
    async (version) => {
      const [own, other] = [await replay(whole), await replay(by(version))];
      expect([own.exitCode, other.exitCode]).toEqual([0, 0]);
      expect(reportOf(own).notes.join()).not.toContain('The record was made by');
      expect(reportOf(other).notes.join()).toContain(`The record was made by ses-doctor ${version}`);
    },
  );

  it.each(versions)(
    'that lacks what counts here is unknown where its run had the check, and no tick: %s',
    async (version) => {
      const lacking = whole.facts.filter(({ fact }) => fact !== 'account');
      expect(lacking.length).toBe(whole.facts.length - 1);
      const ran = await replay(by(version, lacking));
      expect(ran.exitCode).toBe(3);
      const sandbox = reportOf(ran)
        .stages.flatMap(({ checks }) => checks)
        .find(({ id }) => id === 'sandbox');
      expect(sandbox).toMatchObject({ status: 'unknown' });
      expect(sandbox?.because).toContain('do not contain');
    },
  );

  it('that holds more than this one asks for is read without it', async () => {
    const more = { fact: 'from-the-future', subject: null, answer: { ok: true as const, value: { a: 1 } } };
    expect((await replay(by('99.0.0', [...whole.facts, more]))).exitCode).toBe(0);
  });

  it('with a fact of another shape is a damaged record, and no crash', async () => {
    const facts = whole.facts.map((one) =>
      one.fact === 'account' ? { ...one, answer: { ok: true as const, value: 'of another shape' } } : one,
    );
    const ran = await replay(by('0.0.1', facts));
    expect([2, 3]).toContain(ran.exitCode);
    expect(ran.stdout + ran.stderr).toMatch(/damaged|unknown/);
  });

  it.each([0, 2, '1'])('of another schema is refused in one line: %j', async (schema) => {
    const ran = await replay({ ...whole, schema });
    expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('no record that this version of ses-doctor can read');
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });
});
