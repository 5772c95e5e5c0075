import { describe, expect, it } from 'vitest';
import { symptomCodes } from '../../src/knowledge/symptom-codes.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { play } from '../lab/play.ts';
import type { Scenario } from '../lab/scenario.ts';
import { type ToldCode, toldCodes, untold } from './told-codes.ts';

/**
 * Every code that a text can give, in the world where it is so and in one where it is not. Where it is so, it or its cause
 * comes first; where it is not, no error of the report says that it is.
 */

const lookAt = async (
  { text, flags = ['--identity', 'example.com'] }: ToldCode,
  { world, command = flags, files }: Partial<Scenario>,
) => {
  const { report, stderr } = await play({
    title: text,
    ...(world !== undefined && { world }),
    command: ['--symptom', '-', ...command],
    files: { ...files, '-': text },
    expect: { exitCode: 0 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  const findings = report.stages.flatMap(({ checks }) => checks.flatMap((check) => check.findings));
  return { report, findings, ruledOut: report.refuted.map((one) => one.code) };
};

const scenarioOf = async (path: string): Promise<Scenario> => {
  const [area = '', name = ''] = path.split('/');
  return ((await import(`../lab/scenarios/${area}/${name}.ts`)) as { default: Scenario }).default;
};

describe('the table', () => {
  it('has each code that a text can give, or says why not', () => {
    const known = [...Object.keys(toldCodes), ...Object.values(untold).flat()];
    expect(symptomCodes.filter((code) => !known.includes(code))).toEqual([]);
    expect(known.filter((code, at) => known.indexOf(code) !== at || !symptomCodes.includes(code))).toEqual(
      [],
    );
  });
});

describe.each(Object.entries(toldCodes))('%s', (code, row) => {
  it('is read from the text', () => {
    expect(readSymptom(row.text).candidates.map((one) => one.code)).toContain(code);
  });

  it('leads where it is so', async () => {
    const story = await scenarioOf(row.world);
    const { world } = story;
    const { report, findings, ruledOut } = await lookAt(
      row,
      row.asThere === true ? story : { ...(world && { world }) },
    );
    const leading = findings.find((one) => one.code === report.causes[0]);
    expect(leading?.basis).toBe('live');
    expect([leading?.code, ...(leading?.explains ?? [])]).toContain(code);
    expect(ruledOut).not.toContain(code);
  });

  it('is no error where it is not', async () => {
    const { healthy: world, dated, stays } = row;
    const { report, findings, ruledOut } = await lookAt(row, { ...(world && { world }) });
    expect(ruledOut).toContain(code);
    const codes = findings.map((one) => one.code);
    expect(codes).not.toContain(code);
    expect(codes).toEqual(expect.arrayContaining([...(stays ?? [dated ?? 'send/not-explained-here'])]));
    if (stays === undefined) expect(report.exitCode).toBe(dated === undefined ? 3 : 0);
  });
});
