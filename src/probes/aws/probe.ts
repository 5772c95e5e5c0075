import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { meaningOf } from '../../knowledge/aws-errors.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { commandOf, serviceOf, type AwsAction } from '../../model/aws-calls.ts';
import { credentialFailure } from './credential-failure.ts';
import { DeadlinePassed, Interrupted, withDeadline } from './deadline.ts';
import {
  failureOf,
  isServiceError,
  malformed,
  regionInvalid,
  statusOf,
  throttledFor,
  type CallContext,
} from './failure.ts';
import type { AwsProbeOptions } from './options.ts';
import { createLane, type Lane } from './pace.ts';
import { createSteadyLane } from './steady-pace.ts';
import { createSession } from './session.ts';
import { wireFailureOf } from './wire.ts';

/** Attempts after a dropped connection or a server's own failure. A throttle is tried again until the time is up. */
const attempts = 3;

/** The live AWS probe of one run. Loads no SDK before its first call. */
export function awsProbe(options: AwsProbeOptions): AwsProbe {
  const { env, signal, timeoutMs, random = Math.random } = options;
  const clock = options.clock ?? ((): number => performance.now());
  const lanes = new Map<string, Lane>();
  const session = createSession(options);
  // Every call that is under way listens to the signal of the run: that is no leak.
  setMaxListeners(0, signal);

  function laneOf(action: AwsAction, region: string): Lane {
    const key = `${action} ${region}`;
    const paced = { clock, random, timeoutMs, sleep: (ms: number) => pause(ms, signal) };
    const lane = lanes.get(key) ?? (options.steady === true ? createSteadyLane(paced) : createLane(paced));
    lanes.set(key, lane);
    return lane;
  }

  /** Tries until there is an answer, a failure that stays, or the time is up. */
  async function answer(context: CallContext, input: unknown, startedAt: number): Promise<unknown> {
    const { action, region } = context;
    const lane = laneOf(action, region);
    let wasThrottled = false;
    for (let failed = 0; ;) {
      if (!(await lane.turn(startedAt))) throw throttledFor(context);
      const left = lane.endOf(startedAt) - clock();
      try {
        const output = await withDeadline(left, signal, async (abortSignal) => {
          const send = await session.client(serviceOf(action), region, context);
          return await send(commandOf(action), input, {
            abortSignal,
            onHost: (host) => (context.host = host),
          });
        });
        lane.answered();
        return output;
      } catch (error) {
        const next = afterFailure(error);
        if (next === 'throttled') {
          lane.throttled();
          wasThrottled = true;
          continue;
        }
        // What a throttle left of the time was too short for one more call.
        if (wasThrottled && error instanceof DeadlinePassed) throw throttledFor(context);
        lane.answered();
        failed += 1;
        const wait = random() * 100 * 2 ** failed;
        if (next === 'final' || failed >= attempts || clock() + wait >= lane.endOf(startedAt)) throw error;
        await pause(wait, signal);
      }
    }
  }

  return async (action, input, more) => {
    const startedAt = clock();
    const region = more?.region ?? options.region;
    if (region === null) {
      // A profile that does not exist names no Region either, and is what has to be mended first.
      const context = await session.contextOf(action, '');
      throw context.source.missing
        ? credentialFailure(null, context, null)
        : new Unavailable('region-missing', 'no Region is set', { question: action });
    }
    const context = await session.contextOf(action, region);
    if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(region)) {
      throw regionInvalid(context, `${JSON.stringify(region)} cannot be the name of a Region`);
    }
    // The SDK's notice about Node 20 is for whoever builds this program, not for whoever runs it.
    env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
    try {
      await session.signIn(context);
      const output = await answer(context, input, startedAt);
      const { readReply } = await import('../../model/aws-replies.ts');
      const read = readReply(action, output);
      if (read.ok) return read.reply;
      throw malformed(context, `${read.member} is missing or of another type`);
    } catch (error) {
      throw failureOf(error, context) ?? error;
    }
  };
}

function afterFailure(error: unknown): 'throttled' | 'again' | 'final' {
  const failure = wireFailureOf(error, '', null);
  if (failure !== null) return failure.mayPass ? 'again' : 'final';
  if (!isServiceError(error)) return 'final';
  const meaning = meaningOf(error.name, error.message, statusOf(error));
  if (meaning === 'throttled') return 'throttled';
  return meaning === 'server-fault' ? 'again' : 'final';
}

/** Waits, or throws `Interrupted`. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch {
    throw new Interrupted();
  }
}
