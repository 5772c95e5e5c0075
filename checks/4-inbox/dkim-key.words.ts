import { type Owner, problem, type Severity, type Step } from '../../src/model/check.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

/** Keys with the same fault. */
export interface Keys {
  identity: string;
  own: boolean;
  /** Of how many keys of the identity. */
  total: number;
  /** `detail` completes “the key …”. */
  keys: readonly { name: string; detail: string; text: string }[];
  /** Keys of SES wait empty for their turn: whether another one is in use. Absent: none is, or it is no key of SES. */
  rotation?: 'another' | 'untold';
}

const ownPage = guide('send-email-authentication-dkim-bring-your-own');
const pendingSeries =
  'https://aws.amazon.com/blogs/messaging-and-targeting/dkim-troubleshooting-series-your-dkim-status-is-pending/';
const rfc6376 = rfc(6376, '3.6.1');
const rfc8301 = rfc(8301, '3.2');

const names = ({ keys }: Keys): string => keys.map(({ name }) => name).join(', ');

/** SES signs with one of its keys at a time; one that is not in use does no harm. */
const severity = ({ own, keys, total }: Keys): Severity =>
  own || keys.length === total ? 'error' : 'warning';

const evidence = (expected: string) => (data: Keys) =>
  data.keys.map(({ name, text }) => ({ what: `TXT ${name}`, expected, actual: text, source: null }));

/** The key is fixed by whoever publishes it. */
function fixKey({ own }: Keys, text: string): readonly Step[] {
  const owner: Owner = own ? 'dns' : 'aws';
  return own
    ? [{ text, owner }]
    : [
        {
          text: 'The records in your zone are right and the key behind them is kept by SES: open a case with AWS Support and name the records',
          owner,
        },
      ];
}

/** SES confirms a domain with a key of one's own by that key; its own keys it does not look at. */
const keepsFrom = ({ own }: Keys): readonly string[] => [
  ...['alignment/dmarc-fails', 'dkim/status-failed', 'dkim/status-pending', 'message/dkim-invalid'],
  ...(own
    ? [
        'dkim/status-temporary-failure',
        'identity/verification-pending',
        'identity/verification-failed',
        'identity/verification-temporary-failure',
        'identity/not-verified',
      ]
    : []),
];

const fails =
  'Receivers cannot verify signatures made with this key: the mail fails DKIM, and DMARC unless SPF aligns.';

