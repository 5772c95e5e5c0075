import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codesOf = (results: string): readonly string[] =>
  readSymptom(
    `Authentication-Results: mx.receiver.example; ${results}\nFrom: News <news@shop.example>\n\nhello\n`,
  ).candidates.map(({ code }) => code);

describe('a DMARC record that a receiver could not read', () => {
  it.each([
    'dkim=pass header.d=shop.example; spf=pass smtp.mailfrom=shop.example; dmarc=permerror header.from=shop.example',
    'dkim=pass header.d=shop.example; dmarc=permerror (multiple records) header.from=shop.example',
    'dmarc=permerror action=none header.from=shop.example;compauth=pass reason=130',
    'spf=pass smtp.mailfrom=shop.example; dmarc=permerror header.from=shop.example',
    'dmarc=permerror',
    'dkim=none; spf=pass smtp.mailfrom=eu-west-1.amazonses.com; dmarc=permerror header.from=shop.example',
  ])('is told as the record, and not as DKIM: %s', (results) => {
    expect(codesOf(results)).toEqual(
      expect.arrayContaining(['dmarc/syntax-error', 'dmarc/multiple-records']),
    );
    expect(codesOf(results)).not.toContain('message/dmarc-failed');
  });

  it('is not meant by a failure, or by a lookup that failed for a moment', () => {
    expect(codesOf('dkim=none; dmarc=fail header.from=shop.example')).toContain('message/dmarc-failed');
    expect(codesOf('dmarc=temperror header.from=shop.example')).not.toContain('dmarc/syntax-error');
  });
});
