import {
  type SendingAction,
  sendingCalls,
  type SendingInput,
  type SendingOutput,
} from '../../../../src/model/sending-calls.ts';
import type { Operation } from '../operations.ts';
import type { RegionWorld } from '../world.ts';
import { sendEmail } from './ses.ts';
import { thingAnswers } from './things.ts';
import type { SendingWorld } from './world.ts';

/** What an answer may look at and change besides its input. */
export interface SendingContext {
  region: RegionWorld;
  sending: SendingWorld;
  regionName: string;
  now: Date;
}

export type SendingAnswers = {
  readonly [A in SendingAction]?: (input: SendingInput<A>, context: SendingContext) => SendingOutput<A>;
};

const answers: SendingAnswers = { 'ses:SendEmail': sendEmail, ...thingAnswers };

/** The answer to a call that only `test` makes, or null for any other call. */
export function sendingAnswer(
  { service, name }: Operation,
  input: unknown,
  context: SendingContext,
): object | null {
  const action = Object.keys(sendingCalls).find(
    (one): one is SendingAction =>
      one.endsWith(`:${name}`) && (sendingCalls[one as SendingAction] as string) === service,
  );
  const answer = action === undefined ? undefined : answers[action];
  if (answer === undefined) return null;
  // The table's type has made sure that each action meets its own input.
  return (answer as (input: unknown, context: SendingContext) => object)(input, context);
}
