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
  const isTaken = (step: FixStep): boolean =>
    isThisRun(step, looked) || (savesMessage(step) && messageSeen(looked) !== null);
  const left = fix.filter((step) => !isTaken(step)).map((step) => beyond(step, looked));
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

/** The check that looks at the signatures of the message that was given. */
const ofMessage = 'message-dkim';

/** To save a message and have it read, where that was done. */
const savesMessage = ({ does }: FixStep): boolean => does?.kind === 'message';

/** How a message that was given is signed: null where none was, or nobody looked. */
const messageSeen = ({ checks }: LookedAt): CheckReport['status'] | null =>
  checks.find(({ id, status }) => id === ofMessage && status !== 'skipped')?.status ?? null;

/** Instead of switching on what is on: whether the message had it. */
function beyond(step: FixStep, looked: LookedAt): FixStep {
  const { target, checks } = looked;
  const { identities } = target;
  if (step.does?.kind !== 'sign' || identities.length === 0) return step;
  const statusOf = (id: string, identity: string): CheckReport['status'] | undefined =>
    checks.find((one) => one.id === id && one.subject === identity)?.status;
  // Records that nobody could look at here are those that SES found, or it would not say that DKIM is set up.
  const isOn = (identity: string): boolean =>
    statusOf('dkim', identity) === 'pass' &&
    ['pass', 'skipped', 'unknown'].includes(statusOf('dkim-records', identity) ?? 'fail');
  if (!identities.every(isOn)) return step;
  const areSeen = identities.every((identity) => statusOf('dkim-records', identity) === 'pass');
  const on = `DKIM is on for ${identities.slice(0, 3).join(', ')}, and ${areSeen ? 'its records are in DNS' : 'SES has found its records'}`;
  const more = { owner: step.owner, record: null };
  switch (messageSeen(looked)) {
    case null:
      return {
        ...more,
        text: `${on}. See whether the message was signed by it: save one that arrived anywhere, with all its headers, and have it read`,
        command: 'ses-doctor check --message message.eml',
        does: { kind: 'message' },
      };
    case 'pass':
      return {
        ...more,
        text: `${on}, and the message that was given is signed: what this receiver refused was sent in another way, or was changed before it got there. Compare its headers with those of the message.`,
        command: null,
      };
    case 'warn':
    case 'fail':
    case 'unknown':
    case 'crash':
    case 'skipped':
    default:
      return {
        ...more,
        text: `${on}. See what this report says of the signature of the message that was given.`,
        command: null,
      };
  }
}

/** Where the first thing to find out is as whom mail is sent, the commands are for that account and not for this run's. */
export const isOfSender = ([first]: readonly FixStep[]): boolean => first?.does?.kind === 'caller';
