import { refusedHere } from '../engine/explains.ts';
import type { FactStore } from '../engine/gather.ts';
import { type EndedCheck, runChecklist } from '../engine/run.ts';
import { account } from '../facts/account.ts';
import { symptom as heardText } from '../facts/target.ts';
import { isSimulatorAddress } from '../knowledge/simulator.ts';
import type { Refutation } from '../model/check.ts';
import { refute } from '../model/refute.ts';
import type { CheckReport } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';
import type { Target } from '../model/target.ts';
import { answerOf, valueOr } from '../model/unavailable.ts';
import { domainOf } from '../parse/identity-name.ts';
import { createSymptomReader } from '../symptom/reader.ts';
import type { Proof } from './proof.ts';
import { unusedHere } from './unused-here.ts';

/**
 * A check with what was read from the answer to a message of this run: it explains why that was refused. So does an error
 * of the gate that the answer names as well.
 */
export const answeredHere = (
  report: CheckReport,
  { via, messages }: Proof,
  symptom: Symptom | null,
): CheckReport => ({
  ...report,
  findings: report.findings.map((finding) =>
    finding.basis === 'live'
      ? symptom?.candidates.some(({ code }) => code === finding.code) === true && finding.severity === 'error'
        ? { ...finding, explains: [...finding.explains, refusedHere] }
        : finding
      : {
          ...finding,
          explains: [...finding.explains, refusedHere],
          evidence: finding.evidence.map((one) =>
            one.source === 'symptom'
              ? {
                  ...one,
                  what: 'what SES answered',
                  source: via === 'api' ? 'ses:SendEmail' : 'SMTP',
                  // One answer needs no quote.
                  actual: onlyOne(refusalsIn(messages)) ?? one.actual,
                }
              : one,
          ),
        },
  ),
});

const unverified = ['identity/not-verified', 'identity/wrong-region'];

/**
 * What SES answered instead of taking a message, read as a pasted error would be. What it says of the address of the sender
 * is said of the identity that this run looks at.
 */
export function refusalIn({ messages, from, via }: Proof, { region, identities }: Target): Symptom | null {
  const texts = refusalsIn(messages);
  if (texts.length === 0) return null;
  const reader = createSymptomReader({ region });
  reader.push(new TextEncoder().encode(`${texts.join('\n\n')}\n`));
  const read = reader.end();
  const [identity = from] = identities;
  return {
    ...read,
    candidates: (via === 'smtp' ? ofEndpoint(read) : read.candidates).map((one) =>
      one.subject?.toLowerCase() === from.toLowerCase() ||
      // Who names nobody can mean no sender but this one.
      (one.subject === null && unverified.includes(one.code))
        ? { ...one, subject: identity }
        : one,
    ),
  };
}

/**
 * What the words mean when SES says them: a reply of its endpoint is none of a receiver, whatever receivers mean by these
 * words. Of one that only a receiver would explain the number is left, and below 500 it says: not now (RFC 5321 4.2.1).
 */
function ofEndpoint({ candidates }: Symptom): readonly Candidate[] {
  const own = candidates.filter(({ code }) => !code.startsWith('bounce/'));
  const emptied = candidates.filter(({ item }) => !own.some((one) => one.item === item));
  const firsts = emptied.filter(({ item }, at) => emptied.findIndex((other) => other.item === item) === at);
  return [
    ...own,
    ...firsts.map((one): Candidate => ({
      ...one,
      code: /^4\d\d\b/.test(one.quote) ? 'send/temporary-failure' : 'send/unrecognised',
      ...{ subject: null, rank: 0, data: {} },
    })),
  ];
}

const refusalsIn = (messages: Proof['messages']): readonly string[] => [
  ...new Set(messages.flatMap(({ outcome }) => (outcome.kind === 'refused' ? [outcome.text] : []))),
];

const onlyOne = (texts: readonly string[]): string | undefined => (texts.length === 1 ? texts[0] : undefined);

