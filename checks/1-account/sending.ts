import { defineCheck, notKnown, problem, type Unanswered } from '../../src/model/check.ts';
import { account } from '../../src/facts/account.ts';
import { lastRate, reputation, type Reputation } from '../../src/facts/reputation.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { reputationLimits, type RateKind } from '../../src/knowledge/reputation-limits.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { command } from '../../src/render/paste/paste.ts';
import { percent } from '../../src/model/percent.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import { refute } from '../../src/model/refute.ts';

interface Paused {
  region: string | null;
}

interface Disabled {
  region: string | null;
  enforcement: string;
}

/** A rate at which AWS reviews accounts, or pauses them. */
interface HighRate {
  kind: RateKind;
  /** Fraction of 1. */
  rate: number;
  /** When that was; absent where it is so now. */
  at?: string;
}

/** Why AWS pauses: with the pause seen, the rates stand beneath it as its reason. */
const rateCodes = (['bounce', 'complaint'] as const).flatMap((kind) =>
  ['elevated', 'review', 'pause-risk'].map((level) => `reputation/${kind}-rate-${level}`),
);

const notByAws = ['sending/paused-by-aws', 'sending/under-review'];
const healthyButOff = 'AWS has not paused the account (EnforcementStatus HEALTHY); its own switch is off';

const enforcementPage = guide('faqs-enforcement');
const pausePage = guide('monitoring-sender-reputation-pausing');

const answerTheCase = {
  text: 'Find the notice: AWS sends it to the e-mail address of the AWS account (root user) and opens a support case. Answer that case with the cause, what you have already changed, and why it will not happen again.',
  owner: 'you',
} as const;

const stopTheCause = {
  text: 'Stop the mail that caused it before you answer: old or bought lists, addresses that bounced, a form that bots fill in, leaked credentials.',
  owner: 'you',
} as const;

