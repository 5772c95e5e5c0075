import { problem, type Step } from '../../src/model/check.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';

interface NotEnabled {
  name: string;
  region: string | null;
  address: boolean;
  /** The domain of the address, or one above it, where that is an identity too. */
  domain?: string;
  /** `SigningEnabled`. */
  signing: boolean;
  /** Easy DKIM or an own key was set up before. */
  setUp: boolean;
}

export interface Status {
  name: string;
  region: string | null;
  status: string;
  /** `AWS_SES`, `EXTERNAL`, or `AWS_SES_<REGION>` for a replica. */
  origin: string;
  /** Whether the records are as SES wants them, as far as DNS was heard; `kept`: only the resolver has been heard. */
  records: 'right' | 'kept' | 'wrong' | 'unclear' | 'own-key';
  lastChecked: string | null;
  errorType: string | null;
  /** When SES last made keys; absent where it does not say. */
  keysSince?: string;
  /** When SES last found the records; absent where it does not say. */
  lastSuccess?: string;
}

const easyPage = guide('send-email-authentication-dkim-easy');

const troublePage = guide('troubleshoot-dkim');

/** A message that was received meanwhile has no signature but that of SES. */
const seenInMessage = ['message/dkim-unaligned', 'message/unsigned'];

const explained = ['identity/verification-pending', 'identity/verification-failed', 'identity/not-verified'];

/** SES starts to look again when DKIM is set up again; what that takes depends on whose key it is. */
function startAgain({ name, region, origin }: Status): Step {
  if (origin === 'EXTERNAL') {
    return {
      text: 'Make SES look again: give it the private key and the selector once more (identity, Authentication, DomainKeys Identified Mail, Edit)',
      owner: 'you',
    };
  }
  if (origin !== 'AWS_SES') {
    return {
      text: `Make SES look again in the Region that this identity copies its keys from (${origin.replace('AWS_SES_', '').toLowerCase().replaceAll('_', '-')}): set Easy DKIM up again there`,
      owner: 'you',
    };
  }
  return {
    text: 'Make SES look again by setting up Easy DKIM again; if it then shows other tokens, publish those',
    owner: 'you',
    command: command`aws sesv2 put-email-identity-dkim-signing-attributes --region ${region} --email-identity ${name} --signing-attributes-origin AWS_SES`,
  };
}

const seeStatus = ({ name, region }: Status): Step => ({
  text: 'See what SES says now',
  owner: 'you',
  command: command`aws sesv2 get-email-identity --region ${region} --email-identity ${name} --query DkimAttributes`,
});

/** SES shows no key of one's own: only its owner can tell whether the pair fits, as after a rotation at one end. */
const compareOwnKey: Step = {
  text: 'Compare the key in DNS with the public half of the private key that SES was given: if a key was rotated at only one end, they differ. Publish the right half',
  owner: 'dns',
  command: command`openssl rsa -in private.key -pubout -outform der | openssl base64 -A`,
};

/** SES asks the servers of the zone, not the resolver of this network. */
const askServers = ({ name }: Status): Step => ({
  text: `See whether the name servers of ${domainOf(name)} answer, since SES asks them: run this where port 53 to the outside is open, or look from another network`,
  owner: 'dns',
  command: command`dig +trace SOA ${domainOf(name)}`,
});

const fixRecords: Step = { text: 'Fix the DKIM records listed in this report first', owner: 'dns' };

function statusFix(data: Status, whenRight: readonly Step[]): readonly Step[] {
  if (data.records === 'right') return [...whenRight, seeStatus(data)];
  if (data.records === 'wrong') return [fixRecords, ...whenRight];
  if (data.records === 'own-key') return [compareOwnKey, ...whenRight];
  if (data.records === 'kept') return [askServers(data), ...whenRight];
  return [
    { text: 'Look at the records again: not all of them could be read in this run', owner: 'dns' },
    ...whenRight,
  ];
}

