import type { CheckReport, FixStep } from '../model/report.ts';
import type { Target } from '../model/target.ts';

/** What a run looked at: its checks, and whom it was asked about. */
export interface LookedAt {
  target: Pick<Target, 'identities' | 'region'>;
  checks: readonly Pick<CheckReport, 'id' | 'subject' | 'status'>[];
}

/**
 * The steps of a finding that was read from a text, without those that this run has taken: to look at the identity that it
 * has just looked at, and to switch on what it saw switched on. Words that were read know of no live state. What would
 * leave nothing to do stays.
 */
export function stepsLeft(fix: readonly FixStep[], looked: LookedAt): readonly FixStep[] {
  const left = fix.filter((step) => !isThisRun(step, looked)).map((step) => beyond(step, looked));
  return left.length === 0 ? fix : left;
}

function isThisRun({ does }: FixStep, { target, checks }: LookedAt): boolean {
  if (does?.kind !== 'look') return false;
  const { identity, region = target.region } = does;
  const seen = (identity: string): boolean =>
    checks.some(({ subject, status }) => subject === identity && status !== 'skipped');
  if (region !== target.region) return false;
  return identity === null
    ? target.identities.some(seen)
    : target.identities.includes(identity) && seen(identity);
}

/** Instead of switching on what is on: whether the message had it. */
function beyond(step: FixStep, { target: { identities }, checks }: LookedAt): FixStep {
  if (step.does?.kind !== 'sign' || identities.length === 0) return step;
  const isOn = (identity: string): boolean =>
    ['dkim', 'dkim-records'].every((id) =>
      checks.some((one) => one.id === id && one.subject === identity && one.status === 'pass'),
    );
  return identities.every(isOn)
    ? {
        owner: step.owner,
        record: null,
        text: `DKIM is on for ${identities.slice(0, 3).join(', ')}, and its records are in DNS. See whether the message was signed by it: save one that arrived anywhere, with all its headers, and have it read`,
        command: 'ses-doctor check --message message.eml',
      }
    : step;
}

/** Where the first thing to find out is as whom mail is sent, the commands are for that account and not for this run's. */
export const isOfSender = ([first]: readonly FixStep[]): boolean => first?.does?.kind === 'caller';
