import { problem } from '../../src/model/check.ts';
import type { DmarcPolicy } from '../../src/parse/dmarc/dmarc.ts';
import type { Why } from '../../src/model/unavailable.ts';
import { askAgain } from '../../src/model/steps.ts';
import { guidePage, nameOf, step } from './dmarc-step.ts';
import { rfc } from '../../src/knowledge/rfc.ts';

/** What the policy asks for, where reports go, and which rule finds it. */
export const policyProblems = {
  'dmarc/policy-none': problem<{ domain: string; at: string; tag: string; testing: boolean; record: string }>(
    {
      severity: 'info',
      summary: ({ domain, testing }) =>
        testing
          ? `DMARC for ${domain} is in test mode (t=y) and asks receivers for nothing.`
          : `DMARC for ${domain} only monitors: its policy is none.`,
      impact: 'This meets the rules for bulk senders. Forged mail from the domain is not stopped.',
      evidence: ({ at, record }) => [
        { what: `TXT ${nameOf(at)}`, expected: null, actual: record, source: null },
      ],
      fix: () => [
        {
          text: 'Go on to p=quarantine, then p=reject, when the reports show that all your own mail passes',
          owner: 'dns',
        },
      ],
      references: [guidePage],
    },
  ),

  'dmarc/no-reports': problem<{ at: string; record: string }>({
    severity: 'info',
    summary: ({ at }) => `The DMARC record at ${nameOf(at)} names no address for reports.`,
    impact: 'You do not learn which mail fails. SES does not pass on reports.',
    evidence: ({ at, record }) => [
      { what: `TXT ${nameOf(at)}`, expected: 'rua=mailto:…', actual: record, source: null },
    ],
    fix: () => [{ text: 'Add rua=mailto: and an address that receives the reports', owner: 'dns' }],
    references: [rfc(9989, '4.7')],
  }),

  'dmarc/report-not-authorised': problem<{ uri: string; tag: string; domain: string; name: string }>({
    severity: 'warning',
    summary: ({ uri, domain }) =>
      `Reports to ${uri} are not sent: ${domain} does not say that it accepts them.`,
    impact:
      'Receivers send reports to another organization only with its consent. The mail itself is not affected.',
    evidence: ({ name }) => [
      { what: `TXT ${name}`, expected: 'v=DMARC1', actual: 'no such record', source: null },
    ],
    fix: ({ name, domain, tag }) => [
      { ...step(`Ask those who run ${domain} to publish this record`, name, 'v=DMARC1'), owner: 'recipient' },
      { text: `Or name an address of your own domain in ${tag}=`, owner: 'dns' },
    ],
    references: [rfc(9990, '4')],
  }),

  'dmarc/subdomain-policy': problem<{
    domain: string;
    at: string;
    tag: string;
    policy: DmarcPolicy;
    record: string;
  }>({
    severity: 'info',
    summary: ({ domain, at, tag, policy }) =>
      `The policy for ${domain} is ${policy}, by ${tag}= in the record at ${nameOf(at)}.`,
    impact: ({ tag }) =>
      tag === 'np'
        ? 'np= is for names that do not exist in DNS; this one has no record at all, and some receivers refuse mail from such names.'
        : 'The domain has no DMARC record of its own; p= there is for the domain above.',
    evidence: ({ at, record }) => [
      { what: `TXT ${nameOf(at)}`, expected: null, actual: record, source: null },
    ],
    fix: () => [],
    references: [rfc(9989, '4.7')],
  }),

  'dmarc/old-rule-differs': problem<{ domain: string; walk: string | null; list: string | null }>({
    // Without a record by the older rule the domain counts as one that has none.
    severity: ({ list }) => (list === null ? 'warning' : 'info'),
    summary: ({ domain, walk, list }) =>
      `Receivers that still go by the public suffix list use ${list === null ? 'no DMARC record' : `the record at ${nameOf(list)}`} for ${domain}; those that walk the tree use ${walk === null ? 'none' : `that at ${nameOf(walk)}`}.`,
    impact: ({ list }) =>
      list === null
        ? 'Receivers that go by the older rule see no DMARC at all, which Gmail, Yahoo and Microsoft ask bulk senders for.'
        : 'The policy, and which domains align, depend on the receiver.',
    evidence: ({ walk, list }) => [
      {
        what: 'RFC 9989, tree walk',
        expected: null,
        actual: walk === null ? 'none' : nameOf(walk),
        source: null,
      },
      {
        what: 'RFC 7489, public suffix list',
        expected: null,
        actual: list === null ? 'none' : nameOf(list),
        source: null,
      },
    ],
    fix: ({ domain }) => [
      {
        text: `Publish a record at ${nameOf(domain)}: both kinds of receivers look there first`,
        owner: 'dns',
      },
    ],
    references: [rfc(9989, '4.10'), rfc(7489, '6.6.3')],
  }),

  'dmarc/temperror': problem<{ domain: string; why: Why }>({
    severity: 'unknown',
    summary: ({ domain, why }) => `The DMARC policy for ${domain} could not be looked up: ${why.message}.`,
    impact: 'Whether there is a policy, and which, is not known.',
    evidence: ({ why }) => [{ what: why.question, expected: 'an answer', actual: why.message, source: null }],
    fix: ({ why }) => askAgain(why),
    references: [rfc(9989, '4.10')],
  }),
};
