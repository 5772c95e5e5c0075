import {
  contradiction,
  defineCheck,
  notKnown,
  notSeen,
  type Refutation,
  unanswered,
} from '../../src/model/check.ts';
import { skipReasons } from '../../src/model/unavailable.ts';
import { signingIdentity } from '../../src/facts/identity/identity.ts';
import type { Identity } from '../../src/facts/identity/reply.ts';
import { unreachable } from '../../src/facts/zone-lookup.ts';
import { type MailFromRecords, mailFromRecords } from '../../src/facts/mail-from/records.ts';
import { feedbackRegion } from '../../src/knowledge/regions.ts';
import { mxFault } from '../../src/facts/mail-from/state.ts';
import { guessedMailFrom, namedMailFrom } from '../../src/facts/mail-from/unregistered.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { domainOf, lineageOf } from '../../src/parse/identity-name.ts';
import { type Status, problems } from './mail-from.words.ts';

export default defineCheck({
  id: 'mail-from',
  title: 'Custom MAIL FROM domain',
  why: 'With a MAIL FROM domain of your own, SPF aligns too, and DMARC does not depend on DKIM alone.',
  per: 'identity',
  needs: { target, identity: signingIdentity, symptom },
  enrichment: { named: namedMailFrom, records: mailFromRecords, guessed: guessedMailFrom },

  problems,

  evaluate({ target: { region, mailFrom: flag }, identity, symptom, named, records, guessed }, subject) {
    const { name, mailFrom, namelessMailFrom } = identity;
    const wanted = flag === null ? null : domainOf(flag);
    const strangers = [...new Set([mailFrom?.domain, wanted])].flatMap((domain) =>
      domain === undefined || domain === null || isBelow(domain, name)
        ? []
        : [{ problem: 'mail-from/not-a-subdomain' as const, data: { name, region, domain } }],
    );
    const ready = readyDomain(named, guessed);
    const notStarted =
      ready === null
        ? []
        : [
            {
              problem: 'mail-from/not-started' as const,
              data: { name, region, ...ready, inUse: mailFrom?.domain ?? null },
            },
          ];
    const open = named.ok ? unanswered(named.value.exchanges) : [];
    if (mailFrom === null && namelessMailFrom !== undefined) {
      const both = `SES says that the MAIL FROM domain of ${name} is ${namelessMailFrom}, and names no such domain`;
      return [...strangers, ...notStarted, contradiction(both, 'ses:GetEmailIdentity'), ...open];
    }
    if (mailFrom === null) {
      // A domain stands ready below it or may do so, and nobody said whether, or whether an identity uses it.
      if (
        strangers.length + notStarted.length + open.length === 0 &&
        !guessed.ok &&
        !skipReasons.has(guessed.why.reason)
      )
        return notSeen(
          `whether a domain below ${name} has an MX to SES and is in no use is not known: ${guessed.why.message}`,
          unanswered(guessed, false),
        );
      return [
        ...strangers,
        ...notStarted,
        { problem: 'mail-from/default', data: { name, region } },
        ...open,
        ...notItsFault(symptom, [subject, name], `${name} has no MAIL FROM domain of its own`),
      ];
    }
    const status: Status = {
      name,
      region,
      domain: mailFrom.domain,
      status: mailFrom.status,
      rejects: mailFrom.behaviorOnMxFailure === 'REJECT_MESSAGE',
      records: records.ok ? asServersSay(records.value) : 'unclear',
    };
    const code = codes[mailFrom.status];
    return [
      ...strangers,
      ...notStarted,
      ...(code === undefined ? [] : [{ problem: code, data: status }]),
      ...(code === undefined && mailFrom.status !== 'SUCCESS'
        ? [
            notKnown(
              `the status of the MAIL FROM domain ${mailFrom.domain}`,
              mailFrom.status,
              'ses:GetEmailIdentity',
            ),
          ]
        : []),
      // Only while the domain is not in force does it matter what SES does without it.
      ...(mailFrom.status !== 'SUCCESS' && !behaviours.includes(mailFrom.behaviorOnMxFailure)
        ? [
            notKnown(
              `what SES does while ${mailFrom.domain} is not in force`,
              mailFrom.behaviorOnMxFailure,
              'ses:GetEmailIdentity',
            ),
          ]
        : []),
      ...(status.rejects && mailFrom.status !== 'SUCCESS'
        ? [{ problem: 'mail-from/rejects-on-failure' as const, data: status }]
        : []),
      ...open,
      ...(mailFrom.status === 'SUCCESS' && status.records !== 'wrong'
        ? notItsFault(symptom, [subject, name, mailFrom.domain], worksNow(name, mailFrom))
        : []),
    ];
  },

  observed: ({ identity: { mailFrom } }) =>
    mailFrom === null ? 'amazonses.com' : `${mailFrom.domain}: ${mailFrom.status}`,
});

/** What the resolver alone has, it may have kept. */
function asServersSay(records: MailFromRecords): Status['records'] {
  const { verdict } = mxFault(records);
  return verdict === 'right' && unreachable(records.mxAuthority) ? 'unclear' : verdict;
}

const worksNow = (name: string, { domain, status }: NonNullable<Identity['mailFrom']>): string =>
  `SES says ${status} of ${domain}, the MAIL FROM domain of ${name}`;

/** SES has a MAIL FROM domain in force, or none: then no refusal is about it. */
const notItsFault = (
  symptom: Symptom | null,
  names: readonly string[],
  because: string,
): readonly Refutation[] => [...new Set(names)].flatMap((name) => refute(symptom, ofMailFrom, name, because));

const ofMailFrom: readonly string[] = [
  'mail-from/rejects-on-failure',
  'mail-from/failed',
  'mail-from/temporary-failure',
  'mail-from/pending',
];

const behaviours: readonly string[] = ['USE_DEFAULT_VALUE', 'REJECT_MESSAGE'];

const codes: Readonly<
  Record<string, 'mail-from/pending' | 'mail-from/failed' | 'mail-from/temporary-failure'>
> = {
  PENDING: 'mail-from/pending',
  FAILED: 'mail-from/failed',
  TEMPORARY_FAILURE: 'mail-from/temporary-failure',
};

/** SES takes a sub-domain of the identity's domain or of a domain above that ("Using a custom MAIL FROM domain"). */
const isBelow = (domain: string, identity: string): boolean =>
  lineageOf(domainOf(identity)).some((parent) => domain.endsWith(`.${parent}`));

/** The domain that has an MX to SES and that SES was not told of; that of `--mail-from` before a guess. */
function readyDomain(
  named: { ok: boolean; value?: { domain: string; exchanges: { ok: boolean; value?: readonly string[] } } },
  guessed: { ok: boolean; value?: { domain: string; exchange: string } | null },
): { domain: string; exchange: string; guessed: boolean } | null {
  const exchange = named.value?.exchanges.value?.find((one) => feedbackRegion(one) !== null);
  if (named.value !== undefined && exchange !== undefined)
    return { domain: named.value.domain, exchange, guessed: false };
  const guess = guessed.value ?? null;
  return guess === null ? null : { ...guess, guessed: true };
}
