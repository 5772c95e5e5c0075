import { problem, type Step } from '../../src/model/check.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Named {
  name: string;
  region: string | null;
}

export interface Status extends Named {
  domain: string;
  status: string;
  rejects: boolean;
  /** Whether the MX is as SES wants it, as far as DNS was heard. */
  records: 'right' | 'wrong' | 'unclear';
}

interface NotStarted extends Named {
  domain: string;
  exchange: string;
  guessed: boolean;
  /** The MAIL FROM domain that SES uses instead, or null. */
  inUse: string | null;
}

const page = guide('mail-from');
const references = ({ region, name }: Named): readonly string[] => pagesFor(region, identityPath(name), page);

/** What the identity says of a MAIL FROM domain that does not work stays as it is. */
const setUp = (
  { region, name, domain, rejects = false }: Named & { domain: string; rejects?: boolean },
  text: string,
): Step => ({
  text,
  owner: 'you',
  command: command`aws sesv2 put-email-identity-mail-from-attributes --region ${region} --email-identity ${name} --mail-from-domain ${domain} --behavior-on-mx-failure ${rejects ? 'REJECT_MESSAGE' : 'USE_DEFAULT_VALUE'}`,
});

const fixRecords: Step = { text: 'Fix the MX record listed in this report first', owner: 'dns' };
const before = ({ records }: Status): readonly Step[] => (records === 'wrong' ? [fixRecords] : []);

const although = ({ records }: Status): string =>
  records === 'right' ? ', although its MX record is right' : '';

const effect = ({ rejects }: Status): string =>
  rejects
    ? 'SES refuses to send with this identity until the MAIL FROM domain works.'
    : 'SES uses its own MAIL FROM domain in the meantime: mail flows, but SPF does not align, so DMARC rests on DKIM alone.';

const statusEvidence = ({ status, domain }: Status) => [
  {
    what: `MailFromDomainStatus of ${domain}`,
    expected: 'SUCCESS',
    actual: status,
    source: 'ses:GetEmailIdentity',
  },
];

const useOwnWhenBroken = ({ region, name, domain }: Named & { domain: string }): Step =>
  setUp(
    { region, name, domain },
    'Let SES fall back to its own MAIL FROM domain when yours does not work, so that mail flows again',
  );

