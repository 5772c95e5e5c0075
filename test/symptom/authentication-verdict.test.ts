import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codes = (results: string): readonly string[] =>
  readSymptom(`Authentication-Results: mx.receiver.example; ${results}`).candidates.map(({ code }) => code);

describe('results of a receiver', () => {
  it.each<[string, readonly string[]]>([
    ['spf=neutral smtp.mailfrom=example.com; dmarc=none', ['message/spf-failed', 'dmarc/missing']],
    [
      'spf=none smtp.mailfrom=example.com; dmarc=none header.from=example.com',
      ['message/spf-failed', 'dmarc/missing'],
    ],
    ['spf=neutral smtp.mailfrom=example.com', ['message/spf-failed']],
    ['iprev=pass; spf=none', ['message/spf-failed']],
    ['arc=pass; dmarc=none header.from=example.com', ['dmarc/missing']],
    ['dkim=temperror header.d=example.com; dmarc=none', ['dmarc/missing']],
  ])('%s: what the receiver did not find, and no all-clear', (results, expected) => {
    expect(codes(results)).toEqual(expected);
  });

  it.each([
    'dkim=temperror header.d=example.com; spf=pass smtp.mailfrom=example.com; dmarc=pass header.from=example.com',
    'spf=temperror; dkim=pass header.d=example.com; dmarc=pass header.from=example.com',
  ])('%s: neither a failure nor an all-clear', (results) => {
    expect(codes(results)).toEqual(['send/unrecognised']);
  });

  it.each([
    'dkim=pass header.d=example.com; spf=pass smtp.mailfrom=example.com; dmarc=pass header.from=example.com',
    'spf=pass smtp.mailfrom=example.com; dmarc=none',
    'dkim=pass header.d=example.com; spf=neutral; dmarc=pass header.from=example.com',
    'spf=softfail; dkim=pass header.d=example.com; dmarc=pass header.from=example.com',
  ])('%s: an all-clear', (results) => {
    expect(codes(results)).toEqual(['send/no-failure']);
  });

  it.each<[string, string]>([
    ['dkim=fail header.d=example.com; spf=fail; dmarc=fail header.from=example.com', 'message/dmarc-failed'],
    [
      'dkim=temperror header.d=example.com; spf=fail; dmarc=fail header.from=example.com',
      'message/dkim-invalid',
    ],
    ['dkim=none; spf=pass; dmarc=none header.from=example.com', 'message/unsigned'],
  ])('%s: %s', (results, code) => {
    expect(codes(results)).toContain(code);
  });

  it.each<[string, string]>([
    ['Received-SPF: neutral (mx: 192.0.2.1 is neither permitted nor denied)', 'send/unrecognised'],
    ['Received-SPF: pass (mx: 192.0.2.1 is permitted)', 'send/no-failure'],
  ])('%s: %s', (field, code) => {
    expect(readSymptom(field).candidates.map((one) => one.code)).toEqual([code]);
  });
});
