import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** Says what the schema of SARIF 2.1.0, as OASIS publishes it, has against a log; null when nothing. */
export function sarifFaults(log: unknown): string | null {
  validate ??= compiled();
  return validate(log) ? null : JSON.stringify(validate.errors, null, 1);
}

let validate: ReturnType<Ajv['compile']> | undefined;

function compiled(): ReturnType<Ajv['compile']> {
  const require = createRequire(import.meta.url);
  const { id: _draft4, ...schema } = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as {
    id?: string;
  };
  const ajv = new Ajv({ strict: false, validateSchema: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
