import { setMaxListeners } from 'node:events';
import type { AwsAction, AwsInput } from '../model/aws-calls.ts';
import type { AwsCallOptions, AwsProbe } from '../model/aws.ts';
import { Unavailable, type UnavailableReason, type Why } from '../model/unavailable.ts';

/** Watches for the end of a session: thousands of calls with credentials that hold no longer would tell nothing. */
interface SessionEnd {
  /** Fires with the run, or when the session ends. */
  signal: AbortSignal;
  watch: (aws: AwsProbe) => AwsProbe;
  /** What the call was told with which it ended; null while it holds. */
  why: () => Why | null;
}

const endings: ReadonlySet<UnavailableReason> = new Set([
  ...(['no-credentials', 'credentials-expired', 'credentials-rejected'] as const),
]);

/** The session of one account in one Region. */
export function sessionEnd(run: AbortSignal): SessionEnd {
  const own = new AbortController();
  let ended: Why | null = null;
  let isOpen = false;
  const signal = AbortSignal.any([run, own.signal]);
  // All that goes on in the place listens to it: that is no leak.
  setMaxListeners(0, signal);
  return {
    signal,
    why: () => ended,
    watch: (aws) =>
      // What is answered is what the probe answers: the table's types go through.
      (async (action: AwsAction, input: AwsInput<AwsAction>, more?: AwsCallOptions) => {
        try {
          const reply = await aws(action, input, more);
          isOpen ||= more?.region === undefined;
          return reply;
        } catch (error) {
          // Another Region that is not enabled does not know the credentials either.
          if (error instanceof Unavailable && more?.region === undefined && !run.aborted) {
            const end = endIn(error.why, isOpen);
            if (end !== null) {
              ended ??= end;
              own.abort('session');
            }
          }
          throw error;
        }
      }) as AwsProbe,
  };
}

/**
 * The end of a session that a failure tells of, or null. A role that may be taken on no longer is one; and a Region that
 * answered before is not "not enabled": it does not know the credentials any more.
 */
function endIn(why: Why, wasOpen: boolean): Why | null {
  const { reason, action, question } = why;
  if (wasOpen && reason === 'region-not-enabled')
    return { ...why, reason: 'credentials-rejected', message: 'AWS does not know the access key any more' };
  return endings.has(reason) || action === 'sts:AssumeRole' || question === 'sts:AssumeRole' ? why : null;
}
