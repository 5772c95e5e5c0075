import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smtpCredentialShape } from '../../../src/probes/smtp/credentials.ts';
import { deriveSmtpPassword } from '../../../src/probes/smtp/password.ts';
import { withoutSecrets } from '../../../src/probes/smtp/redaction.ts';

// AWS's own published example key.
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const forUsEast1 = 'BLBM/9hSUELfq8Gw+rU1YcBjkOxGbhT2XG763xVLGWL9';

const shape = (username: string | undefined, password: string | undefined) =>
  smtpCredentialShape({ username, password, awsCredentials: async () => ({ accessKeyId, secretAccessKey }) });

describe('the SMTP password of a secret key', () => {
  it.each([
    ['us-west-2', 'BF2PynzbSCAjX08zhZZnP/kW+T9P5zs/1Er0pi5vTEmd'],
    ['us-east-1', forUsEast1],
  ])('in %s', (region, password) => {
    expect(deriveSmtpPassword(secretAccessKey, region)).toBe(password);
  });
});

describe('SMTP credentials', () => {
  it('of the usual kind, with the Region they are for', async () => {
    expect(await shape(accessKeyId, forUsEast1)).toEqual({
      username: 'access-key',
      usernamePrefix: 'AKIA',
      password: {
        present: true,
        length: 44,
        hasWhiteSpace: false,
        hasQuotes: false,
        base64Of33Bytes: true,
        versionByte: 4,
        looksLikeSecretKey: false,
      },
      derivedRegions: ['us-east-1'],
    });
  });

  it('that are not set', async () => {
    expect(await shape(undefined, undefined)).toBeNull();
    expect(await shape('', '')).toBeNull();
  });

  it('with one half missing', async () => {
    expect(await shape(undefined, forUsEast1)).toMatchObject({ username: 'missing', derivedRegions: null });
    expect(await shape(accessKeyId, undefined)).toMatchObject({ password: { present: false, length: 0 } });
  });

  it('that are the AWS keys themselves', async () => {
    expect(await shape('ASIAIOSFODNN7EXAMPLE', secretAccessKey)).toMatchObject({
      username: 'temporary-key',
      usernamePrefix: 'ASIA',
      password: { looksLikeSecretKey: true, base64Of33Bytes: false },
    });
  });

  it.each([
    [`${forUsEast1}\n`, { hasWhiteSpace: true, hasQuotes: false, base64Of33Bytes: false }],
    [`"${forUsEast1}"`, { hasWhiteSpace: false, hasQuotes: true, base64Of33Bytes: false }],
    [
      'hunter2',
      { hasWhiteSpace: false, hasQuotes: false, base64Of33Bytes: false, looksLikeSecretKey: false },
    ],
    [`A${forUsEast1.slice(1)}`, { base64Of33Bytes: true, versionByte: 0 }],
  ])('with a password like %j', async (password, expected) => {
    expect((await shape('someone@example.com', password))?.password).toMatchObject(expected);
  });

  it('of another access key are not compared', async () => {
    expect((await shape('AKIAI44QH8DHBEXAMPLE', forUsEast1))?.derivedRegions).toBeNull();
  });

  it('that belong to no Region', async () => {
    expect((await shape(accessKeyId, `B${'x'.repeat(43)}`))?.derivedRegions).toEqual([]);
  });

  it('never stand in their shape, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 12 }),
        fc.string({ minLength: 12 }),
        async (username, password) => {
          const text = JSON.stringify(await shape(username, password));
          expect(text).not.toContain(JSON.stringify(password).slice(1, -1));
          expect(text).not.toContain(JSON.stringify(username).slice(1, -1));
        },
      ),
    );
  });
});

describe('a reply that repeats the password', () => {
  const credentials = { username: accessKeyId, password: forUsEast1 };
  it.each([
    forUsEast1,
    forUsEast1.toLowerCase(),
    forUsEast1.slice(20, 30),
    forUsEast1.split('').join(' '),
    Buffer.from(forUsEast1).toString('base64'),
    Buffer.from(`\0${accessKeyId}\0${forUsEast1}`).toString('base64'),
    encodeURIComponent(forUsEast1),
    Buffer.from(forUsEast1).toString('hex'),
  ])('as %s', (text) => {
    expect(withoutSecrets(`535 ${text}`, credentials)).toBe('(left out: the reply repeats the credentials)');
  });

  it('is the only one that is touched', () => {
    const reply = '535 Authentication Credentials Invalid';
    expect(withoutSecrets(reply, credentials)).toBe(reply);
  });
});
