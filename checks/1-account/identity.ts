import {
  contradiction,
  defineCheck,
  notApplicable,
  notKnown,
  type Unanswered,
} from '../../src/model/check.ts';
import { sentThrough } from '../../src/facts/identity/elsewhere.ts';
import { coverage } from '../../src/facts/identity/coverage.ts';
import type { Identity } from '../../src/facts/identity/reply.ts';
import { symptom, target } from '../../src/facts/target.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import type { Answer } from '../../src/model/unavailable.ts';
import { type DkimRecords, unreadyDkimRecords } from '../../src/facts/dkim-records.ts';
import { dkimState } from '../../src/facts/dkim-state.ts';
import { type MailFromRecords, unreadyMailFromRecords } from '../../src/facts/mail-from/records.ts';
import { feedbackHost } from '../../src/knowledge/regions.ts';
import { type FoundNearMiss, unreachable } from '../../src/facts/zone-lookup.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import type { Records } from '../4-inbox/dkim-records.words.ts';
import { ownProblems, type OwnUnready, type StrayedMailFrom } from './identity-own.words.ts';
import { refute } from '../../src/model/refute.ts';
import {
  presenceProblems,
  coverProblems,
  coverText,
  coveredNames,
  notOfVerified,
  notVerified,
} from './identity.words.ts';
import { verificationProblems, type Unverified } from './identity-verification.words.ts';

const problems = { ...presenceProblems, ...verificationProblems, ...ownProblems, ...coverProblems };

export default defineCheck({
  id: 'identity',
  title: 'Verification of the sender',
  why: 'SES sends only from verified e-mail addresses and domains. A verified domain covers its addresses and subdomains.',
  per: 'identity',
  needs: { target, coverage, symptom },
  enrichment: { unready: unreadyDkimRecords, unreadyMail: unreadyMailFromRecords },

  problems,

  evaluate({ target, coverage, symptom, unready: records, unreadyMail }, name) {
    const { region } = target;
    switch (coverage.kind) {
      case 'absent':
        return [{ problem: 'identity/not-found', data: { region, name } }];
      case 'delegated':
        return notApplicable(
          `${coverage.source.name} belongs to the account ${coverage.source.account}: only its own credentials can look at it`,
        );
      case 'undecided':
        return coverage.unread.map((why) => ({ unanswered: why, counts: true }));
      case 'unverified': {
        const failed = ['FAILED', 'NOT_STARTED'].includes(coverage.identity.verificationStatus);
        const data = { region, ...unverified(coverage.identity) };
        return [
          failed
            ? { problem: 'identity/verification-failed', data }
            : { problem: 'identity/verification-pending', data },
          ...unknownStatus(coverage.identity),
        ];
      }
      case 'covered': {
        const { by, unread, unready } = coverage;
        const data = { region, ...unverified(by) };
        return [
          ...(by.verifiedForSending ? [] : [{ problem: 'identity/sending-disabled', data } as const]),
          ...(by.verificationStatus === 'TEMPORARY_FAILURE'
            ? [{ problem: 'identity/verification-temporary-failure', data } as const]
            : []),
          ...(unready === undefined
            ? []
            : [
                {
                  problem: 'identity/own-not-verified',
                  data: ownUnready(unready, by, { records, mail: unreadyMail }, { symptom, region }),
                } as const,
                ...unknownStatus(unready),
              ]),
          ...(by.name === name ||
          (!by.verifiedForSending && !usesOwnArn(symptom, name)) ||
          (unready !== undefined && (unready.name === name || !usesOwnArn(symptom, name)))
            ? []
            : [
                {
                  problem: usesOwnArn(symptom, name)
                    ? 'identity/arn-of-no-identity'
                    : 'identity/covered-by-parent',
                  data: { region, name, by: by.name, ...statusOf(by) },
                } as const,
              ]),
          ...unread.map((why) => ({ unanswered: why, counts: true })),
          ...unknownStatus(by),
          ...unlikely(by, coverage.from ?? null),
          ...(by.verifiedForSending && sentThrough({ ...target, symptom }).length === 0
            ? coveredNames(symptom, by.name, name, unready?.name).flatMap((covered) =>
                refute(
                  symptom,
                  ofCovered(by),
                  covered,
                  coverText(by.name, covered, region, by.verificationStatus),
                ),
              )
            : []),
        ];
      }
    }
  },

  observed({ coverage }, name) {
    if (coverage.kind === 'unverified')
      return `${coverage.identity.name === name ? '' : `${coverage.identity.name}: `}${coverage.identity.verificationStatus}`;
    if (coverage.kind !== 'covered') return coverage.kind === 'absent' ? 'no identity covers it' : null;
    const { unready, by } = coverage;
    if (unready !== undefined) return `${unready.name}: ${unready.verificationStatus}, below ${by.name}`;
    const status = by.verificationStatus === 'SUCCESS' ? 'verified' : by.verificationStatus;
    if (!by.verifiedForSending) return `${by.name === name ? '' : `${by.name}: `}${status}, and may not send`;
    if (by.name === name) return status;
    return `covered by ${by.name}${status === 'verified' ? '' : ` (${status})`}`;
  },
});

