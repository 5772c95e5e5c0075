import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

it('the document is what the shipped schema allows', async () => {
  const schema = JSON.parse(await readFile('schema/survey.schema.json', 'utf8')) as object;
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const broken = await surveyIn(worldOfSenders({ sound: 2, keyless: 2, unverified: 1 }), ['--json']);
  const denied = worldOfSenders({ sound: 1 });
  denied.aws.faults.push({ op: 'ListEmailIdentities', kind: 'deny' });
  const blind = await surveyIn(denied, ['--json']);
  for (const { stdout } of [broken, blind]) {
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  }
  const report = JSON.parse(broken.stdout) as SurveyReport;
  expect(report.causes.length).toBeGreaterThan(1);
  validate({ ...report, exitCode: 2 });
  expect(validate.errors).not.toBeNull();
});
