import { grouped } from '../../src/model/many.ts';
import { defineCheck, problem, type Step } from '../../src/model/check.ts';
import { account, type Account, type Quota } from '../../src/facts/account.ts';
import { receivingAlone } from '../../src/facts/identity/failed-senders.ts';
import { failedCovered } from '../../src/facts/identity/failed-covered.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { coverText, notOfVerified, notVerified } from './identity.words.ts';
import { productionElsewhere } from '../../src/facts/production-elsewhere.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { refute } from '../../src/model/refute.ts';
import { type Symptom, toldOfRegion } from '../../src/model/symptom.ts';

interface Sandbox {
  region: string | null;
  quota: Quota;
  /** The latest request for production access; null when there was none. */
  review: Account['review'];
  /** Other Regions of the account that have production access. */
  elsewhere: readonly string[];
  /** Those of them in which the senders of the run are verified; absent where nobody knows. */
  verifiedIn?: readonly string[];
}

interface Review {
  region: string | null;
  /** As SES says it: `PENDING`, `DENIED`, `FAILED`. */
  status: string;
  caseId: string | null;
}

const productionAccess = guide('request-production-access');

const askForAccess = {
  text: 'Ask for production access in this Region: SES console, Account dashboard, “Request production access”. Say what you send, to whom, how they signed up, and how you handle bounces and unsubscribes. The first answer comes within 24 hours.',
  owner: 'you',
} as const;

const supportCase = (caseId: string | null): string =>
  caseId === null ? 'the support case about it' : `support case ${caseId}`;

/** Where the account may send already: often the application is set to the wrong Region. */
function elsewhereStep({ elsewhere: regions, verifiedIn }: Sandbox): readonly Step[] {
  if (regions.length === 0) return [];
  const [ready] = verifiedIn ?? [];
  const meant = `if ${regions.length === 1 ? 'that is the Region' : 'one of these is the Region'} that was meant`;
  const then =
    ready !== undefined
      ? `if ${ready} is the Region that was meant, send through it: the sender is verified there too.`
      : verifiedIn === undefined
        ? `${meant}, send through it. The sender has to be verified there too.`
        : `${meant}, verify the sender there, which it is not yet, and send through it.`;
  return [
    {
      text: `This account has production access in ${regions.slice(0, 5).join(', ')}: ${then}`,
      owner: 'you',
    },
  ];
}

/** A request that is open, or answered with a question, cannot be made a second time. */
function nextStep(review: Sandbox['review']): Step {
  if (review?.status === 'PENDING') {
    return {
      text: `Production access has been requested: wait for AWS, and answer ${supportCase(review.caseId)} if AWS asks for more.`,
      owner: 'aws',
    };
  }
  if (review?.status === 'DENIED') {
    return {
      text: `Production access was requested and not granted: open ${supportCase(review.caseId)} in the AWS Support Center and answer there.`,
      owner: 'you',
    };
  }
  return askForAccess;
}

