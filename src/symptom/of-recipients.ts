import type { Candidate, Symptom } from '../model/symptom.ts';
import { sameSubject } from '../parse/subject.ts';

const inSandbox = 'sandbox/recipient-not-verified';

/**
 * The symptom with what somebody said who sends and who receives: SES names both as not verified in the same words, and asks
 * for the verification of a recipient in the sandbox alone.
 */
export function ofRecipients(
  symptom: Symptom,
  { recipients, identities }: { recipients: readonly string[]; identities: readonly string[] },
): Symptom {
  const isRecipient = ({ subject }: Candidate): boolean =>
    subject !== null &&
    recipients.some((one) => sameSubject(one, subject)) &&
    !identities.some((one) => sameSubject(one, subject));
  const failureOf = ({ failure, item }: Candidate): number => failure ?? item;
  const led = symptom.candidates.filter((one) => one.code === inSandbox && isRecipient(one));
  if (led.length === 0) return symptom;
  const ofFailure = (one: Candidate): Candidate | undefined =>
    led.find((lead) => failureOf(lead) === failureOf(one));
  const ranked = symptom.candidates.map((one): Candidate => {
    const lead = ofFailure(one);
    if (lead === undefined || one.rank > lead.rank) return one;
    return { ...one, rank: led.includes(one) ? 0 : one.rank + 1 };
  });
  return {
    ...symptom,
    candidates: ranked.toSorted((one, other) => one.item - other.item || one.rank - other.rank),
  };
}
