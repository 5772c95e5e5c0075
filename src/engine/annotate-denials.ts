import { domainOf, isAddress } from '../parse/identity-name.ts';
import type { Candidate, Symptom } from '../model/symptom.ts';

/** Whose identity a denial is about: words for `data.role` of its candidate. */
type Role = 'sender' | 'address' | 'recipient';

/**
 * Notes at each denied identity whose it is, now that sender and recipients are known. `address`: an address identity
 * of the sender, where the permission may be for its domain.
 */
export function withDeniedRoles(
  symptom: Symptom,
  { identities, recipients }: { identities: readonly string[]; recipients: readonly string[] },
): Symptom {
  const note = (candidate: Candidate): Candidate => {
    const identity = candidate.data['identity'];
    if (candidate.code !== 'send/access-denied' || identity === undefined) return candidate;
    const role = roleOf(identity, identities, recipients);
    return role === null ? candidate : { ...candidate, data: { ...candidate.data, role } };
  };
  return { ...symptom, candidates: symptom.candidates.map(note) };
}

function roleOf(identity: string, identities: readonly string[], recipients: readonly string[]): Role | null {
  const covers = (name: string): boolean => isUnder(name, identity);
  const ofSender = identities.some((name) => covers(name) || isUnder(identity, name));
  if (!ofSender) return recipients.some(covers) ? 'recipient' : null;
  return isAddress(identity) ? 'address' : 'sender';
}

/** The name is the identity, an address of its domain, or of one below it. */
function isUnder(name: string, identity: string): boolean {
  const [one, other] = [name.toLowerCase(), identity.toLowerCase()];
  if (one === other) return true;
  return !isAddress(other) && (domainOf(one) === other || domainOf(one).endsWith(`.${other}`));
}
