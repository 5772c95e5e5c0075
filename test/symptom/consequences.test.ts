import { describe, expect, it } from 'vitest';
import { symptomCodes } from '../../src/knowledge/symptom-codes.ts';
import { Collector } from '../../src/symptom/collector.ts';
import { isConsequence } from '../../src/symptom/consequences.ts';

const reset = { code: 'smtp/connection-reset', quote: 'connection closed', weight: 1 };
const alert = { code: 'smtp/tls-handshake-failed', quote: 'alert handshake failure', weight: 1 };

describe('a closed connection', () => {
  it('is left out where the failed handshake that closed it stands in the same thing pasted', () => {
    const collector = new Collector();
    const item = collector.item('log', 'a log');
    collector.add(item, [reset]);
    collector.add(item, [alert]);
    expect(collector.candidates().map(({ code }) => code)).toEqual([alert.code]);
  });

  it('stands for itself in another one', () => {
    const collector = new Collector();
    collector.add(collector.item('log', 'a log'), [reset]);
    collector.add(collector.item('log', 'another'), [alert]);
    expect(collector.candidates()[0]?.code).toBe(reset.code);
  });

  it.each(symptomCodes.filter((code) => /^smtp\/(?:tls|certificate)-/.test(code)))(
    'is how %s shows',
    (code) => {
      expect(isConsequence(reset.code, [reset.code, code])).toBe(true);
    },
  );

  it.each(['smtp/port-blocked', 'send/idle-timeout', reset.code])('is not explained by %s', (code) => {
    expect(isConsequence(reset.code, [code])).toBe(false);
  });
});
