import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DkimKey, parseDkimKey } from '../../../src/parse/dkim/key.ts';
import { expectLinear } from '../../support/linear.ts';

const spki = (bits: number): string =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
const pkcs1 = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .publicKey.export({ type: 'pkcs1', format: 'der' })
  .toString('base64');
const rsa1024 = spki(1024);
const rsa = (bits: number, testing = false): DkimKey => ({ kind: 'key', keyType: 'rsa', bits, testing });
const bad = (because: string): DkimKey => ({ kind: 'malformed', because });

/** RFC 8463 appendix A.2. */
const ed25519 = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
/** RFC 6376 appendix C: 1024 bits. */
const brisbane =
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB';

describe('a DKIM key record', () => {
  const cases: Record<string, [string, DkimKey]> = {
    'the example of RFC 6376': [`v=DKIM1; p=${brisbane}`, rsa(1024)],
    'a key alone, as SES asks for it': [`p=${rsa1024}`, rsa(1024)],
    '2048 bits': [`v=DKIM1; k=rsa; p=${spki(2048)};`, rsa(2048)],
    '512 bits': [`p=${spki(512)}`, rsa(512)],
    'a bare RSAPublicKey': [`p=${pkcs1}`, rsa(1024)],
    'the Ed25519 example of RFC 8463': [
      `v=DKIM1; k=ed25519; p=${ed25519}`,
      { kind: 'key', keyType: 'ed25519', bits: 256, testing: false },
    ],
    'spaces in the key and around the tags': [
      ` v = DKIM1 ;\tp = ${rsa1024.slice(0, 40)} ${rsa1024.slice(40)} `,
      rsa(1024),
    ],
    'unknown tags and notes': [`v=DKIM1; n=hello; x_1=y; p=${rsa1024}`, rsa(1024)],
    'a test': [`v=DKIM1; t=s:y; p=${rsa1024}`, rsa(1024, true)],
    'strict sub-domains are no test': [`v=DKIM1; t=s; p=${rsa1024}`, rsa(1024)],
    'SHA-256 among others': [`v=DKIM1; h=sha1:sha256; p=${rsa1024}`, rsa(1024)],
    'for e-mail': [`v=DKIM1; s=email; p=${rsa1024}`, rsa(1024)],
    'for everything': [`v=DKIM1; s=*; p=${rsa1024}`, rsa(1024)],
    revoked: ['v=DKIM1; p=', { kind: 'revoked' }],
    'revoked, without a version': ['p=;', { kind: 'revoked' }],
    'another TXT record': ['google-site-verification=abc', { kind: 'other' }],
    'an SPF record': ['v=spf1 include:amazonses.com ~all', { kind: 'other' }],
    'a DMARC record, which has a p= too': ['v=DMARC1; p=none', { kind: 'other' }],
    nothing: ['', { kind: 'other' }],
    'no p=': ['v=DKIM1; k=rsa', bad('has no p=, which is the key itself')],
    'a version in lower case': [`v=dkim1; p=${rsa1024}`, bad('has a v= that is not exactly DKIM1')],
    'a version that is not first': [`k=rsa; v=DKIM1; p=${rsa1024}`, bad('does not begin with its v=DKIM1')],
    'BEGIN and END lines': [
      `p=-----BEGIN PUBLIC KEY-----${rsa1024}-----END PUBLIC KEY-----`,
      bad('still has the BEGIN and END lines of its file in it'),
    ],
    'quotation marks': [`"v=DKIM1; p=${rsa1024}"`, bad('has quotation marks in it')],
    backslashes: [`v=DKIM1\\; p=${rsa1024}`, bad('has backslashes before its semicolons')],
    'two p=': [`p=${rsa1024}; p=${rsa1024}`, bad('has p= twice')],
    'a key cut short': [
      `p=${rsa1024.slice(0, 100)}`,
      bad('is base64, but no RSA public key (cut short, or another kind of key)'),
    ],
    'a private key': [
      `p=${generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')}`,
      bad('is base64, but no RSA public key (cut short, or another kind of key)'),
    ],
    'no base64': ['p=hello!', bad('is not valid base64')],
    'an Ed25519 key wrapped like an RSA one': [
      'k=ed25519; p=MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=',
      bad('is not an Ed25519 key of 32 bytes'),
    ],
    'another type': [`k=dsa; p=${rsa1024}`, bad('is of a type that nobody verifies (k=)')],
    'SHA-1 only': [`h=sha1; p=${rsa1024}`, bad('allows no SHA-256 (h=), which signatures use')],
    'for something else': [`s=tlsrpt; p=${rsa1024}`, bad('is not for e-mail (s=)')],
    'a part that is no tag': [
      `v=DKIM1; hello; p=${rsa1024}`,
      bad('has a part that is not of the form tag=value'),
    ],
  };
  for (const [name, [text, key]] of Object.entries(cases)) {
    it(name, () => {
      expect(parseDkimKey(text)).toEqual(key);
    });
  }

  it('may be any text: nothing throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `v=DKIM1; p=${text}`),
          fc.base64String().map((text) => `p=${text}`),
        ),
        (text) => {
          expect(['key', 'revoked', 'malformed', 'other']).toContain(parseDkimKey(text).kind);
        },
      ),
    );
  });

  it('any RSA key that was cut anywhere is no key', () => {
    const bytes = Buffer.from(rsa1024, 'base64');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: bytes.length - 1 }), (length) => {
        expect(parseDkimKey(`p=${bytes.subarray(0, length).toString('base64')}`).kind).toBe('malformed');
      }),
    );
  });

  it.each<[string, (size: number) => string]>([
    ['spaces after the version', (size) => `v=DKIM1;${' '.repeat(size)}`],
    ['equals signs', (size) => `p=${'='.repeat(size)}`],
    ['letters apart', (size) => `p=${'A '.repeat(size / 2)}`],
    ['semicolons', (size) => `${';'.repeat(size)}p=`],
    ['a name with spaces', (size) => `v${' '.repeat(size)}p=`],
  ])('takes linear time: %s', async (_, text) => {
    await expectLinear(64_000, (size) => parseDkimKey(text(size)));
  });
});
