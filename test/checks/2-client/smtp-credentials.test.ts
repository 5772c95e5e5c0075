import { describe, expect, it } from 'vitest';
import check from '../../../checks/2-client/smtp-credentials.ts';
import { liveFinding } from '../../../src/model/finding.ts';
import type { SmtpLogin } from '../../../src/facts/smtp/login.ts';
import type { RegionLogin } from '../../../src/parse/smtp-credential-faults.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { credentialShape, notAsked, passwordShape, readAs } from '../../support/smtp-credentials.ts';
import { endpointWith, smtpHostName as host } from '../../support/smtp.ts';
import type { Answer } from '../../../src/model/unavailable.ts';

const loginWith = (code: number, text: string): Answer<SmtpLogin> => ({
  ok: true,
  value: { host, port: { port: 587, tls: 'starttls' }, mechanism: 'PLAIN', code, text },
});
const rejected = loginWith(535, '535 Authentication Credentials Invalid');
const accepted = loginWith(235, '235 Authentication successful.');
const tried = (...logins: readonly RegionLogin[]): Answer<readonly RegionLogin[]> => ({
  ok: true,
  value: logins,
});
const reply = '535 Authentication Credentials Invalid';
const region = 'eu-west-1';

const address = credentialShape({ username: 'other', usernamePrefix: null });
const onlyPassword = credentialShape({ username: 'missing', usernamePrefix: null });
const temporary = credentialShape({
  username: 'temporary-key',
  usernamePrefix: 'ASIA',
  password: passwordShape({
    length: 40,
    looksLikeSecretKey: true,
    base64Of33Bytes: false,
    versionByte: null,
  }),
});
const secretKey = credentialShape({
  password: passwordShape({
    length: 40,
    looksLikeSecretKey: true,
    base64Of33Bytes: false,
    versionByte: null,
  }),
});
const old = credentialShape({ password: passwordShape({ versionByte: 2 }) });
const malformed = (more: Partial<typeof address.password>) =>
  credentialShape({ password: passwordShape({ base64Of33Bytes: false, versionByte: null, ...more }) });
const lineEnd = malformed({ length: 45, hasWhiteSpace: true });
const quoted = malformed({ length: 46, hasQuotes: true });
const short = malformed({ length: 8 });
const otherVersion = credentialShape({ password: passwordShape({ versionByte: 9 }) });
const none = malformed({ length: 0, present: false });

const malformedFinding = (shape: typeof address) => ({
  given: { smtpCredentials: shape },
  found: [{ problem: 'smtp-credentials/password-malformed', data: { region, shape, reply: null } }] as const,
});
const codes = (legacy: boolean) =>
  [
    'username-not-access-key',
    'temporary-key',
    'password-is-secret-key',
    'password-malformed',
    'password-wrong-region',
    ...(legacy ? [] : ['password-legacy-signature']),
  ].map((code) => ({
    refutes: `smtp-credentials/${code}`,
    subject: null,
    because: `${host} accepted the SMTP credentials of this environment just now`,
  }));