const statusEvidence = ({ status, lastChecked, errorType, keysSince, lastSuccess }: Status) => [
  {
    what: 'GetEmailIdentity.DkimAttributes.Status',
    expected: 'SUCCESS',
    actual: status,
    source: 'ses:GetEmailIdentity',
  },
  ...(errorType === null
    ? []
    : [
        {
          what: 'VerificationInfo.ErrorType',
          expected: null,
          actual: errorType,
          source: 'ses:GetEmailIdentity',
        },
      ]),
  ...(lastChecked === null
    ? []
    : [
        {
          what: 'VerificationInfo.LastCheckedTimestamp',
          expected: null,
          actual: lastChecked,
          source: 'ses:GetEmailIdentity',
        },
      ]),
  ...(lastSuccess === undefined
    ? []
    : [
        {
          what: 'SES last found the records',
          expected: null,
          actual: lastSuccess,
          source: 'ses:GetEmailIdentity',
        },
      ]),
  ...(keysSince === undefined
    ? []
    : [
        {
          // The keys are new since then; it does not say that the old ones worked until then.
          what: 'new keys since',
          expected: null,
          actual: keysSince,
          source: 'ses:GetEmailIdentity',
        },
      ]),
];

const ownKeyThere = '; a key is there, and whether it belongs to the private key of SES cannot be seen';

const notYet = (records: Status['records']): string =>
  records === 'right'
    ? ', although its records are right: SES has not looked again yet'
    : records === 'kept'
      ? '; the resolver has them, and none of the name servers of the domain could be asked'
      : records === 'own-key'
        ? ownKeyThere
        : '';