/** An identity that is not verified, below the verified one that covers the sender. */
function ownUnready(
  identity: Identity,
  by: Identity,
  { records, mail }: { records: Answer<DkimRecords>; mail: Answer<MailFromRecords> },
  { symptom, region }: { symptom: Symptom | null; region: string | null },
): OwnUnready {
  return {
    ...{ region, ...unverified(identity), by: by.name },
    ...statusOf(by),
    missing: records.ok ? missingOf(records.value) : null,
    strayed: records.ok ? (strayedIn(records.value)[0]?.kind ?? null) : null,
    mailFrom: mail.ok ? strayedMail(mail.value) : null,
    recordsThere:
      records.ok &&
      records.value.records.every(
        (record) => dkimState(record, records.value).kind === 'right' && !unreachable(record.authority),
      ),
    refused: (symptom?.candidates ?? []).some(
      ({ code, subject }) =>
        notVerified.includes(code) && subject !== null && lineageOf(subject).includes(identity.name),
    ),
  };
}

/** The records that are not in DNS as they should be; null where there are none, as far as anybody answered. */
function missingOf(facts: DkimRecords): Records | null {
  const { domain, kind, records, resolver } = facts;
  const missing = records.flatMap((record) => {
    const state = dkimState(record, facts);
    if (state.kind === 'right' || state.kind === 'not-propagated' || state.kind === 'unanswered') return [];
    const near = state.kind === 'missing' ? state.nearMiss : null;
    const actual = 'actual' in state ? state.actual : (near?.name ?? null);
    return [{ name: record.name, expected: record.expected, actual, source: resolver }];
  });
  const zone = records.flatMap(({ authority }) => (authority.ok ? [authority.value.zone] : []))[0] ?? null;
  return missing.length === 0 ? null : { domain, zone, kind, total: records.length, records: missing };
}

/** The places near by at which records of it were found that are not at their own. */
const strayedIn = (facts: DkimRecords): readonly FoundNearMiss[] =>
  facts.records.flatMap((record) => {
    const state = dkimState(record, facts);
    return state.kind === 'missing' ? (state.nearMiss ?? []) : [];
  });

function strayedMail({
  domain,
  misplaced: { mx, txt },
  mxAuthority,
  region,
}: MailFromRecords): StrayedMailFrom | null {
  const slip = mx?.kind ?? txt?.kind;
  if (slip === undefined) return null;
  return {
    ...{ domain, slip, zone: mxAuthority.ok ? mxAuthority.value.zone : null },
    records: [
      ...(mx === null || region === null
        ? []
        : [{ type: 'MX' as const, found: mx.name, value: `10 ${feedbackHost(region)}` }]),
      ...(txt === null
        ? []
        : [{ type: 'TXT' as const, found: txt.name, value: 'v=spf1 include:amazonses.com ~all' }]),
    ],
  };
}

/** Something was refused that names this sender as an identity: an address that only its domain covers is none. */
function usesOwnArn(symptom: Symptom | null, name: string): boolean {
  if (symptom === null) return false;
  const { resource, sourceArn = null } = symptom.names;
  const named = [resource, sourceArn].some((arn) => arn?.endsWith(`:identity/${name}`));
  const codes = ['send/identity-not-usable', 'send/cross-account-identity'];
  return named && symptom.candidates.some(({ code }) => codes.includes(code));
}

/** What is not so of whom an identity covers; that SES fails to look at its records now and then is told of its own. */
const ofCovered = ({ verificationStatus: status }: Identity): readonly string[] =>
  status === 'SUCCESS' ? [...notOfVerified, 'identity/verification-temporary-failure'] : notOfVerified;

const statusOf = ({ verificationStatus: status }: Identity): { byStatus?: string } =>
  status === 'SUCCESS' ? {} : { byStatus: status };

const source = 'ses:GetEmailIdentity';
const knownStatuses = ['PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED'];

const unknownStatus = ({ name, verificationStatus: status }: Identity): readonly Unanswered[] =>
  knownStatuses.includes(status) ? [] : [notKnown(`the verification status of ${name}`, status, source)];

/** It may send, and was never verified: only a verified domain above it would explain that. */
function unlikely(by: Identity, above: string | null): readonly Unanswered[] {
  const { name, verificationStatus: status, verifiedForSending } = by;
  if (!verifiedForSending || above !== null || !['PENDING', 'FAILED', 'NOT_STARTED'].includes(status))
    return [];
  return [
    contradiction(
      `SES says that ${name} may send (VerifiedForSendingStatus true), and that its verification is ${status}`,
      source,
    ),
  ];
}

const unverified = (identity: Identity): Omit<Unverified, 'region'> => ({
  name: identity.name,
  type: identity.type,
  status: identity.verificationStatus,
  info: identity.verificationInfo,
  easyDkim: identity.dkim.origin === 'AWS_SES',
});