describeCheck(check, {
  healthy: {
    smtpEndpoint: endpointWith(),
    smtpCredentials: credentialShape({ derivedRegions: [region] }),
    smtpLogin: notAsked('--no-smtp'),
    smtpOtherRegions: notAsked('--try-regions'),
  },
  finds: {
    'an address as user name': {
      given: { smtpCredentials: address },
      found: [
        {
          problem: 'smtp-credentials/username-not-access-key',
          data: { region, shape: address, reply: null },
        },
      ],
    },
    'no user name': {
      given: { smtpCredentials: onlyPassword },
      found: [
        {
          problem: 'smtp-credentials/username-not-access-key',
          data: { region, shape: onlyPassword, reply: null },
        },
      ],
    },
    'a temporary key, with nothing said about its password': {
      given: { smtpCredentials: temporary, smtpLogin: rejected },
      found: [{ problem: 'smtp-credentials/temporary-key', data: { region, shape: temporary, reply } }],
    },
    'the secret key as password': {
      given: { smtpCredentials: secretKey, smtpLogin: rejected },
      found: [
        { problem: 'smtp-credentials/password-is-secret-key', data: { region, shape: secretKey, reply } },
      ],
    },
    'an old password, not tried': {
      given: { smtpCredentials: old },
      found: [
        {
          problem: 'smtp-credentials/password-legacy-signature',
          data: { region, shape: old, reply: null, accepted: false },
        },
      ],
    },
    'an old password that is still accepted': {
      given: { smtpCredentials: old, smtpLogin: accepted },
      found: [
        {
          problem: 'smtp-credentials/password-legacy-signature',
          data: { region, shape: old, reply: '235 Authentication successful.', accepted: true },
        },
      ],
    },
    'a line end in the password': malformedFinding(lineEnd),
    'a password in quotes': malformedFinding(quoted),
    'a password of another kind': malformedFinding(short),
    'no password': malformedFinding(none),
    'a password of the right form with another first letter': malformedFinding(otherVersion),
    'a password that the key has in no Region, before anybody tried it': {
      given: { smtpCredentials: credentialShape({ derivedRegions: [] }) },
      found: [
        {
          problem: 'smtp-credentials/password-of-another-key',
          data: { region, shape: credentialShape({ derivedRegions: [] }), reply: null },
        },
      ],
    },
    'a password of another Region, by derivation': {
      given: { smtpCredentials: credentialShape({ derivedRegions: ['us-east-1'] }), smtpLogin: rejected },
      found: [
        {
          problem: 'smtp-credentials/password-wrong-region',
          data: { region, rightRegions: ['us-east-1'], proof: 'derived', reply },
        },
      ],
    },
    'a password of another Region, by trying': {
      given: {
        smtpCredentials: credentialShape({}),
        smtpLogin: rejected,
        smtpOtherRegions: tried(
          {
            region: 'us-west-2',
            code: {
              ok: false,
              why: { reason: 'timeout', message: 'x', question: 'y', action: null, region: null, detail: {} },
            },
          },
          { region: 'us-east-1', code: { ok: true, value: 235 } },
        ),
      },
      found: [
        {
          problem: 'smtp-credentials/password-wrong-region',
          data: { region, rightRegions: ['us-east-1'], proof: 'tried', reply },
        },
      ],
    },
  },
  silent: {
    'a rejection that the form does not explain': {
      smtpCredentials: credentialShape({}),
      smtpLogin: rejected,
    },
    'Regions that reject it as well': {
      smtpLogin: rejected,
      smtpOtherRegions: tried({ region: 'us-east-1', code: { ok: true, value: 535 } }),
    },
  },
  verdicts: {
    'credentials that were let in are well, whatever their form': {
      given: { smtpCredentials: address, smtpLogin: accepted },
      verdict: codes(false),
    },
    'a Region that did not answer leaves it open': {
      given: {
        smtpCredentials: credentialShape({}),
        smtpLogin: rejected,
        smtpOtherRegions: tried({
          region: 'us-west-2',
          code: {
            ok: false,
            why: {
              reason: 'unreachable',
              message: 'x',
              question: 'y',
              action: null,
              region: null,
              detail: {},
            },
          },
        }),
      },
      verdict: [
        {
          unanswered: {
            reason: 'unreachable',
            message: 'x',
            question: 'y',
            action: null,
            region: null,
            detail: {},
          },
          counts: true,
        },
      ],
    },
  },
  reads: [
    'username-not-access-key',
    'temporary-key',
    'password-is-secret-key',
    'password-legacy-signature',
    'password-malformed',
    'password-wrong-region',
  ].map((code) => readAs(`smtp-credentials/${code}`)),
});

describe('what is wrong with a password', () => {
  const judged = (shape: typeof address, accepting: readonly string[]) =>
    [
      check.evaluate(
        {
          smtpEndpoint: endpointWith(),
          smtpCredentials: shape,
          smtpLogin: rejected,
          smtpOtherRegions: tried(
            ...accepting.map((name) => ({ region: name, code: { ok: true, value: 235 } as const })),
          ),
        },
        '',
      ),
    ]
      .flatMap((verdict) => ('notApplicable' in verdict ? [] : verdict))
      .flatMap((one) => ('problem' in one ? [liveFinding(check, one, 'account')] : []));

  it.each([
    ['a secret key that another Region takes', secretKey, ['us-east-1']],
    ['an old one that another Region takes', old, ['us-east-1']],
    ['one with a line end that another Region takes', lineEnd, ['us-east-1', 'us-west-2']],
    ['one in quotes that another Region takes', quoted, ['us-east-1']],
    ['one that is too short, and another Region', short, ['eu-central-1']],
  ])('is one act: %s', (_, shape, accepting) => {
    const acts = judged(shape, accepting).map(({ act }) => act);
    expect(acts).toEqual(['SMTP password', 'SMTP password']);
  });

  it('is another act than a user name that is no access key', () => {
    const acts = judged({ ...secretKey, username: 'other', usernamePrefix: null }, []).map(
      ({ code, act }) => [code, act],
    );
    expect(acts).toEqual([
      ['smtp-credentials/username-not-access-key', undefined],
      ['smtp-credentials/password-is-secret-key', 'SMTP password'],
    ]);
  });
});
