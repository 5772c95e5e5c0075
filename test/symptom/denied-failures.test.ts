import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';
import { withoutDenied } from '../../src/symptom/observe/denied-failures.ts';

const codesOf = (text: string): readonly string[] =>
  readSymptom(text, { region: null }).candidates.map(({ code }) => code);

/** Nobody is accused, and nothing is called sound by it either. */
const open = ['send/unrecognised', 'send/no-failure'];

describe('a failure that is said not to have happened', () => {
  it.each([
    'The MAIL FROM domain has a green check mark and nothing failed.',
    'Custom MAIL FROM domain: green, none of the records failed.',
    'Unsere MAIL-FROM-Domain hat einen grünen Haken, nichts ist fehlgeschlagen.',
    'DKIM and MAIL FROM are both green in the console, neither failed.',
    'The MAIL FROM setup did not fail, status Success.',
    'The MAIL FROM domain failed last week and is green now.',
    'The custom MAIL FROM domain never failed so far.',
    'DKIM did not fail.',
    'The DKIM verification never failed.',
    'None of the DKIM records failed.',
    'Domain verification: nothing failed.',
    'The identity did not fail verification.',
    'No DKIM record is missing.',
    'We have not been throttled so far, nothing timed out.',
    'No bounces and nothing was rejected today, DKIM verified.',
    "La vérification DKIM n'a pas échoué.",
    'Nenhum dos registros DKIM falhou.',
    'La verificación del dominio no ha fallado.',
    'La verifica del dominio non è fallita.',
    'De verificatie van het domein is niet mislukt.',
  ])('is none: %s', (text) => {
    expect(codesOf(text).filter((code) => !open.includes(code))).toEqual([]);
  });

  it.each([
    ['The MAIL FROM domain never failed before, and now it has failed.', 'mail-from/failed'],
    ['The MAIL FROM domain has not been verified, it failed.', 'mail-from/failed'],
    ['The MAIL FROM domain failed last week and is red again.', 'mail-from/failed'],
    ['550 5.1.8 Sender could not be verified', 'bounce/policy-rejected'],
    ['450 4.1.8 Sender address verification failed', 'bounce/policy-rejected'],
    ['554 Message rejected: Email address is not verified.', 'identity/not-verified'],
  ])('and one that happened is one: %s', (text, code) => {
    expect(codesOf(text)).toContain(code);
  });

  it('takes no other word away', () => {
    expect(withoutDenied('It did not fail over to the other Region')).toContain('fail over');
    expect(withoutDenied('none of them failed until Monday')).toContain('failed until Monday');
    expect(withoutDenied('no record failed except the third, which is missing')).toContain('failed except');
    expect(withoutDenied('550 no such user, rejected')).toBe('550 no such user, rejected');
    expect(withoutDenied('mail did not bounce, but it was rejected')).toMatch(
      /^mail\s+, but it was rejected$/,
    );
  });
});

describe('a setting that is in order', () => {
  it.each([
    'the MAIL FROM is verified',
    'MAIL FROM domain bounce.example.com verified.',
    'MAIL FROM domain: mail.example.com (verified)',
    'MAIL FROM verification succeeded.',
    'MAIL FROM domain bounce.example.com verified; no failures.',
  ])('is no reply of a receiver that looks senders up: %s', (text) => {
    expect(codesOf(text).filter((code) => !open.includes(code))).toEqual([]);
  });
});
