import { grouped } from '../../src/model/many.ts';
import { problem, symptomProblem, type Evidence } from '../../src/model/check.ts';
import { duration } from '../../src/model/duration.ts';
import { type Quota } from '../../src/facts/account.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { percent } from '../../src/model/percent.ts';

export interface Used {
  region: string | null;
  /** Recipients in 24 hours. */
  max: number;
  sent: number;
  sandbox: boolean;
  /** The plan would not fit either if nothing had been sent yet. */
  planTooBig?: true;
}

interface Plan {
  region: string | null;
  recipients: number;
  /** The time that was given, or one day. */
  withinSeconds: number;
  /** Null: never. */
  neededSeconds: number | null;
  quota: Quota;
}

const quotas = guide('manage-sending-quotas');

const quotaErrors = guide('manage-sending-quotas-errors');

const askForMore = (sandbox: boolean, region: string | null) =>
  ({
    text: sandbox
      ? 'Ask for production access: the sandbox allows 200 recipients in 24 hours.'
      : `Ask for a higher quota in Service Quotas${region === null ? '' : ` in ${region}`}: Amazon SES, “Sending quota” (L-804C8AE8) and “Sending rate” (L-CDEF9B6B).`,
    owner: 'you',
  }) as const;

const wait = {
  text: 'Wait. The quota is a rolling 24 hours, so it frees up as older sends drop out of the window. SES does not queue rejected mail: send it again later.',
  owner: 'you',
} as const;

const slowDown = {
  text: 'Send no faster than MaxSendRate, counting recipients (10 recipients = 10), across all processes; on this error retry with exponential backoff.',
  owner: 'you',
} as const;

/** The share of the quota from which there is a warning. */
export const nearly = 0.8;

/** Beside the figure stands the limit that it has crossed: the quota, or the share of it that is a warning. */
function usedEvidence({ max, sent }: Used): readonly Evidence[] {
  if (max === 0)
    return [
      {
        what: 'GetAccount.SendQuota.Max24HourSend',
        expected: 'above 0',
        actual: '0',
        source: 'ses:GetAccount',
      },
    ];
  const limit =
    sent >= max
      ? `${grouped(max)} recipients`
      : `${grouped(max * nearly)} recipients (${percent(nearly)} of ${grouped(max)})`;
  return [
    {
      what: 'GetAccount.SendQuota.SentLast24Hours',
      expected: `below ${limit}`,
      actual: `${grouped(sent)} recipients`,
      source: 'ses:GetAccount',
    },
  ];
}

function usedNow({ max, sent }: Used): readonly Evidence[] {
  return [
    {
      what: 'GetAccount.SendQuota.SentLast24Hours',
      expected: `below ${grouped(max)} recipients`,
      actual: `${grouped(sent)} recipients`,
      source: 'ses:GetAccount',
    },
  ];
}