/** What can be said about the MAIL FROM domain that SES has for an identity. */
export const problems = {
  'mail-from/default': problem<Named>({
    severity: 'info',
    summary: ({ name }) => `${name} uses the MAIL FROM domain of SES.`,
    impact:
      'SPF passes for amazonses.com, which is not your domain, so it never aligns: DMARC rests on DKIM alone. That is fine as long as DKIM holds.',
    evidence: () => [
      {
        what: 'GetEmailIdentity.MailFromAttributes',
        expected: null,
        actual: 'no MailFromDomain',
        source: 'ses:GetEmailIdentity',
      },
    ],
    fix: () => [
      {
        text: 'Nothing has to change. For a second way to pass DMARC, choose a sub-domain that nothing else uses (such as bounce.) and set it up as MAIL FROM domain',
        owner: 'you',
      },
    ],
    references,
  }),

  'mail-from/not-started': problem<NotStarted>({
    severity: ({ guessed }) => (guessed ? 'warning' : 'error'),
    summary: ({ domain, name }) =>
      `${domain} is ready to be a MAIL FROM domain, but SES was never told to use it for ${name}.`,
    impact: ({ inUse }) =>
      `SES goes on using ${inUse ?? 'its own MAIL FROM domain'}: the records of this domain do nothing.`,
    evidence: ({ domain, exchange, inUse }) => [
      { what: `MX ${domain}`, expected: null, actual: exchange, source: null },
      { what: 'MailFromDomain', expected: domain, actual: inUse ?? 'none', source: 'ses:GetEmailIdentity' },
    ],
    fix: (data) => [
      setUp(data, data.guessed ? 'If it was meant for this, tell SES to use it' : 'Tell SES to use it'),
    ],
    references,
    explains: ['mail-from/default', 'alignment/dkim-only'],
  }),

  'mail-from/pending': problem<Status>({
    severity: 'warning',
    summary: (data) => `SES has not confirmed the MAIL FROM domain ${data.domain} yet${although(data)}.`,
    impact: effect,
    evidence: statusEvidence,
    fix: (data) => [
      ...before(data),
      { text: 'Give SES time: it looks by itself for up to 72 hours after the set-up', owner: 'aws' },
      setUp(data, 'If it still waits after a day, make SES start again'),
    ],
    references,
    explains: ['mail-from/rejects-on-failure', 'alignment/dkim-only'],
    read: {
      references: [page],
      impact: () => 'Mail leaves with the MAIL FROM domain of SES, or is refused, as the identity says.',
      severity: 'warning',
      summary: () => 'SES still looks for the MX record of the custom MAIL FROM domain.',
      fix: () => [
        {
          text: 'Compare the MX and TXT records with those that the console shows for the MAIL FROM domain',
          owner: 'dns',
        },
      ],
      distinguish:
        'GetEmailIdentity says PENDING in MailFromDomainStatus; FAILED means that SES has given up after 72 hours.',
    },
  }),

  'mail-from/failed': problem<Status>({
    severity: ({ rejects }) => (rejects ? 'error' : 'warning'),
    summary: (data) =>
      `SES has given up on the MAIL FROM domain ${data.domain}${although(data)}: it does not look again by itself.`,
    impact: effect,
    evidence: statusEvidence,
    fix: (data) => [
      ...before(data),
      {
        ...setUp(data, 'Set the MAIL FROM domain up again, so that SES looks again'),
        does: { kind: 'again', of: 'mail-from' },
      },
    ],
    references,
    explains: ['mail-from/rejects-on-failure', 'alignment/dkim-only'],
    read: {
      summary: ({ subject }) => `SES has given up on the MAIL FROM domain of ${subject ?? 'the identity'}.`,
      impact: () =>
        'Mail goes out with the envelope sender of Amazon, or is refused where the identity is set to REJECT_MESSAGE.',
      fix: () => [
        {
          text: 'Publish the MX record that SES shows for the MAIL FROM domain, then set the domain up again.',
          owner: 'dns',
        },
      ],
      references: [page],
      distinguish:
        'AWS has sent an e-mail that says the MAIL FROM setup failed; ses-doctor check --identity compares the record.',
    },
  }),

  'mail-from/temporary-failure': problem<Status>({
    severity: 'warning',
    summary: (data) =>
      `SES no longer finds the MX record of the MAIL FROM domain ${data.domain}${data.records === 'right' ? ', although it is right: SES has not looked again yet' : ''}.`,
    impact: (data) => `${effect(data)} After 72 hours SES gives up.`,
    evidence: statusEvidence,
    fix: (data) => [
      ...before(data),
      {
        text: 'SES looks again by itself for 72 hours; no new set-up is needed if the record is right by then',
        owner: 'aws',
      },
    ],
    references,
    explains: ['mail-from/rejects-on-failure', 'alignment/dkim-only'],
    read: {
      severity: 'warning',
      summary: ({ subject }) =>
        `SES no longer finds the MX record of the MAIL FROM domain of ${subject ?? 'the identity'}.`,
      impact: () =>
        'Mail goes out with the envelope sender of Amazon, or is refused where the identity is set to REJECT_MESSAGE.',
      fix: () => [{ text: 'Put the MX record of the MAIL FROM domain back within 72 hours.', owner: 'dns' }],
      references: [page],
      distinguish:
        'AWS has sent an e-mail that says the MX record was not found; ses-doctor check --identity compares it.',
    },
  }),

  'mail-from/rejects-on-failure': problem<Status>({
    severity: 'error',
    summary: ({ name, domain }) =>
      `SES refuses to send for ${name}, because its MAIL FROM domain ${domain} does not work.`,
    impact:
      'The identity is set to reject mail while the MAIL FROM domain is not confirmed (REJECT_MESSAGE): every send fails.',
    evidence: (data) => [
      {
        what: 'BehaviorOnMxFailure',
        expected: 'USE_DEFAULT_VALUE',
        actual: 'REJECT_MESSAGE',
        source: 'ses:GetEmailIdentity',
      },
      ...statusEvidence(data),
    ],
    fix: (data) => [useOwnWhenBroken(data), ...before(data)],
    references,
    read: {
      summary: ({ subject }) =>
        `SES refused the mail because the MAIL FROM domain${subject === null ? '' : ` of ${subject}`} is not verified.`,
      impact: () =>
        'The identity is set to reject mail while its MAIL FROM domain does not work: every send with it fails.',
      fix: ({ data }) => [
        {
          text: 'See which MAIL FROM domain it is and what SES says about it',
          owner: 'you',
          command: command`aws sesv2 get-email-identity --region ${data['region']} --email-identity ${data['identity']} --query MailFromAttributes`,
        },
        {
          text: 'Fix its MX record, or set the behaviour on MX failure to "use default MAIL FROM domain" in the meantime',
          owner: 'you',
        },
      ],
      references: [page],
      distinguish:
        'GetEmailIdentity shows BehaviorOnMxFailure REJECT_MESSAGE and a MailFromDomainStatus other than SUCCESS.',
    },
  }),

  'mail-from/not-a-subdomain': problem<Named & { domain: string }>({
    severity: 'error',
    summary: ({ domain, name }) =>
      `${domain} cannot be the MAIL FROM domain of ${name}: it is not a subdomain of it.`,
    impact: 'SES does not accept it, and SPF would not align with the From domain.',
    evidence: ({ domain, name }) => [
      {
        what: 'MAIL FROM domain',
        expected: `a sub-domain of ${domainOf(name)}`,
        actual: domain,
        source: null,
      },
    ],
    fix: ({ name }) => [
      { text: `Choose a sub-domain of ${domainOf(name)} that nothing else uses`, owner: 'you' },
    ],
    references,
    // Records for it would be published in vain, and its MX would take the mail of the domain itself away.
    explains: [
      ...['mail-from/mx-missing', 'mail-from/mx-wrong-target', 'mail-from/mx-wrong-region'],
      ...['mail-from/mx-multiple', 'mail-from/also-receives', 'mail-from/spf-missing'],
      ...['mail-from/spf-no-ses', 'mail-from/failed', 'mail-from/pending', 'mail-from/temporary-failure'],
      ...['mail-from/rejects-on-failure', 'alignment/dkim-only'],
    ],
    read: {
      severity: 'error',
      summary: ({ subject }) =>
        `SES refused the MAIL FROM domain: it is no subdomain of ${subject ?? 'the identity'}.`,
      impact: () => 'The identity keeps the MAIL FROM domain that it had; nothing has changed.',
      fix: ({ subject }) => [
        {
          text: `Choose a subdomain of ${subject ?? 'the domain of the identity'} that nothing else uses, such as bounce.${subject ?? 'example.com'}`,
          owner: 'you',
        },
      ],
      references: [page],
      distinguish:
        'The call that sets the MAIL FROM domain was refused; with mail-from/failed it was accepted.',
    },
  }),
};
