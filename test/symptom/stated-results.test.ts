import { describe, expect, it } from 'vitest';
import bounce from '../../checks/3-delivery/bounce.ts';
import { readFinding } from '../../src/model/finding.ts';
import { readSymptom } from '../../src/symptom/reader.ts';
import { statedResults } from '../../src/symptom/stated-results.ts';

const level =
  '550 5.7.515 Access denied, sending domain HAFEN.EXAMPLE does not meet the required authentication level.';
const all = { SPF: 'pass', DKIM: 'pass', DMARC: 'pass' } as const;

describe('results that a reply gives in words', () => {
  it.each([
    ['Spf= Pass , Dkim= Pass , DMARC= Pass', all],
    ['Spf=Pass, Dkim=Pass, DMARC=Pass', all],
    ['SPF = pass; DKIM = fail; DMARC = pass', { ...all, DKIM: 'fail' }],
    ['SPF check: failed, DKIM check: passed', { SPF: 'fail', DKIM: 'pass' }],
    [
      'DKIM = did not pass SPF [hafen.example] with ip: [192.0.2.1] = did not pass',
      { SPF: 'fail', DKIM: 'fail' },
    ],
    ['dkim: none, spf: softfail', { SPF: 'fail', DKIM: 'fail' }],
    ["'spf': 'pass', 'dmarc': 'fail'", { SPF: 'pass', DMARC: 'fail' }],
    ['SPF passed but DKIM did not pass', { SPF: 'pass', DKIM: 'fail' }],
    ['does not pass DMARC verification', {}],
    ['see https://example.com/spf', {}],
  ])('%s', (text, results) => {
    expect(statedResults(text)).toEqual(results);
  });
});

describe('a refusal over authentication names what the reply says failed', () => {
  it.each([
    [`${level} Spf= Pass , Dkim= Fail , DMARC= Pass`, /because DKIM did not pass/, /Easy DKIM/],
    [`${level} Spf= Fail , Dkim= Pass , DMARC= Pass`, /because SPF did not pass/, /custom MAIL FROM/],
    [`${level} Spf= Fail, Dkim= Fail, DMARC= Fail`, /because SPF, DKIM and DMARC did not pass/, /Easy DKIM/],
    [
      `${level} Spf=Pass, Dkim=Pass, DMARC=Pass`,
      /does not suffice, although the reply says that SPF, DKIM and DMARC passed/,
      /both pass/,
    ],
    [level, /because SPF, DKIM or DMARC did not pass/, /Easy DKIM/],
    [
      '550 5.7.1 Message rejected: SPF check: failed, DKIM check: passed, DMARC check: passed',
      /because SPF did not pass/,
      /custom MAIL FROM/,
    ],
    [
      '550 5.7.1 rejected by DMARC policy of hafen.example (dkim=pass, spf=fail, dmarc = fail)',
      /because SPF and DMARC did not pass/,
      /does not count for DMARC/,
    ],
    [
      '554 5.7.9 Message not accepted for policy reasons. dkim : pass spf : pass dmarc : fail',
      /because DMARC did not pass/,
      /does not count for DMARC/,
    ],
    [
      '550 5.7.509: Access denied, sending domain hafen.example does not pass DMARC verification and has a DMARC policy of reject.',
      /because DMARC did not pass/,
      /Easy DKIM/,
    ],
  ])('%s', (text, summary, step) => {
    const [first] = readSymptom(text).candidates;
    expect(first?.code).toBe('bounce/authentication-failed');
    if (first === undefined) return;
    const words = readFinding(bounce, first, 'account');
    expect(words.summary).toMatch(summary);
    expect(words.fix[1]?.text).toMatch(step);
  });

  it('is not heard where spam is what the words refuse', () => {
    const [first] = readSymptom(
      '554 5.7.1 Spam message rejected. SPF: pass, DKIM: pass, DMARC: pass',
    ).candidates;
    expect(first?.code).toBe('bounce/spam-rejected');
  });
});
