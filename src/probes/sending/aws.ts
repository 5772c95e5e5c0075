import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { isQuotaUsedUp, meaningOf } from '../../knowledge/aws-errors.ts';
import type { AwsAction } from '../../model/aws-calls.ts';
import { RefusedSend, type SendingAction, type SendingAws, sendingCalls } from '../../model/sending-calls.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { Interrupted, withDeadline } from '../aws/deadline.ts';
import {
  type CallContext,
  failureOf,
  isServiceError,
  plain,
  statusOf,
  throttledFor,
} from '../aws/failure.ts';
import type { AwsProbeOptions } from '../aws/options.ts';
import { createSession, type Session } from '../aws/session.ts';
import { wireFailureOf } from '../aws/wire.ts';
import { sendingClientFor } from './clients.ts';
import { onlyToAgreed } from './recipients.ts';

/** Waits between attempts, in milliseconds: SES and SNS throttle by the second. */
const pauses = [300, 1000, 2000];

/** How long a long poll of SQS may take beyond what its input says. */
const pollGraceMs = 5000;

interface SendingOptions extends Omit<AwsProbeOptions, 'signal'> {
  /** The address beyond the simulator that the user agreed to, or null. */
  agreed: string | null;
}

/**
 * The live door of `test`: what it may call stands in src/model/sending-calls.ts. A call that makes or takes away
 * something is not cut off by Ctrl-C: nobody would know whether it did.
 */
export function sendingAws(options: SendingOptions): SendingAws {
  const never = new AbortController().signal;
  setMaxListeners(0, never);
  const session = createSession({ ...options, signal: never }, (service, config) =>
    sendingClientFor(service as never, config),
  );
  return async (action, input, more) => {
    if (action === 'ses:SendEmail') onlyToAgreed(recipientsOf(input), options.agreed);
    const region = more?.region ?? options.region;
    if (region === null) throw new Unavailable('region-missing', 'no Region is set', { question: action });
    const context = await contextOf(session, action, region);
    try {
      await session.signIn(context);
      return (await withAttempts(session, context, action, input, { signal: never, ...more })) as never;
    } catch (error) {
      if (action === 'ses:SendEmail' && isServiceError(error)) throw refusalOf(error, context);
      // The SDK compares what SQS sends with its checksums, and throws a plain error.
      if (error instanceof Error && error.message.startsWith('Invalid MD5 checksum'))
        throw new Unavailable('bad-reply', 'the checksum of a message does not fit it', { question: action });
      throw failureOf(error, context) ?? error;
    }
  };
}

/** Everybody that a message would go to. */
function recipientsOf(input: unknown): readonly string[] {
  const { Destination: to = {}, ListManagementOptions: list } = input as {
    Destination?: { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
    ListManagementOptions?: object;
  };
  if (list !== undefined) throw new Error('ses-doctor does not send to lists');
  return [...(to.ToAddresses ?? []), ...(to.CcAddresses ?? []), ...(to.BccAddresses ?? [])];
}

/** The rows of this table are none of the checks' table; a context holds them for the words of a failure alone. */
async function contextOf(session: Session, action: SendingAction, region: string): Promise<CallContext> {
  const context = await session.contextOf('ses:GetAccount', region);
  return {
    ...context,
    action: action as AwsAction,
    override: await session.overrideOf(sendingCalls[action]),
  };
}

async function withAttempts(
  session: Session,
  context: CallContext,
  action: SendingAction,
  input: unknown,
  { signal, onDate }: { signal: AbortSignal; onDate?: (date: string) => void },
): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await withDeadline(timeFor(context, input), signal, async (abortSignal) => {
        const send = await session.client(sendingCalls[action], context.region, context);
        return await send(`${action.slice(action.indexOf(':') + 1)}Command`, input, {
          abortSignal,
          onHost: (host) => (context.host = host),
          ...(onDate !== undefined && { onDate }),
        });
      });
    } catch (error) {
      const pause = pauses[attempt];
      const why = mayPass(error, action);
      if (why === null) throw error;
      if (pause === undefined) throw why === 'throttled' ? stillThrottled(error, context) : error;
      await wait(pause, signal);
    }
  }
}

/** A throttle that stays, with the sentence of AWS: it says which limit that is. */
function stillThrottled(error: unknown, context: CallContext): Unavailable {
  const { reason, detail, ...why } = throttledFor(context).why;
  const said = error instanceof Error ? plain(error.message, context.secrets).trim() : '';
  return new Unavailable(
    reason,
    `${context.action} was refused ${String(pauses.length + 1)} times within seconds for its rate${said === '' ? '' : `: "${said}"`}`,
    { ...why, detail },
  );
}

const timeFor = ({ timeoutMs }: CallContext, input: unknown): number => {
  const { WaitTimeSeconds: seconds } = input as { WaitTimeSeconds?: number };
  return seconds === undefined ? timeoutMs : Math.max(timeoutMs, seconds * 1000 + pollGraceMs);
};

/**
 * Whether to try again. A message whose answer was lost may have gone out ("Handling errors" of the SES guide): it is
 * sent again only where SES says that it did not take it, and that it may take it soon.
 */
function mayPass(error: unknown, action: SendingAction): 'throttled' | 'again' | null {
  const wire = wireFailureOf(error, '', null);
  if (wire !== null) return wire.mayPass && action !== 'ses:SendEmail' ? 'again' : null;
  if (!isServiceError(error)) return null;
  const meaning = meaningOf(error.name, error.message, statusOf(error));
  if (meaning === 'throttled')
    return action === 'ses:SendEmail' && isQuotaUsedUp(error.message) ? null : 'throttled';
  return meaning === 'server-fault' && action !== 'ses:SendEmail' ? 'again' : null;
}

const refusalOf = (error: Error, { secrets }: CallContext): RefusedSend =>
  new RefusedSend(
    `An error occurred (${plain(error.name, secrets)}) when calling the SendEmail operation: ${plain(error.message, secrets)}`,
  );

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch {
    throw new Interrupted();
  }
}