const pages = ({ region, name }: { region: string | null; name: string }): readonly string[] =>
  pagesFor(region, identityPath(name), easyPage, troublePage);

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The words of the check `dkim`. */
export const dkimProblems = {
  'dkim/not-enabled': problem<NotEnabled>({
    severity: 'error',
    summary: ({ name, setUp }) =>
      setUp ? `DKIM signing is switched off for ${name}.` : `DKIM is not set up for ${name}.`,
    impact:
      'Mail leaves without a signature of your domain: DMARC rests on SPF alone, and forwarded mail fails it.',
    evidence: ({ signing, setUp }) => [
      ...(signing
        ? []
        : [
            {
              what: 'GetEmailIdentity.DkimAttributes.SigningEnabled',
              expected: 'true',
              actual: 'false',
              source: 'ses:GetEmailIdentity',
            },
          ]),
      ...(setUp
        ? []
        : [
            {
              what: 'GetEmailIdentity.DkimAttributes.Status',
              expected: 'SUCCESS',
              actual: 'NOT_STARTED, without tokens',
              source: 'ses:GetEmailIdentity',
            },
          ]),
    ],
    fix: ({ name, region, address, setUp, domain }) => [
      ...(address && domain !== undefined
        ? [
            {
              text: `An address that is an identity of its own uses its own settings, and ${domain} is an identity here too: see first what its DKIM lacks`,
              owner: 'you' as const,
              command: command`ses-doctor check --identity ${domain} --region ${region}`,
              does: { kind: 'look' as const, identity: domain },
            },
          ]
        : address
          ? [
              {
                text: `An address that is an identity of its own uses its own settings. Set Easy DKIM up for the domain ${domainOf(name)} first, if it is yours; a mailbox at somebody else's domain can never be signed for`,
                owner: 'you' as const,
              },
            ]
          : []),
      setUp
        ? {
            text: 'Switch signing on',
            owner: 'you',
            command: command`aws sesv2 put-email-identity-dkim-attributes --region ${region} --email-identity ${name} --signing-enabled`,
          }
        : {
            text: 'Set Easy DKIM up, then publish the three records it names',
            owner: 'you',
            command: command`aws sesv2 put-email-identity-dkim-signing-attributes --region ${region} --email-identity ${name} --signing-attributes-origin AWS_SES`,
          },
    ],
    references: pages,
    explains: ['alignment/dmarc-fails', ...seenInMessage],
    read: {
      summary: ({ subject }) => `DKIM is not set up, or switched off, for ${subject ?? 'the sender'}.`,
      impact: () => 'Mail leaves without a signature of your domain: DMARC rests on SPF alone.',
      fix: () => [
        { text: 'Set Easy DKIM up for the domain, then publish the three records it names', owner: 'you' },
      ],
      references: [easyPage],
      distinguish: 'GetEmailIdentity shows DkimAttributes.SigningEnabled and Status.',
    },
  }),

  'dkim/status-pending': problem<Status>({
    severity: 'warning',
    summary: ({ name, records }) => `SES still waits for the DKIM records of ${name}${notYet(records)}.`,
    impact:
      'Until SES has seen the records, mail is not signed with your domain; SES gives up after 72 hours.',
    evidence: statusEvidence,
    fix: (data) =>
      statusFix(data, [
        {
          text: 'Give SES time: it looks by itself, usually within the hour and for up to 72 hours after the set-up',
          owner: 'aws',
        },
        {
          ...startAgain(data),
          text: `If it still waits after a day: ${lowerFirst(startAgain(data).text)}`,
        },
      ]),
    references: pages,
    explains: explained,
    read: {
      references: [easyPage, troublePage],
      impact: () => 'Mail is not signed by the domain, and DMARC rests on SPF alone.',
      severity: 'warning',
      summary: () => 'SES has not found the DKIM records yet.',
      fix: () => [
        {
          text: 'Compare the names and values of the three CNAME records with those that the console shows',
          owner: 'dns',
        },
      ],
      distinguish:
        'GetEmailIdentity says PENDING in the DKIM status; FAILED means that SES has given up after 72 hours.',
    },
  }),

  'dkim/status-failed': problem<Status>({
    severity: 'error',
    summary: ({ name, records, status }) =>
      status === 'NOT_STARTED'
        ? `SES does not look for the DKIM records of ${name}${records === 'right' ? ', although they are right' : records === 'own-key' ? ownKeyThere : ''}.`
        : `SES has given up on the DKIM records of ${name}${records === 'right' ? ', although they are right now: SES does not look again by itself' : records === 'own-key' ? ownKeyThere : ''}.`,
    impact:
      'Mail leaves without a signature of your domain, and a domain that is not verified otherwise cannot send.',
    evidence: statusEvidence,
    fix: (data) => statusFix(data, [{ ...startAgain(data), does: { kind: 'again', of: 'dkim' } }]),
    references: pages,
    explains: [...explained, 'alignment/dmarc-fails', ...seenInMessage],
    read: {
      summary: ({ subject }) => `SES has given up on the DKIM records of ${subject ?? 'the identity'}.`,
      fix: () => [
        {
          text: 'Compare the DKIM records with what SES shows for the identity (with a key of your own: with the public half of the private key that SES has), then start the set-up again.',
          owner: 'dns',
        },
      ],
      references: [guide('troubleshoot-dkim')],
      distinguish:
        'AWS has sent an e-mail that says DKIM setup failed; ses-doctor check --identity shows which record is wrong.',
    },
  }),

  'dkim/status-temporary-failure': problem<Status>({
    severity: 'warning',
    summary: ({ name, records }) => `SES no longer finds the DKIM records of ${name}${notYet(records)}.`,
    impact:
      'Mail is still signed, but SES stops that, and in the end sending, if the records do not come back in a few days.',
    evidence: statusEvidence,
    fix: (data) =>
      statusFix(data, [
        {
          text: 'SES looks again by itself while the records are there; no new set-up is needed',
          owner: 'aws',
        },
      ]),
    references: pages,
    explains: ['identity/verification-temporary-failure'],
    read: {
      severity: 'warning',
      summary: ({ subject }) => `SES no longer finds the DKIM records of ${subject ?? 'the identity'}.`,
      fix: () => [
        {
          text: 'Put the DKIM records that SES shows for the identity, or your own public key, back in DNS.',
          owner: 'dns',
        },
      ],
      references: [guide('troubleshoot-dkim')],
      distinguish:
        'AWS has sent an e-mail that says DKIM records were not found; ses-doctor check --identity shows which one is missing.',
    },
  }),
};
