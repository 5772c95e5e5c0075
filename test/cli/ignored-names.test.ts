import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { refuseMisspelt } from '../../src/cli/ignored-names.ts';
import type { Ignore } from '../../src/gate/ignores.ts';

const refusal = (ignore: Ignore) => () => {
  refuseMisspelt([{ code: 'dmarc/policy-none', reason: 'May' }, ignore], checklist, '--ignore-file');
};

describe('an ignore', () => {
  it.each([
    ['dmarc/policy-non', 'dmarc/policy-none'],
    ['dmarc/polcy-none', 'dmarc/policy-none'],
    ['DKIM/name-doubeld', 'dkim/name-doubled'],
    ['sandbox/acount-in-sandbox', 'sandbox/account-in-sandbox'],
    ['dmrc/*', 'dmarc/*'],
    ['mailfrom/*', 'mail-from/*'],
  ])('of the misspelt code %s is refused with the nearest', (code, near) => {
    expect(refusal({ code, reason: 'May' })).toThrow(
      `--ignore-file: ignores[1]: no code is called "${code}"; did you mean ${near}?`,
    );
  });

  it('of a misspelt check is refused with the nearest', () => {
    expect(refusal({ check: 'reputaton', status: 'unknown', reason: 'not permitted' })).toThrow(
      'no check is called "reputaton"; did you mean reputation?',
    );
  });

  it.each(['dmarc/*', 'dkim/name-*', 'DMARC/policy-none', 'retired/of-another-version', 'zz/*'])(
    'of %s stands: it fits a code, or is near to none',
    (code) => {
      expect(refusal({ code, reason: 'May' })).not.toThrow();
    },
  );

  it.each(['reputation*', 'reputation-*', 'Send-*', 'dmarc*', 'identity-policy*', 'retired*'])(
    'of the checks %s stands: a whole name and its kin',
    (check) => {
      expect(refusal({ check, status: 'unknown', reason: 'not permitted' })).not.toThrow();
    },
  );

  it.each([
    ['r*', /"r\*" names no area and no check; it would accept \d+ of them: reputation, /],
    ['s*', /names no area and no check/],
    ['repu*', /names no area and no check/],
    ['identity-*', null],
    ['id*', /names no area and no check/],
    ['send*', /"send\*" fits sending, sending-ip.* as well; write send-\*, or an entry for each check/],
  ])('of the checks %s', (check, words) => {
    const accepting = refusal({ check, status: 'unknown', reason: 'not permitted' });
    if (words === null) expect(accepting).not.toThrow();
    else expect(accepting).toThrow(words);
  });
});
