import { defineCheck, notApplicable, notSeen } from '../../src/model/check.ts';
import { coverage } from '../../src/facts/identity/coverage.ts';
import { elsewhere } from '../../src/facts/identity/elsewhere.ts';
import { spellings } from '../../src/facts/identity/spellings.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import type { Refutation, Unanswered } from '../../src/model/check.ts';
import { coveredNames, here, notVerified } from './identity.words.ts';
import type { Target } from '../../src/model/target.ts';
import type { Elsewhere } from '../../src/facts/identity/elsewhere.ts';
import type { Spellings } from '../../src/facts/identity/spellings.ts';
import { identityElsewhereProblems, regionNames } from './identity-elsewhere.words.ts';

export default defineCheck({
  id: 'identity-elsewhere',
  title: 'Region and spelling of the sender',
  why: 'An identity belongs to one Region, and address identities are case-sensitive: a sender that “is verified” may be verified in another Region or spelling.',
  per: 'identity',
  needs: { target, coverage, symptom },
  enrichment: { elsewhere, spellings },

  problems: identityElsewhereProblems,

  evaluate({ target, coverage, elsewhere, spellings, symptom }, name) {
    if (coverage.kind === 'undecided')
      return notApplicable(`it is not known whether ${name} is verified here`);
    const listed = silence(valueOr(elsewhere, null), name);
    if (coverage.kind === 'delegated')
      return notApplicable(`${name} is sent with an identity of another account`);
    if (coverage.kind === 'covered') {
      const sentFrom = otherRegionOf(target, valueOr(elsewhere, null));
      if (sentFrom === null)
        return [...listed, ...knownInBoth(target, coverage.by.name, name, elsewhere, symptom)];
      const here = { region: target.region ?? 'this Region', name: coverage.by.name };
      return [
        { problem: 'identity/wrong-region', data: { region: sentFrom, name, found: [here] } },
        ...listed,
      ];
    }
    const { region } = target;
    const found = valueOr(elsewhere, null)?.verified ?? [];
    if (found.length > 0)
      return [{ problem: 'identity/wrong-region', data: { region, name, found } }, ...listed];
    const { caseOnly, near }: Pick<Spellings, 'caseOnly' | 'near'> = valueOr(spellings, {
      caseOnly: null,
      near: [],
    });
    if (caseOnly !== null) {
      const data = { region, name, other: caseOnly.name, status: caseOnly.verificationStatus };
      return [{ problem: 'identity/case-mismatch', data }, ...listed];
    }
    const [first] = near;
    if (coverage.kind !== 'absent' || first === undefined) {
      if (elsewhere.ok && spellings.ok && listed.length === 0) return [];
      return notSeen('not every Region or identity could be checked', listed);
    }
    const data = { region, name, other: first.name, status: first.verificationStatus };
    return [{ problem: 'identity/near-miss', data }, ...listed];
  },

  observed({ elsewhere }) {
    const found = valueOr(elsewhere, null)?.verified ?? [];
    return found.length === 0 ? null : `verified in ${regionNames(found)}`;
  },
});

/**
 * The Region that a symptom names beside --region, where it answered that nothing covers the sender: that is where the
 * application sends. Null where it did not answer, or knows the sender.
 */
function otherRegionOf({ regionSource, otherRegion }: Target, elsewhere: Elsewhere | null): string | null {
  if (regionSource !== 'flag' || otherRegion === null || elsewhere === null) return null;
  const of = ({ region }: { region: string }): boolean => region === otherRegion;
  if (!elsewhere.asked.includes(otherRegion) || elsewhere.verified.some(of) || elsewhere.silent.some(of))
    return null;
  return otherRegion;
}

/** Where the Region that a symptom names knows the sender as well, nothing that it says of verification is so. */
function knownInBoth(
  { region, otherRegion }: Target,
  by: string,
  name: string,
  elsewhere: Answer<Elsewhere>,
  told: Symptom | null,
): readonly Refutation[] {
  if (otherRegion === null || otherRegion !== told?.names.region) return [];
  if (!valueOr(elsewhere, null)?.verified.some((one) => one.region === otherRegion)) return [];
  return coveredNames(told, by, name).flatMap((covered) =>
    refute(told, notVerified, covered, `${covered} may send in ${here(region)} and in ${otherRegion}`),
  );
}

/** One entry for all Regions that did not answer: they say nothing about the sender. */
function silence(elsewhere: Elsewhere | null, name: string): readonly Unanswered[] {
  const [first, ...rest] = elsewhere?.silent ?? [];
  if (first === undefined) return [];
  const message =
    rest.length === 0
      ? `${first.region} did not say whether it knows ${name}: ${first.why.message}`
      : `${rest.length + 1} other Regions did not say whether they know ${name} (${[first, ...rest].map(({ region }) => region).join(', ')})`;
  return [{ unanswered: { ...first.why, message, action: null, region: null }, counts: false }];
}
