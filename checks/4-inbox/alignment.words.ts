import { type Evidence, problem } from '../../src/model/check.ts';
import { type Aligned, type Alignment } from '../../src/facts/alignment.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Answer } from '../../src/model/unavailable.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

export interface Failing {
  from: string;
  region: string | null;
  /** Why DKIM and SPF do not align, as clauses. */
  dkim: string;
  spf: string;
  /** Receivers that still go by RFC 7489 let it pass. */
  onlyByWalk: boolean;
  /** The identity whose DKIM is off, or null. */
  off: string | null;
  evidence: readonly Evidence[];
}

const guidePage = guide('send-email-authentication-dmarc');

/** Whether one path passes DMARC: by RFC 9989, and by the older rule. Null: not known. */
export interface Passes {
  byWalk: boolean | null;
  byList: boolean | null;
}

export const never: Passes = { byWalk: false, byList: false };

export function spfPasses({ spf, strict, policy }: Alignment): Passes {
  if (spf.kind === 'unknown') return { byWalk: null, byList: null };
  return spf.kind === 'passes' ? relate(spf.aligned, strict.spf, policy) : never;
}

export function relate(aligned: Answer<Aligned>, strict: boolean, policy: Answer<boolean>): Passes {
  if (!aligned.ok) return { byWalk: null, byList: null };
  const { same, byWalk, byList } = aligned.value;
  if (same) return { byWalk: true, byList: true };
  // Whether strict alignment is asked for is not known.
  if (!policy.ok) return { byWalk: null, byList: null };
  if (strict) return never;
  // Without any record the walk finds no organization; the record to come will stand where the list says.
  return { byWalk: policy.value ? byWalk : byWalk || byList, byList };
}

/** The words of the check `alignment`. */
export const alignmentProblems = {
  'alignment/dmarc-fails': problem<Failing>({
    severity: ({ onlyByWalk }) => (onlyByWalk ? 'warning' : 'error'),
    summary: ({ from, dkim, spf }) => `Mail from ${from} fails DMARC: ${dkim}, and ${spf}.`,
    impact: ({ onlyByWalk }) =>
      onlyByWalk
        ? 'Receivers that walk the tree (RFC 9989) take the domains for two organizations; those that go by the public suffix list still let the mail pass.'
        : 'Receivers do as the DMARC policy says: they junk or refuse the mail. Without a policy, large receivers still ask bulk senders for alignment.',
    evidence: ({ evidence }) => evidence,
    fix: ({ off, from, region }) => [
      off === null
        ? {
            text: `Let DKIM sign for ${from}: fix what the dkim findings name, or verify ${from} itself as an identity`,
            owner: 'you',
          }
        : {
            text: `Switch DKIM signing on for ${off}`,
            owner: 'you',
            command: command`aws sesv2 put-email-identity-dkim-attributes --region ${region} --email-identity ${off} --signing-enabled`,
          },
      {
        text: 'Set up a custom MAIL FROM domain below the From domain as well, so that SPF can align',
        owner: 'you',
      },
    ],
    references: [guidePage, rfc(9989, '4.4')],
    explains: [
      'bounce/authentication-failed',
      'message/dmarc-failed',
      'message/dkim-unaligned',
      'dmarc-reports/ses-unaligned',
    ],
    read: {
      summary: ({ data }) =>
        `The mail failed DMARC${data['domain'] === undefined ? '' : ` for ${data['domain']}`}: neither DKIM nor SPF passed for the From domain.`,
      impact: () =>
        'The receiver did as the DMARC policy of the From domain says: it junked or refused the mail.',
      fix: () => [
        {
          text: 'Set up Easy DKIM for the From domain, so that SES signs with it and not with amazonses.com alone',
          owner: 'you',
        },
        {
          text: 'Set up a custom MAIL FROM domain below the From domain, so that SPF aligns too',
          owner: 'you',
        },
      ],
      distinguish:
        'Look at Authentication-Results in a received copy: pass for amazonses.com alone means that nothing aligns; fail for your own domain means a broken signature or record.',
    },
  }),

  'alignment/dkim-only': problem<{
    from: string;
    custom: string | null;
    status: string | null;
    foreign?: string;
  }>({
    severity: 'info',
    summary: ({ from, custom, status, foreign }) =>
      foreign !== undefined
        ? `Only DKIM can pass DMARC for ${from}: by the DMARC records, the envelope sender ${foreign} belongs to another organization.`
        : custom === null
          ? `Only DKIM can pass DMARC for ${from}: the envelope sender is Amazon's.`
          : `Only DKIM can pass DMARC for ${from}: the MAIL FROM domain ${custom} is not in force (${status ?? 'unknown'}).`,
    impact: 'Mail passes DMARC, and is one broken DKIM record away from failing it.',
    fix: ({ custom, foreign }) => [
      {
        text:
          foreign !== undefined
            ? 'Look at the DMARC records of both domains: psd=y says that everything below it is an organization of its own'
            : custom === null
              ? 'Set up a custom MAIL FROM domain, so that SPF aligns as well'
              : 'Fix what the mail-from findings name',
        owner: 'you',
      },
    ],
    references: [guide('mail-from'), guidePage],
  }),

  'alignment/spf-strict-impossible': problem<{ from: string; domain: string }>({
    severity: 'warning',
    summary: ({ from, domain }) =>
      `The DMARC record of ${from} asks for strict SPF alignment (aspf=s), which the MAIL FROM domain ${domain} never gives.`,
    impact:
      'SES takes a sub-domain as MAIL FROM domain, so strict SPF alignment always fails and DMARC rests on DKIM alone.',
    evidence: ({ from, domain }) => [
      { what: 'envelope sender', expected: from, actual: domain, source: null },
    ],
    fix: () => [{ text: 'Remove aspf=s from the DMARC record, or write aspf=r', owner: 'dns' }],
    references: [guidePage, rfc(9989, '4.4.2')],
    explains: ['alignment/dmarc-fails'],
  }),

  'alignment/dkim-strict-fails': problem<{
    from: string;
    domain: string;
    region: string | null;
    spfPasses: boolean;
    /** There is such an identity, and it is not verified yet. */
    unready?: true;
  }>({
    severity: 'error',
    summary: ({ from, domain }) =>
      `The DMARC record asks for strict DKIM alignment (adkim=s), and SES signs mail from ${from} with ${domain}.`,
    impact: ({ spfPasses }) =>
      spfPasses
        ? 'The signature does not count; mail passes DMARC by SPF alone and fails it as soon as somebody forwards it.'
        : 'The signature does not count, and mail fails DMARC.',
    evidence: ({ from, domain }) => [{ what: 'DKIM d=', expected: from, actual: domain, source: null }],
    fix: ({ from, region, unready }) => [
      unready === true
        ? {
            text: `Finish the verification of ${from}: it is an identity already, and signs with DKIM of its own once it is verified.`,
            owner: 'you',
          }
        : {
            text: `Verify ${from} as an identity with DKIM of its own`,
            owner: 'you',
            command: command`aws sesv2 create-email-identity --region ${region} --email-identity ${from}`,
          },
      { text: 'Or remove adkim=s from the DMARC record', owner: 'dns' },
    ],
    references: [guidePage, rfc(9989, '4.4.1')],
    explains: ['alignment/dmarc-fails'],
  }),
};
