import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type * as reader from '../../src/symptom/reader.ts';

/*
 * V8 compiles a pattern when it is first used, and a start of the program reads one line: what the reader tries on it is most of
 * what reading takes. Counted in characters of patterns, since time is another on every machine. Where this fails, look for a
 * word of the pattern first (`mentions.ts`), or raise the bound knowingly: a thousand characters take a millisecond or more.
 */
const bounds: readonly (readonly [line: string, most: number])[] = [
  ['535 Authentication Credentials Invalid', 1450],
  ['554 Message rejected: Email address is not verified.', 2400],
  ['454 Throttling failure: Maximum sending rate exceeded.', 3000],
  ['550 5.1.1 mailbox unavailable', 9500],
  ['connect ETIMEDOUT 52.28.63.81:587', 7200],
  ['An error occurred (AccessDenied) when calling the SendEmail operation', 8200],
];

const tried = new Set<string>();
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with the pattern that it belongs to
const { exec } = RegExp.prototype;

let readSymptom: typeof reader.readSymptom;

// Test files share modules: what another one had V8 compile would not be counted.
beforeAll(async () => {
  vi.resetModules();
  ({ readSymptom } = await import('../../src/symptom/reader.ts'));
});
beforeEach(() => {
  tried.clear();
  RegExp.prototype.exec = function (text) {
    tried.add(String(this));
    return exec.call(this, text);
  };
});
afterEach(() => {
  RegExp.prototype.exec = exec;
});

it.each(bounds)('tries few and short patterns on %s', (line, most) => {
  expect(readSymptom(line, { region: null }).candidates).not.toEqual([]);
  expect(tried.size).toBeGreaterThan(20);
  expect([...tried].join('').length).toBeLessThan(most);
});