interface Gate {
  /** The selection of the gate, and how its checks ended before anything was sent. */
  gate: readonly SelectedStage[];
  before: readonly EndedCheck[];
  store: FactStore;
  target: Target;
  clock: () => number;
}

/**
 * The checks of the gate with what they and this run know of the answer of SES: nothing that was read from it may stand
 * against a fact of the same run. They are judged again by what was learnt before; nothing new is asked of AWS.
 */
export async function hearRefusal(
  symptom: Symptom,
  { gate, before, store, target, clock }: Gate,
  proof: Proof,
): Promise<readonly EndedCheck[]> {
  const settings = valueOr(await answerOf(store.read(account, null)), null);
  store.put(heardText, symptom);
  // In the sandbox its check would ask other Regions.
  const beside = new Set(
    settings === null ? [] : ['quota', ...(settings.productionAccess ? ['sandbox'] : [])],
  );
  const again = await runChecklist({
    ...{ store, target, clock },
    stages: gate.map((stage) => ({
      ...stage,
      checks: stage.checks
        .filter(({ check, onlyRead }) => onlyRead !== true || beside.has(check.id))
        .map(({ onlyRead: _, ...selected }) => selected),
    })),
  });
  const refutations = [
    ...again
      .flatMap((one) => one.refutations)
      .filter((one) => !isBehind(one))
      .map(isNow),
    ...(await unusedHere(symptom, { store, target })),
    ...refutedBySending(symptom, proof, isVerified(before) ? target.identities : []),
  ];
  // What they say of the account is theirs; the gate held by what it knew before.
  return before.map((one, index) => ({ ...one, refutations: index === 0 ? refutations : [] }));
}

/** How much of the quota is used was read before these messages: SES, which refuses one now, knows better. */
const isBehind = ({ refutes, past }: Refutation): boolean =>
  refutes === 'quota/daily-exhausted' && past === true;

/** What SES says at this moment is not over. */
const isNow = ({ past: _, ...refutation }: Refutation): Refutation => refutation;

/** Whether the check of the sender found it verified, with nothing left open. */
const isVerified = (before: readonly EndedCheck[]): boolean => {
  const own = before.filter(({ report }) => report.id === 'identity');
  return own.length > 0 && own.every(({ report: { status } }) => status === 'pass');
};

/** What the messages themselves rule out: their sender, their recipients and their header fields are known. */
function refutedBySending(
  symptom: Symptom,
  { from, messages }: Proof,
  /** The identities of the sender that are verified. */
  verified: readonly string[],
): readonly Refutation[] {
  const recipients = messages.map(({ recipient }) => recipient);
  const { failedIdentities: failed } = symptom.names;
  const isFrom = (identity: string): boolean =>
    [from, domainOf(from)].some((own) => own.toLowerCase() === identity.toLowerCase());
  const none = recipients.every(isSimulatorAddress)
    ? 'the mailbox simulator needs no verification'
    : failed.length > 0 && failed.every(isFrom)
      ? `the answer names ${failed.join(', ')}, which is the sender`
      : null;
  const ofSender = verified.length > 0 ? [from, ...verified] : [];
  return [
    ...(none === null
      ? []
      : refute(symptom, ['sandbox/recipient-not-verified', 'sandbox/account-in-sandbox'], null, none)),
    ...refute(symptom, ['identity/foreign-header'], null, `the message names no sender but ${from}`),
    ...symptom.candidates
      .filter(({ code, subject }) => unverified.includes(code) && ofSender.includes(subject ?? ''))
      .map(({ code, subject }) => ({
        refutes: code,
        subject,
        because: `the sender ${from} is verified here`,
      })),
    ...symptom.candidates
      .filter(({ code, subject }) => unverified.includes(code) && isToSimulator(subject))
      .map(({ code, subject }) => ({
        ...{
          refutes: code,
          subject,
          because: `${subject ?? ''} is a recipient, and of the mailbox simulator`,
        },
      })),
  ];
}

const isToSimulator = (subject: string | null): boolean => subject !== null && isSimulatorAddress(subject);
