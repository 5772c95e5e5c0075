import type { Finding } from '../model/report.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';
import { parseSourceArn } from '../parse/source-arn.ts';
import type { Self } from './self.ts';

/** What is known of the failures in a symptom that are of another account than this run's. */
export interface Strangers {
  /** What nothing that this account shows confirms or clears. */
  candidates: ReadonlySet<Candidate>;
  /** Who this run asks as; the account is null where that could not be told. */
  self: Self;
}

/** Whether a failure of the symptom names the account it is of: then this run's own has to be known. */
export const namesAccount = (symptom: Symptom | null): symptom is Symptom =>
  symptom?.candidates.some(({ accounts, owners }) => (accounts ?? owners) !== undefined) ?? false;

/**
 * The failures of other accounts. Who sent decides; the owner of the identity only where that is not told, and not where
 * `--source-arn` says that this account sends with that identity. A failure of several accounts, one of which is another,
 * is not cleared by this one. Where this run's account is unknown, each that names one may be of another.
 */
export function strangersIn(symptom: Symptom, self: Self, sourceArn: string | undefined): Strangers {
  const delegated = sourceArn === undefined ? null : (parseSourceArn(sourceArn)?.account ?? null);
  const isOther = ({ accounts, owners }: Candidate): boolean =>
    (accounts ?? owners?.filter((one) => one !== delegated) ?? []).some((one) => one !== self.account);
  return { candidates: new Set(symptom.candidates.filter(isOther)), self };
}

/** The symptom with this run's account beside what is said of a principal of it, for commands that are made for it alone. */
export const withOwnAccount = (symptom: Symptom, { account }: Self): Symptom =>
  account === null
    ? symptom
    : {
        ...symptom,
        candidates: symptom.candidates.map((one) =>
          one.accounts === undefined ? one : { ...one, data: { ...one.data, ownAccount: account } },
        ),
      };

/** The symptom without what is of other accounts, for the checks that judge by this account. */
export const ofThisAccount = (symptom: Symptom, { candidates }: Strangers): Symptom =>
  candidates.size === 0
    ? symptom
    : { ...symptom, candidates: symptom.candidates.filter((one) => !candidates.has(one)) };

/** A finding read from the failure of another account: what to run it as comes first, for its commands are for that account. */
export function asOfStranger(finding: Finding, candidate: Candidate, { self }: Strangers): Finding {
  const theirs = accountsOf(candidate);
  return {
    ...finding,
    evidence: [
      ...finding.evidence,
      {
        what: 'AWS account: this run beside the text',
        expected: self.account,
        actual: theirs,
        source: self.account === null ? null : 'sts:GetCallerIdentity',
      },
    ],
    fix: [
      {
        text: `Run this again with credentials of account ${theirs}: ${
          self.account === null ? 'of which account these are is unknown' : `these are of ${self.account}`
        }, and the commands below are for the account that sent`,
        owner: 'you',
        record: null,
        command: 'aws sts get-caller-identity',
      },
      ...finding.fix,
    ],
  };
}

/** What the report says above its findings. */
export function noteOfStrangers({ candidates, self }: Strangers): readonly string[] {
  if (candidates.size === 0) return [];
  const theirs = [...new Set([...candidates].map(accountsOf))].join(', ');
  return [
    self.account === null
      ? `The text is of AWS account ${theirs}, and this run could not learn its own: nothing seen here clears what the text says.`
      : `The text is of AWS account ${theirs}, another one than this run's (${self.account}): nothing seen here confirms or clears what the text says.`,
  ];
}

const accountsOf = ({ accounts, owners }: Candidate): string => (accounts ?? owners ?? []).join(' and ');
