import {
  everyFinding,
  gravity,
  isCause,
  partiesOf,
  type Explained,
  type Placed,
} from '../engine/explains.ts';
import type { CheckReport, Finding, Ignored, StageReport } from '../model/report.ts';
import { type Ignore, recounted } from './ignores.ts';

/** Whom a report is about: it decides which finding may explain which. */
export type About = Pick<Explained, 'target' | 'refuted'>;

/**
 * What counts though its reason is accepted: AWS or somebody decided it, and takes it back apart from the reason, or it
 * can be put right while the reason stays as it is.
 */
export const standsAlone: ReadonlySet<string> = new Set([
  'sending/paused-by-aws',
  'sending/disabled-by-you',
  'sending/under-review',
  'sandbox/review-denied',
  'sandbox/recipient-not-verified',
  'quota/daily-exhausted',
  'quota/rate-exceeded',
  'quota/plan-does-not-fit',
  'events/no-bounce-channel',
  // It stays on the list when its domain takes mail again, and can be taken off before.
  'suppression/account-list',
  'suppression/case-variant',
  'suppression/tenant-list',
  'suppression/other-region',
  // That the account lacks the sender takes no domain out of DNS.
  'identity/domain-takes-no-mail',
]);

/** Nothing of the sender is sent while one of these holds: worse than a fault of its records, which may be why. */
export const refusesAll: ReadonlySet<string> = new Set([
  'identity/not-found',
  'identity/verification-pending',
  'identity/verification-failed',
  'identity/verification-temporary-failure',
  'identity/sending-disabled',
]);

/**
 * The stages in which what only follows from an accepted finding is accepted with it. It counts where it has a reason
 * that counts, where it is graver than what was accepted, where it has every send refused and what was accepted does not, and
 * where it stands alone. What was read from a pasted text
 * is no other trouble where the live state shows the reason of it. For what an ignore accepts: a baseline holds findings by name, and what it does not hold is new.
 */
export function acceptConsequences(
  stages: readonly StageReport[],
  { target, refuted }: About,
): readonly StageReport[] {
  const placed = everyFinding(stages);
  const accepted = new Map<Finding, Ignored>();
  for (const { finding } of placed) if (finding.ignored !== null) accepted.set(finding, finding.ignored);
  if (accepted.size === 0) return stages;
  const parties = partiesOf({ stages, target, refuted }, placed);
  const open = placed.filter(({ finding }) => mayFollow(finding));
  const reasonsOf = new Map(
    open.map((effect) => [effect, placed.filter((one) => isCause(one, effect, parties))]),
  );
  // What follows from a consequence follows too: until nothing is added.
  for (let before = -1; before !== accepted.size;) {
    before = accepted.size;
    for (const [{ finding }, reasons] of reasonsOf) {
      const because = accepted.has(finding) ? null : acceptedOf(finding, reasons, accepted);
      if (because !== null) accepted.set(finding, because);
    }
  }
  for (const [finding, { follows }] of accepted) if (isWorse(finding, follows)) accepted.delete(finding);
  return stages.map((stage) => ({ ...stage, checks: stage.checks.map((check) => withAll(check, accepted)) }));
}

/** Whether a finding has every send refused, and the one that it follows from has not; what a text alone tells follows in any case. */
const isWorse = ({ code, basis }: Finding, follows: string | undefined): boolean =>
  follows !== undefined && basis === 'live' && refusesAll.has(code) && !follows.startsWith('identity/');

/** Whether a finding would count only for its reason. */
export const mayFollow = ({ ignored, code, severity }: Finding): boolean =>
  ignored === null && gravity[severity] > 0 && !standsAlone.has(code);

/** Whether a check has findings that may be accepted for what other checks find. */
export const waitsForOthers = ({ findings }: CheckReport, ignores: readonly Ignore[]): boolean =>
  ignores.some((one) => 'code' in one) && findings.some(mayFollow);

function acceptedOf(
  { severity }: Finding,
  reasons: readonly Placed[],
  accepted: ReadonlyMap<Finding, Ignored>,
): Ignored | null {
  if (reasons.some(({ finding }) => !accepted.has(finding))) return null;
  const reason = reasons.find(({ finding }) => gravity[finding.severity] >= gravity[severity])?.finding;
  const by = reason === undefined ? undefined : accepted.get(reason);
  if (reason === undefined || by === undefined) return null;
  if (by.follows !== undefined) return by;
  return {
    ...by,
    reason: `only follows from ${reason.code}, which is accepted: ${by.reason}`,
    follows: reason.code,
  };
}

function withAll(check: CheckReport, accepted: ReadonlyMap<Finding, Ignored>): CheckReport {
  const findings = check.findings.map((one) => {
    const ignored = accepted.get(one);
    return ignored === undefined || ignored === one.ignored ? one : { ...one, ignored };
  });
  return findings.every((one, index) => one === check.findings[index]) ? check : recounted(check, findings);
}
