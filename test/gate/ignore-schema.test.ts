import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseIgnores } from '../../src/gate/files.ts';

const ajv = new Ajv2020();
formats.default(ajv);
const isValid = ajv.compile(JSON.parse(readFileSync('schema/ignore.schema.json', 'utf8')) as object);

const isTaken = (file: unknown): boolean => {
  try {
    parseIgnores(JSON.stringify(file));
    return true;
  } catch {
    return false;
  }
};

describe('schema/ignore.schema.json says what the program takes', () => {
  const reason = 'known';
  it.each<[string, unknown, boolean]>([
    ['a code', { ignores: [{ code: 'dmarc/*', reason }] }, true],
    [
      'a code, subject and end',
      { ignores: [{ code: 'a/b', subject: '*', reason, expires: '2027-05-01' }] },
      true,
    ],
    ['an unknown check', { $schema: 'x', ignores: [{ check: 'spf', status: 'unknown', reason }] }, true],
    ['nothing ignored', { ignores: [] }, true],
    ['a bare wildcard as code', { ignores: [{ code: '*', reason }] }, false],
    ['wildcards alone as code', { ignores: [{ code: '*/*', reason }] }, false],
    ['many wildcards', { ignores: [{ code: '**', subject: 'example.com', reason }] }, false],
    ['a bare wildcard as check', { ignores: [{ check: '*', status: 'unknown', reason }] }, false],
    ['wildcards alone as check', { ignores: [{ check: '*/*', status: 'unknown', reason }] }, false],
    ...['d*/*', '*a*', '*-*', '??*', '*/missing', '*e', 'd*', 'dmarc*', 'dm*rc/*', '*dmarc/*', 'dmarc'].map(
      (code): [string, unknown, boolean] => [`the code ${code}`, { ignores: [{ code, reason }] }, false],
    ),
    ...['dmarc/*', 'dmarc/policy-*', 'dkim/*-doubled', 'MAIL-FROM/*', 'retired/code'].map(
      (code): [string, unknown, boolean] => [`the code ${code}`, { ignores: [{ code, reason }] }, true],
    ),
    ...['*a*', '*-*', '*on', 're*on', 'a/*', 's**'].map((check): [string, unknown, boolean] => [
      `the check ${check}`,
      { ignores: [{ check, status: 'unknown', reason }] },
      false,
    ]),
    ['checks of an area', { ignores: [{ check: 'reputation*', status: 'unknown', reason }] }, true],
    ['no list', {}, false],
    ['no reason', { ignores: [{ code: 'a/b' }] }, false],
    ['an empty reason', { ignores: [{ code: 'a/b', reason: '' }] }, false],
    ['an empty code', { ignores: [{ code: '', reason }] }, false],
    ['a misspelt key', { ignores: [{ code: 'a/b', reason, expire: '2027-05-01' }] }, false],
    ['a date in words', { ignores: [{ code: 'a/b', reason, expires: 'May' }] }, false],
    ['another status', { ignores: [{ check: 'spf', status: 'fail', reason }] }, false],
  ])('%s', (_name, file, expected) => {
    expect(isValid(file)).toBe(expected);
    expect(isTaken(file)).toBe(expected);
  });

  it('the ignores of the example in docs/ci.md', () => {
    const example =
      /```json\n(\{\n {2}"\$schema"[\s\S]*?)```/.exec(readFileSync('docs/ci.md', 'utf8'))?.[1] ?? '';
    const { ignores } = JSON.parse(example) as { ignores: unknown };
    expect(isValid({ ignores })).toBe(true);
    expect(parseIgnores(JSON.stringify({ ignores }))).toHaveLength(2);
  });
});
