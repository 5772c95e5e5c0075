import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import { foreignAddresses } from '../../src/facts/identity/foreign.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide, identityPath, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { refute } from '../../src/model/refute.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface Foreign {
  region: string | null;
  address: string;
}

const verifying = guide('creating-identities');

const steps = [
  {
    text: 'Find the header that contains it: From, Sender or Return-Path. Forms that put the visitor into From are the usual cause.',
    owner: 'you',
  },
  {
    text: 'Use a From address in your own verified domain, and put the other one in Reply-To, which SES does not check.',
    owner: 'you',
  },
] as const;

export default defineCheck({
  id: 'identity-headers',
  title: 'Addresses in the message headers',
  why: 'SES checks From, Sender and Return-Path as well as the envelope sender.',
  needs: { target, foreignAddresses, symptom },

  problems: {
    'identity/foreign-header': problem<Foreign>({
      severity: 'error',
      summary: ({ address }) =>
        `${address} failed the check and is neither the envelope sender nor a recipient: it is in a header.`,
      impact:
        'SES rejects the message while a From, Sender or Return-Path header contains an e-mail address that is not verified.',
      evidence: ({ address, region }) => [
        {
          what: `identity for ${address}`,
          expected: 'the name itself, its domain or a parent domain',
          actual: `none in ${region ?? 'this Region'}`,
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: () => steps,
      references: ({ region, address }) => pagesFor(region, identityPath(address), verifying),
      explains: ['identity/not-verified', 'sandbox/recipient-not-verified'],
      read: {
        summary: ({ subject }) => `${subject ?? 'An e-mail address'} is in a header and is not verified.`,
        impact: () =>
          'SES rejects the message while a From, Sender or Return-Path header contains an e-mail address that is not verified.',
        fix: () => steps,
        references: [verifying],
        distinguish: ({ subject }) =>
          `Look for ${subject ?? 'the address that failed'} in From, Sender and Return-Path: it is neither the envelope sender nor a recipient.`,
      },
    }),
  },

  evaluate({ target: { region }, foreignAddresses, symptom }) {
    if (foreignAddresses.length === 0)
      return notApplicable('the text names no address that could be only in a header');
    const open = foreignAddresses.filter(({ coveredBy }) => coveredBy.ok && coveredBy.value === null);
    return [
      ...open.map(({ address }) => ({
        problem: 'identity/foreign-header' as const,
        subject: address,
        data: { region, address },
      })),
      ...foreignAddresses.flatMap(({ coveredBy }) => unanswered(coveredBy)),
      ...foreignAddresses.flatMap(({ address, coveredBy }) => {
        const by = valueOr(coveredBy, null);
        if (by === null) return [];
        return refute(symptom, ['identity/foreign-header'], address, `${by} covers ${address}`);
      }),
    ];
  },
});
