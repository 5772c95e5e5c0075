import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { eventsOf } from '../lab/history/events.ts';
import { documentOf } from './asked.ts';

it('the document is what the shipped schema allows', async () => {
  const schema = JSON.parse(await readFile('schema/history.schema.json', 'utf8')) as object;
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const events = [...eventsOf({ seed: 5, days: 12, perDay: 100, incidents: [{ kind: 'dead', count: 3 }] })];
  const text = events.map((event) => JSON.stringify(event)).join('\n');
  const report = await documentOf(`${text}\nrubbish`, ['--by', 'cause,day']);
  const whole = await documentOf(text);
  expect([...report.problems, ...whole.problems].length).toBeGreaterThan(1);
  for (const document of [report, whole]) {
    validate(document);
    expect(validate.errors).toBeNull();
  }
  validate({ ...whole, exitCode: 2 });
  expect(validate.errors).not.toBeNull();
});