export default defineCheck({
  id: 'sending',
  title: 'Sending switch of the account',
  why: 'AWS pauses accounts with too many bounces or complaints, and an administrator (or an alarm) can switch sending off.',
  needs: { target, account, symptom },
  enrichment: { reputation },

  problems: {
    'sending/paused-by-aws': problem<Paused & { rates: readonly HighRate[] }>({
      severity: 'error',
      summary: ({ region, rates }) =>
        `AWS has paused sending for this account in ${region ?? 'this Region'}${rates.length === 0 ? '' : `: ${rates.map(({ kind, rate, at }) => `the ${kind} rate ${at === undefined ? 'is' : `on ${at.slice(0, 10)} was`} ${percent(rate)}`).join(', ')}`}.`,
      impact:
        'Every send is rejected until AWS lifts the pause. After 90 days SES deletes the suppression list of a paused account.',
      evidence: ({ rates }) => [
        {
          what: 'GetAccount.EnforcementStatus',
          expected: 'HEALTHY',
          actual: 'SHUTDOWN',
          source: 'ses:GetAccount',
        },
        ...rates.map(({ kind, rate, at }) => ({
          what: `the ${kind} rate${at === undefined ? '' : ` at ${at}`}`,
          expected: `below ${percent(reputationLimits[kind].review)}`,
          actual: percent(rate),
          source: 'cloudwatch:GetMetricData',
        })),
      ],
      fix: () => [stopTheCause, answerTheCase],
      references: ({ region }) => pagesFor(region, '#/reputation', enforcementPage),
      explains: ['sending/disabled-by-you', 'sending/under-review', ...rateCodes],
      read: {
        summary: () => 'Sending is paused for this account, most likely by AWS.',
        impact: () => 'Every send is rejected until the pause is lifted.',
        fix: () => [answerTheCase, stopTheCause],
        references: [enforcementPage],
        distinguish:
          'aws sesv2 get-account: EnforcementStatus SHUTDOWN means AWS did it; SendingEnabled false with HEALTHY means someone in your account did.',
      },
    }),

    'sending/under-review': problem<Paused>({
      severity: 'warning',
      summary: ({ region }) => `The account is under review by AWS in ${region ?? 'this Region'}.`,
      impact: 'Mail still goes out, but AWS will pause sending if the cause is not fixed in time.',
      evidence: () => [
        {
          what: 'GetAccount.EnforcementStatus',
          expected: 'HEALTHY',
          actual: 'PROBATION',
          source: 'ses:GetAccount',
        },
      ],
      fix: () => [
        {
          text: 'Read the notice that AWS sent to the e-mail address of the AWS account (root user): it names the reason and the date by which it must be fixed.',
          owner: 'you',
        },
        stopTheCause,
        { text: 'Answer the support case when the cause is fixed.', owner: 'you' },
      ],
      references: ({ region }) => pagesFor(region, '#/reputation', enforcementPage),
      read: {
        severity: 'warning',
        summary: () => 'AWS has put the account under review.',
        references: [enforcementPage],
        distinguish:
          'aws sesv2 get-account: EnforcementStatus says PROBATION during a review. Sending still works then.',
      },
    }),

    'sending/disabled-by-you': problem<Disabled>({
      severity: 'error',
      summary: ({ region, enforcement }) =>
        `Sending is switched off for the account in ${region ?? 'this Region'}${['HEALTHY', 'PROBATION'].includes(enforcement) ? ', and not by AWS' : ` (its status is ${enforcement})`}.`,
      impact: 'Every send is rejected. Someone with access to the account, or an alarm, switched it off.',
      evidence: ({ enforcement }) => [
        { what: 'GetAccount.SendingEnabled', expected: 'true', actual: 'false', source: 'ses:GetAccount' },
        {
          what: 'GetAccount.EnforcementStatus',
          expected: null,
          actual: enforcement,
          source: 'ses:GetAccount',
        },
      ],
      fix: ({ region }) => [
        {
          text: 'Find out who or what did it: CloudTrail shows PutAccountSendingAttributes or UpdateAccountSendingEnabled. An automatic stop on a high bounce rate had a reason.',
          owner: 'you',
        },
        {
          text: 'Switch sending on again',
          owner: 'you',
          command: command`aws sesv2 put-account-sending-attributes --sending-enabled --region ${region}`,
        },
      ],
      references: ({ region }) => pagesFor(region, '#/account', pausePage),
      explains: ['sending/paused-by-aws'],
      read: {
        summary: () => 'Sending is switched off for this account, perhaps by its owner.',
        impact: () => 'Every send is rejected until someone switches it on again.',
        fix: () => [
          {
            text: 'Switch sending on again once it is clear who or what switched it off',
            owner: 'you',
            command: 'aws sesv2 put-account-sending-attributes --sending-enabled',
          },
        ],
        references: [pausePage],
        distinguish: 'aws sesv2 get-account: SendingEnabled is false while EnforcementStatus is HEALTHY.',
      },
    }),
  },

  evaluate({ target: { region }, account: { enforcement, sendingEnabled }, reputation, symptom }) {
    if (enforcement === 'SHUTDOWN') {
      const others = ['sending/disabled-by-you', 'sending/under-review'];
      return [
        { problem: 'sending/paused-by-aws', data: { region, rates: highRates(reputation) } },
        ...refute(symptom, others, null, 'AWS has paused the account (EnforcementStatus SHUTDOWN)'),
      ];
    }
    const review =
      enforcement === 'PROBATION' ? ([{ problem: 'sending/under-review', data: { region } }] as const) : [];
    if (!sendingEnabled)
      return [
        { problem: 'sending/disabled-by-you', data: { region, enforcement } },
        ...review,
        ...(enforcement === 'HEALTHY' ? refute(symptom, notByAws, null, healthyButOff) : []),
        ...(['HEALTHY', 'PROBATION'].includes(enforcement) ? [] : [unknownStatus(enforcement)]),
      ];
    const codes = ['sending/paused-by-aws', 'sending/disabled-by-you'];
    if (enforcement === 'HEALTHY') codes.push('sending/under-review');
    if (!['HEALTHY', 'PROBATION'].includes(enforcement)) return [unknownStatus(enforcement)];
    return [
      ...review,
      ...refute(symptom, codes, null, 'sending is switched on now, and AWS has not paused it'),
    ];
  },

  observed: ({ account: { enforcement, sendingEnabled } }) =>
    `${enforcement}, sending ${sendingEnabled ? 'on' : 'off'}`,
});

const unknownStatus = (status: string): Unanswered =>
  notKnown('the enforcement status of the account', status, 'ses:GetAccount');

/** The last figure of each rate, where it is high enough for a review. */
function highRates(reputation: Answer<Reputation>): readonly HighRate[] {
  if (!reputation.ok) return [];
  return (['bounce', 'complaint'] as const).flatMap((kind) => {
    const last = lastRate(valueOr(reputation.value[kind], []), reputation.value);
    if (last === null || last.rate < reputationLimits[kind].review) return [];
    // Nothing is sent any more, so the last figure is mostly that of the day of the pause.
    return [{ kind, rate: last.rate, ...(!last.current && { at: last.at }) }];
  });
}
