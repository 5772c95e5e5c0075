import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** Says what the schema of SARIF 2.1.0, as OASIS publishes it, has against a log; null when nothing. */
export async function sarifFaults(log: unknown): Promise<string | null> {
  validate ??= await compiled();
  return validate(log) ? null : JSON.stringify(validate.errors, null, 1);
}

let validate: ReturnType<Ajv['compile']> | undefined;

async function compiled(): Promise<ReturnType<Ajv['compile']>> {
  const folder = dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'));
  const text = await readFile(join(folder, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
  const ajv = new Ajv({ strict: false, validateSchema: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const { id: _draft4, ...schema } = JSON.parse(text) as { id?: string };
  return ajv.compile(schema);
}
