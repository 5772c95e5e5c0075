import { describe, expect, it } from 'vitest';
import { soundSpf } from '../../src/spf/sound.ts';

describe('one record with all changes that it needs', () => {
  it.each([
    ['v=spf1 ?all', 'ses', 'v=spf1 include:amazonses.com ~all'],
    ['v=spf1 include:old.example ?all', 'ses', 'v=spf1 include:amazonses.com include:old.example ~all'],
    ['v=spf1 ptr -all', 'ses', 'v=spf1 include:amazonses.com -all'],
    ['v=spf1 a', 'ses', 'v=spf1 include:amazonses.com a ~all'],
    ['v=spf1 include:amazonses.com ptr:example.com ?all', null, 'v=spf1 include:amazonses.com ~all'],
    ['v=spf1 ip4:0.0.0.0/0 ?all', 'ses', 'v=spf1 include:amazonses.com ~all'],
    ['v=spf1 mx', ['192.0.2.1', '2001:db8::1'], 'v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 mx ~all'],
    ['v=spf1 +all', null, 'v=spf1 ~all'],
    ['v=spf1 redirect=_spf.example.com', 'ses', 'v=spf1 include:amazonses.com redirect=_spf.example.com'],
  ] as const)('%s', (text, lacking, wanted) => {
    expect(soundSpf(text, lacking).record).toBe(wanted);
  });

  it('says each change once', () => {
    expect(soundSpf('v=spf1 ptr ?all', 'ses').change).toBe(
      'Put include:amazonses.com first in the record, end it with "~all", and remove "ptr" from it',
    );
    expect(soundSpf('v=spf1 include:amazonses.com ?all', null).change).toBe('End the record with "~all"');
  });

  it('changes nothing about a record that is in order', () => {
    expect(soundSpf('v=spf1 include:amazonses.com -all', null)).toEqual({
      record: 'v=spf1 include:amazonses.com -all',
      change: null,
    });
  });
});