/** A plan that never fits comes of the quota, and not of what was sent today. */
const planThatFollows = ({ planTooBig }: Used): readonly string[] =>
  planTooBig === true ? [] : ['quota/plan-does-not-fit'];

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The words of the check `quota`. */
export const quotaProblems = {
  'quota/daily-exhausted': problem<Used>({
    severity: 'error',
    summary: ({ sent, max, region }) =>
      `The daily sending quota${region === null ? '' : ` in ${region}`} is ${max === 0 ? '0' : `used up: ${grouped(sent)} of ${grouped(max)} recipients in the last 24 hours`}.`,
    impact: ({ max }) =>
      `SES rejects every send (“Daily message quota exceeded”)${max === 0 ? '' : ' until earlier sends leave the 24-hour window'}.`,
    evidence: usedEvidence,
    // A quota of 0 never frees up.
    fix: ({ max, sandbox, region }) => [...(max === 0 ? [] : [wait]), askForMore(sandbox, region)],
    references: ({ region }) => pagesFor(region, '#/account', quotas, quotaErrors),
    explains: (used) => [...planThatFollows(used), 'quota/legacy-signature-rate'],
    read: {
      summary: () => 'The daily sending quota was used up.',
      impact: () =>
        'SES rejects every send until earlier sends leave the 24-hour window. It does not queue mail.',
      fix: () => [wait, askForMore(false, null)],
      references: [quotaErrors],
      distinguish:
        'aws sesv2 get-account: SentLast24Hours has reached Max24HourSend. A rate error says “Maximum sending rate” instead.',
    },
  }),

  'quota/daily-nearly-exhausted': problem<Used>({
    severity: 'warning',
    summary: ({ sent, max, region }) =>
      `${percent(sent / max)} of the daily sending quota${region === null ? '' : ` in ${region}`} is used: ${grouped(sent)} of ${grouped(max)} recipients.`,
    impact: 'When it is used up, SES rejects every send until earlier sends leave the 24-hour window.',
    evidence: usedEvidence,
    fix: ({ sandbox, region }) => [
      { text: 'Postpone non-urgent mail so that urgent mail still fits the quota.', owner: 'you' },
      askForMore(sandbox, region),
    ],
    references: ({ region }) => pagesFor(region, '#/account', quotas),
    explains: planThatFollows,
    read: {
      severity: 'warning',
      summary: () => 'The daily sending quota is nearly used up.',
      references: [quotas],
      distinguish: 'aws sesv2 get-account: compare SentLast24Hours with Max24HourSend.',
    },
  }),

  'quota/was-exhausted': problem<Used & { off?: true }>({
    severity: 'info',
    summary: ({ sent, max, region }) =>
      `The daily sending quota was used up when the error came, and is not now: ${grouped(sent)} of ${grouped(max)} recipients in the last 24 hours${region === null ? '' : ` in ${region}`}.`,
    impact: 'SES did not queue the mail that it rejected then: what was not sent again is lost.',
    evidence: usedNow,
    fix: ({ sandbox, region, off }) => [
      {
        text:
          off === true
            ? 'Once sending is switched on again, send again what was rejected: the quota is free for it now.'
            : 'Send again what was rejected. The quota is free for it now.',
        owner: 'you',
      },
      {
        ...askForMore(sandbox, region),
        text: `If it happens again: ${lowerFirst(askForMore(sandbox, region).text)}`,
      },
    ],
    references: ({ region }) => pagesFor(region, '#/account', quotas, quotaErrors),
    explains: ['quota/daily-exhausted'],
  }),

  'quota/plan-does-not-fit': problem<Plan>({
    severity: 'error',
    summary: ({ recipients, withinSeconds, neededSeconds }) =>
      neededSeconds === null
        ? `${grouped(recipients)} recipients cannot be reached at all with this quota and rate.`
        : `${grouped(recipients)} recipients take ${duration(neededSeconds)} with this quota and rate, longer than ${duration(withinSeconds)}.`,
    impact: 'Sends beyond the quota are rejected, including other mail sent in the meantime.',
    evidence: ({ quota, neededSeconds, withinSeconds }) => [
      {
        what: 'time to send',
        expected: `at most ${duration(withinSeconds)}`,
        actual: neededSeconds === null ? 'never' : `at most ${duration(neededSeconds)}`,
        source: 'calculated',
      },
      {
        what: 'quota left in the last 24 hours',
        expected: null,
        actual:
          quota.max24Hour === null
            ? 'unlimited'
            : `${grouped(Math.max(0, quota.max24Hour - quota.sentLast24Hours))} of ${grouped(quota.max24Hour)} recipients`,
        source: 'ses:GetAccount',
      },
      {
        what: 'GetAccount.SendQuota.MaxSendRate',
        expected: null,
        actual: `${grouped(quota.maxPerSecond)} recipients per second`,
        source: 'ses:GetAccount',
      },
    ],
    fix: ({ region, neededSeconds }) => [
      ...(neededSeconds === null
        ? []
        : [{ text: `Spread the campaign over ${duration(neededSeconds)}.`, owner: 'you' } as const]),
      { ...askForMore(false, region), text: `${askForMore(false, region).text} Ask a few days ahead.` },
    ],
    references: ({ region }) =>
      pagesFor(region, '#/account', quotas, guide('manage-sending-quotas-request-increase')),
  }),

  'quota/rate-exceeded': problem<{ region: string | null; quote: string; perSecond: number }>({
    severity: 'error',
    summary: ({ perSecond }) =>
      `Mail was sent faster than the account allows: ${grouped(perSecond)} recipients per second.`,
    impact: 'SES rejected the sends above the rate. It does not queue them: what is not sent again is lost.',
    evidence: ({ quote, perSecond }) => [
      { what: 'your error text', expected: null, actual: quote, source: 'symptom' },
      {
        what: 'GetAccount.SendQuota.MaxSendRate',
        expected: null,
        actual: `${grouped(perSecond)} recipients per second`,
        source: 'ses:GetAccount',
      },
    ],
    fix: ({ region }) => [slowDown, askForMore(false, region)],
    references: ({ region }) => pagesFor(region, '#/account', quotaErrors),
    read: {
      summary: () => 'Mail was sent faster than the account allows.',
      impact: () =>
        'SES rejected the sends above the rate. It does not queue them: what is not sent again is lost.',
      fix: () => [slowDown, askForMore(false, null)],
      references: [quotaErrors],
      distinguish:
        'The text says “Maximum sending rate exceeded”. MaxSendRate of aws sesv2 get-account counts recipients, not messages.',
    },
  }),

  'quota/legacy-signature-rate': symptomProblem({
    severity: 'error',
    impact:
      'SES limits the rate of SMTP credentials that were made before 2019-01-10, whatever the quota of the account.',
    references: [guide('smtp-credentials'), guide('troubleshoot-smtp')],
    read: {
      summary: () =>
        'The SMTP credentials were created before 2019-01-10 (Signature Version 2), and SES limits their rate.',
      fix: () => [
        {
          text: 'Create new SMTP credentials in the SES console of the Region you send in, configure them in the application, then delete the old ones.',
          owner: 'you',
        },
      ],
      distinguish:
        'The text says “SigV2 SMTP”. If the credentials are newer than 2019-01-10, check the daily quota: the same error has been seen when it was used up.',
    },
  }),
};