/** What can be wrong with a DKIM key in DNS. */
export const problems = {
  'dkim/key-revoked': problem<Keys>({
    severity: ({ rotation }) => (rotation === undefined ? 'error' : 'info'),
    summary: (data) =>
      data.rotation !== undefined
        ? `No key is at ${names(data)} now${data.rotation === 'another' ? ': SES signs with another one.' : ', which is normal while SES signs with another of its three.'}`
        : data.keys.length === 1
          ? `The DKIM key at ${names(data)} is revoked: its p= is empty.`
          : `The DKIM keys at ${names(data)} are revoked: their p= is empty.`,
    impact: ({ rotation }) =>
      rotation === undefined
        ? fails
        : 'None: SES has one of its three keys in use, and the others wait empty for their turn.',
    evidence: evidence('p= with a public key'),
    fix: (data) =>
      data.rotation !== undefined
        ? []
        : fixKey(
            data,
            'Publish the public key that belongs to the private key SES has, or give SES a new pair',
          ),
    references: ({ own }) => (own ? [rfc6376, ownPage] : [rfc6376, pendingSeries]),
    explains: (data) => (data.rotation === undefined ? keepsFrom(data) : []),
    read: {
      summary: () => 'The DKIM key is published as revoked: its p= is empty.',
      impact: () => fails,
      references: [rfc6376, ownPage],
      fix: () => [{ text: 'Publish the public key again, or sign with a new selector', owner: 'dns' }],
      distinguish: 'Look up TXT at the selector: p= has no value (RFC 6376 3.6.1).',
    },
  }),

  'dkim/key-missing': problem<{
    identity: string;
    region: string | null;
    targets: readonly string[];
    /** Seen from outside, without all selectors of the identity, and no message shows that these sign. */
    some?: true;
  }>({
    severity: ({ some }) => (some === true ? 'warning' : 'error'),
    summary: ({ identity, some, targets }) =>
      some === true
        ? `No key is behind ${targets.join(' and ')} now. Whether SES signs mail of ${identity} with another one was not seen.`
        : `The DKIM records of ${identity} lead to the right names at SES, but none of them has a key.`,
    impact: ({ some }) =>
      some === true
        ? 'SES has one of three keys in use. If this one is it, receivers cannot verify the signature.'
        : fails,
    evidence: ({ targets }) =>
      targets.map((target) => ({
        what: `TXT ${target}`,
        expected: 'a public key',
        actual: 'no such record',
        source: null,
      })),
    fix: ({ identity, region, some }) => [
      ...(some === true
        ? [
            {
              text: 'Look first which selector signs (s= in DKIM-Signature of a message of today): have the message read with --message, or give all three with --dkim-selector. Only if it is this one, go on',
              owner: 'you' as const,
            },
          ]
        : []),
      {
        text: 'Set up Easy DKIM again, so that SES makes new keys; if it then shows other tokens, publish those. If the keys are still not there after an hour, open a case with AWS Support',
        owner: 'you',
        command: command`aws sesv2 put-email-identity-dkim-signing-attributes --region ${region} --email-identity ${identity} --signing-attributes-origin AWS_SES`,
      },
    ],
    references: [rfc6376, guide('troubleshoot-dkim')],
    explains: ({ some }) =>
      some === true
        ? []
        : ['alignment/dmarc-fails', 'dkim/status-failed', 'dkim/status-pending', 'message/dkim-invalid'],
  }),

  'dkim/key-malformed': problem<Keys>({
    severity,
    summary: ({ keys }) =>
      keys.map(({ name, detail }) => `The DKIM key at ${name} ${detail}`).join('. ') + '.',
    impact: fails,
    evidence: evidence('p= and the public key as one line of base64'),
    fix: (data) =>
      fixKey(
        data,
        'Publish the public key again, in one TXT record in place of all that are at the name: "p=" and the base64 text in one line, without BEGIN and END lines, quotation marks and backslashes',
      ),
    references: [rfc6376, ownPage],
    explains: (data) => ['dkim/key-mismatch', ...keepsFrom(data)],
  }),

  'dkim/key-too-short': problem<Keys>({
    severity,
    summary: ({ keys }) =>
      keys.map(({ name, detail }) => `The DKIM key at ${name} ${detail}`).join('. ') +
      ', which is too short.',
    impact: 'Receivers must ignore signatures with RSA keys under 1024 bits.',
    evidence: evidence('an RSA key of 2048 bits'),
    fix: (data) =>
      fixKey(
        data,
        'Make a new RSA key pair of 2048 bits, publish its public key at a new selector and give SES the private one',
      ),
    references: [rfc8301, ownPage],
    explains: keepsFrom,
  }),

  'dkim/key-testing': problem<Keys>({
    severity: 'warning',
    summary: (data) =>
      `The DKIM ${data.keys.length === 1 ? 'key' : 'keys'} at ${names(data)} ${data.keys.length === 1 ? 'is' : 'are'} marked as a test (t=y).`,
    impact: 'Some receivers then treat the mail as if it were not signed.',
    evidence: evidence('no y in t='),
    fix: (data) => fixKey(data, 'Remove "t=y" from the record'),
    references: [rfc6376],
  }),

  'dkim/key-mismatch': problem<{ identity: string; names: readonly string[] }>({
    severity: 'error',
    summary: ({ identity, names: all }) =>
      `SES says that the key at ${all.join(', ')} does not belong to the private key it has for ${identity}.`,
    impact: fails,
    evidence: () => [
      {
        what: 'VerificationInfo.ErrorType',
        expected: null,
        actual: 'INVALID_VALUE',
        source: 'ses:GetEmailIdentity',
      },
    ],
    fix: () => [
      {
        text: 'Derive the public key from the private key that SES was given (openssl rsa -in private.key -pubout) and publish it, or give SES a new pair: SES does not show the key it holds',
        owner: 'dns',
        command: command`openssl rsa -in private.key -pubout -outform der | openssl base64 -A`,
      },
    ],
    references: [ownPage, guide('troubleshoot-dkim')],
    explains: [
      'dkim/status-failed',
      'identity/verification-failed',
      'alignment/dmarc-fails',
      'message/dkim-invalid',
    ],
  }),

  'dkim/short-key': problem<{ identity: string; region: string | null; bits: number; own: boolean }>({
    severity: 'warning',
    summary: ({ identity, bits }) => `${identity} signs with a DKIM key of ${bits} bits.`,
    impact:
      'Receivers still accept it. 2048 bits are what signers should use today, and what SES uses unless told otherwise.',
    evidence: ({ bits }) => [
      { what: 'size of the RSA key', expected: '2048', actual: String(bits), source: null },
    ],
    fix: ({ identity, region, own }) => [
      own
        ? {
            text: 'Make a key pair of 2048 bits, publish its public key at a new selector and give SES the private one',
            owner: 'you',
          }
        : {
            text: 'Change to 2048 bits; the records in DNS stay as they are. It can be changed once in 24 hours',
            owner: 'you',
            command: command`aws sesv2 put-email-identity-dkim-signing-attributes --region ${region} --email-identity ${identity} --signing-attributes-origin AWS_SES --signing-attributes NextSigningKeyLength=RSA_2048_BIT`,
          },
    ],
    references: [rfc8301, guide('send-email-authentication-dkim-easy')],
  }),
};