export default defineCheck({
  id: 'sandbox',
  title: 'Production access',
  why: 'A new account can send only to verified e-mail addresses, 200 recipients a day. Each Region leaves the sandbox separately.',
  needs: { target, account, symptom },
  enrichment: { productionElsewhere, failedCovered },

  problems: {
    'sandbox/account-in-sandbox': problem<Sandbox>({
      severity: 'error',
      summary: ({ region }) => `The SES account is still in the sandbox in ${region ?? 'this Region'}.`,
      impact:
        'Mail to any unverified e-mail address is rejected. The limits are 200 recipients in 24 hours and 1 per second.',
      evidence: ({ quota, elsewhere }) => [
        {
          what: 'GetAccount.ProductionAccessEnabled',
          expected: 'true',
          actual: 'false',
          source: 'ses:GetAccount',
        },
        {
          what: 'GetAccount.SendQuota',
          expected: null,
          actual: `${quota.max24Hour === null ? 'unlimited' : grouped(quota.max24Hour)} recipients in 24 hours, ${grouped(quota.maxPerSecond)} per second`,
          source: 'ses:GetAccount',
        },
        ...(elsewhere.length === 0
          ? []
          : [
              {
                what: 'Regions with production access',
                expected: null,
                actual: elsewhere.join(', '),
                source: 'ses:GetAccount',
              },
            ]),
      ],
      fix: (data) => [
        ...elsewhereStep(data),
        nextStep(data.review),
        {
          text: 'Until then send to verified addresses, or to the mailbox simulator (success@simulator.amazonses.com).',
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/account', productionAccess),
      explains: [
        'sandbox/recipient-not-verified',
        'sandbox/review-pending',
        'sandbox/review-denied',
        'quota/daily-exhausted',
        'quota/daily-nearly-exhausted',
        'quota/rate-exceeded',
        'quota/plan-does-not-fit',
      ],
      read: {
        summary: ({ data }) => `The SES account is probably still in the sandbox${inRegion(data['region'])}.`,
        fix: () => [askForAccess],
        references: [productionAccess],
        distinguish:
          'Check ProductionAccessEnabled with aws sesv2 get-account. In the sandbox, SES lists unverified recipients among the identities that failed.',
      },
    }),

    'sandbox/review-pending': problem<Review>({
      severity: 'warning',
      summary: ({ caseId }) =>
        `The request for production access is being reviewed (${supportCase(caseId)}).`,
      impact:
        'The sandbox limits hold until AWS decides. The details of the request cannot be changed in the meantime.',
      evidence: reviewEvidence,
      fix: ({ caseId }) => [
        {
          text: `Watch ${supportCase(caseId)} and the inbox of the account’s e-mail address: AWS often asks for more and waits for the answer.`,
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/account', productionAccess),
      read: {
        summary: () => 'A request for production access is still being reviewed.',
        references: [productionAccess],
        distinguish: 'Look at Details.ReviewDetails of aws sesv2 get-account.',
      },
    }),

    'sandbox/review-denied': problem<Review>({
      severity: 'warning',
      summary: ({ status, caseId }) =>
        status === 'FAILED'
          ? `The request for production access could not be evaluated (${supportCase(caseId)}).`
          : `The request for production access was denied (${supportCase(caseId)}).`,
      impact:
        'The sandbox limits stay. “Denied” may only mean that AWS is waiting for your answer on the support case.',
      evidence: reviewEvidence,
      fix: ({ status, caseId }) => [
        status === 'FAILED'
          ? { text: 'Send the request again: AWS could not process it.', owner: 'you' }
          : {
              text: `Open ${supportCase(caseId)} in the AWS Support Center and answer there: how you collect addresses, what you send and how often, and how bounces, complaints and unsubscribes are handled.`,
              owner: 'you',
            },
        {
          text: 'Verify the sending domain first if it is not verified: that helps the decision.',
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/account', productionAccess),
      read: {
        summary: () =>
          'The request for production access was denied, or AWS waits for an answer to its questions.',
        references: [productionAccess],
        distinguish: 'Look at Details.ReviewDetails of aws sesv2 get-account, and at the support case.',
      },
    }),
  },

  evaluate({
    target: { region, identities, recipients },
    account: { productionAccess: out, quota, review },
    symptom,
    productionElsewhere,
    failedCovered,
  }) {
    if (out) {
      const here = symptom === null ? null : toldOfRegion(symptom, region);
      const because = 'the account has production access';
      const codes = ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified', ...reviewed(symptom)];
      return [
        ...refute(here, codes, null, because),
        // Where it sent from no other Region, nobody looks whether a recipient is verified in one.
        ...recipients.flatMap((name) =>
          identities.includes(name) ? [] : refute(here, ['identity/wrong-region'], name, because),
        ),
        ...receivingAlone({ symptom: here, identities, recipients }, notVerified).flatMap((name) =>
          refute(here, notVerified, name, `it is a recipient, and ${because}: SES checks the sender alone`),
        ),
      ];
    }
    const found = {
      problem: 'sandbox/account-in-sandbox',
      data: {
        region,
        quota,
        review,
        elsewhere: productionElsewhere.ok ? productionElsewhere.value.regions : [],
        ...(productionElsewhere.ok &&
          productionElsewhere.value.verifiedIn !== undefined && {
            verifiedIn: productionElsewhere.value.verifiedIn,
          }),
      },
    } as const;
    const data = { region, status: review?.status ?? '', caseId: review?.caseId ?? null };
    const told = symptom === null ? null : toldOfRegion(symptom, region);
    const verified = valueOr(failedCovered, []).flatMap(({ name, by }) =>
      by === null
        ? // A sender would be set up somewhere: then it is looked at as one, as a recipient that is given is.
          [...identities, ...recipients].includes(name)
          ? []
          : refute(
              told,
              notVerified,
              name,
              `SES knows no identity of ${name}: in the sandbox it is a recipient that fails`,
            )
        : refute(told, notOfVerified, name, coverText(by, name, region)),
    );
    if (data.status === 'PENDING') return [found, ...verified, { problem: 'sandbox/review-pending', data }];
    if (data.status === 'DENIED' || data.status === 'FAILED')
      return [found, ...verified, { problem: 'sandbox/review-denied', data }];
    return [found, ...verified];
  },

  observed: ({ account: { productionAccess: out } }) => (out ? 'granted' : 'in the sandbox'),
});

/**
 * What production access says of a request that is told of. One for a larger quota may be refused or open with it, and GetAccount
 * shows the first request alone.
 */
const reviewed = (symptom: Symptom | null): readonly string[] => {
  const ofAccess = (code: string): boolean =>
    symptom?.candidates.every((one) => one.code !== code || /sandbox|production/i.test(one.quote)) ?? false;
  return ['sandbox/review-denied', 'sandbox/review-pending'].filter(ofAccess);
};

function reviewEvidence({
  status,
  caseId,
}: Review): readonly [{ what: string; expected: string; actual: string; source: string }] {
  return [
    {
      what: 'GetAccount.Details.ReviewDetails',
      expected: 'GRANTED',
      actual: caseId === null ? status : `${status}, case ${caseId}`,
      source: 'ses:GetAccount',
    },
  ];
}

const inRegion = (region: string | undefined): string => (region === undefined ? '' : ` in ${region}`);
