import type { Finding, FixStep } from '../model/report.ts';
import { inRegion } from '../model/command-region.ts';
import { type Candidate, regionsOf, type Symptom } from '../model/symptom.ts';
import { parseSourceArn } from '../parse/source-arn.ts';
import type { Self } from './self.ts';

/** What is known of the failures in a symptom that this run cannot judge: they are of another account, or of another Region. */
export interface Strangers {
  /** What nothing that is seen here confirms or clears. */
  candidates: ReadonlySet<Candidate>;
  /** Those of them that are of another account. */
  ofOthers: ReadonlySet<Candidate>;
  /** The Regions of the others of them, of which this run asks none. */
  regions: ReadonlyMap<Candidate, readonly string[]>;
  /** Who this run asks as, and where; the account is null where that could not be told. */
  self: Self;
}

/** Whether a failure of the symptom names the account it is of: then this run's own has to be known. */
export const namesAccount = (symptom: Symptom | null): symptom is Symptom =>
  symptom?.candidates.some(({ accounts, owners }) => (accounts ?? owners) !== undefined) ?? false;

/**
 * The failures of other accounts and Regions. Who sent decides; the owner of the identity only where that is not told, and not where
 * `--source-arn` says that this account sends with that identity. A failure of several accounts, one of which is another,
 * is not cleared by this one. Where this run's account is unknown, each that names one may be of another. With Regions it is the same:
 * the state of one clears nothing of another.
 */
export function strangersIn(symptom: Symptom, self: Self, sourceArn: string | undefined): Strangers {
  const delegated = sourceArn === undefined ? null : (parseSourceArn(sourceArn)?.account ?? null);
  const isOther = ({ accounts, owners }: Candidate): boolean =>
    (accounts ?? owners?.filter((one) => one !== delegated) ?? []).some((one) => one !== self.account);
  const ofOthers = new Set(symptom.candidates.filter(isOther));
  const regions = new Map(
    symptom.candidates.flatMap((one): [Candidate, readonly string[]][] => {
      const theirs = regionsOf(one, symptom).filter((region) => region !== self.region);
      return ofOthers.has(one) || theirs.length === 0 || !isOfRegion(one) ? [] : [[one, theirs]];
    }),
  );
  return { candidates: new Set([...ofOthers, ...regions.keys()]), ofOthers, regions, self };
}

/**
 * Whether the settings of one Region decide over what a candidate says. Verification is looked up in all Regions that are named
 * (`identity-elsewhere`), and what DNS, a receiver or a list says is the same everywhere.
 */
const isOfRegion = ({ code }: Candidate): boolean =>
  alone.has(code) || (!anywhere.has(code) && areas.has(code.slice(0, code.indexOf('/'))));

const alone: ReadonlySet<string> = new Set(['bounce/suppressed', 'identity/foreign-header']);

/** Whoever is verified needs no leave: that is looked up in every Region that is named. */
const anywhere: ReadonlySet<string> = new Set(['sandbox/recipient-not-verified']);

const areas: ReadonlySet<string> = new Set([
  ...['quota', 'sending', 'sandbox', 'suppression', 'reputation', 'configuration-set', 'template'],
  ...['mail-from', 'smtp-credentials'],
]);

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

/** The symptom without what this run cannot judge, for the checks that judge by what it sees. */
export const judgeable = (symptom: Symptom, { candidates }: Strangers): Symptom =>
  candidates.size === 0
    ? symptom
    : { ...symptom, candidates: symptom.candidates.filter((one) => !candidates.has(one)) };

/** A finding read from a failure that this run cannot judge: how to ask where it can be comes first, for its commands are for there. */
export function asOfStranger(finding: Finding, candidate: Candidate, strangers: Strangers): Finding {
  const regions = strangers.regions.get(candidate);
  const { evidence, step } =
    regions === undefined ? ofOtherAccount(candidate, strangers) : ofOtherRegion(regions, strangers);
  const fix = regions === undefined ? finding.fix : finding.fix.map(inRegion(regions[0] ?? null));
  return { ...finding, evidence: [...finding.evidence, evidence], fix: [step, ...fix] };
}

/** What tells a stranger, and the step that leads to where it can be judged. */
interface Led {
  evidence: Finding['evidence'][number];
  step: FixStep;
}

function ofOtherAccount(candidate: Candidate, { self }: Strangers): Led {
  const theirs = accountsOf(candidate);
  const own =
    self.account === null ? 'of which account these are is unknown' : `these are of ${self.account}`;
  return {
    evidence: {
      what: 'AWS account: this run beside the text',
      expected: self.account,
      actual: theirs,
      source: self.account === null ? null : 'sts:GetCallerIdentity',
    },
    step: {
      text: isOwnersAlone(candidate)
        ? `Find out which account sends. If it is ${theirs}, run this again with its credentials (${own}); if this one sends with an identity of it, name that with --source-arn`
        : `Run this again with credentials of account ${theirs}: ${own}, and the commands below are for the account that sent`,
      owner: 'you',
      record: null,
      command: 'aws sts get-caller-identity',
      does: { kind: 'caller' },
    },
  };
}

function ofOtherRegion(regions: readonly string[], { self }: Strangers): Led {
  const [first = ''] = regions;
  const again = `Run this again with --region ${first}`;
  return {
    evidence: {
      what: 'Region: this run beside the text',
      expected: self.region,
      actual: regions.join(' and '),
      source: null,
    },
    step: {
      text: `${again}: ${self.region === null ? 'no Region' : `only ${self.region}`} was asked about this, and each Region has settings, lists and limits of its own`,
      owner: 'you',
      record: null,
      command: null,
    },
  };
}

/** What the report says above its findings. */
export function noteOfStrangers({ ofOthers, regions, self }: Strangers): readonly string[] {
  const named = (all: readonly Candidate[]): string => [...new Set(all.map(accountsOf))].join(', ');
  const lent = [...ofOthers].filter(isOwnersAlone);
  const sent = [...ofOthers].filter((one) => !isOwnersAlone(one));
  const elsewhere = [...new Set([...regions.values()].flat())].join(', ');
  return [
    ...(sent.length === 0
      ? []
      : [
          self.account === null
            ? `The text is of AWS account ${named(sent)}, and this run could not learn its own: nothing seen here clears what the text says.`
            : `The text is of AWS account ${named(sent)}, another one than this run's (${self.account}): nothing seen here confirms or clears what the text says.`,
        ]),
    ...(lent.length === 0
      ? []
      : [
          `The text names something of AWS account ${named(lent)} and not who sent, and this run's is ${self.account ?? 'unknown'}: nothing seen here confirms or clears what the text says.`,
        ]),
    ...(regions.size === 0
      ? []
      : [
          `The text tells of a failure in ${elsewhere}, and this run asked ${self.region ?? 'no Region'}: nothing seen here confirms or clears that failure.`,
        ]),
  ];
}

/** Who sent is not told, only whose identity, set or topic it was. */
const isOwnersAlone = ({ accounts }: Candidate): boolean => accounts === undefined;

const accountsOf = ({ accounts, owners }: Candidate): string => (accounts ?? owners ?? []).join(' and ');
