import type * as EventBridge from '@aws-sdk/client-eventbridge';
import type * as SesV2 from '@aws-sdk/client-sesv2';
import type * as Sns from '@aws-sdk/client-sns';
import type * as Sqs from '@aws-sdk/client-sqs';

/** The SDK of each service, as types alone: nothing is loaded here. */
interface Sdks {
  sesv2: typeof SesV2;
  sns: typeof Sns;
  sqs: typeof Sqs;
  eventbridge: typeof EventBridge;
}

export type SendingService = keyof Sdks;

/**
 * The calls of `ses-doctor test`, by their IAM action: it sends messages, and makes
 * a queue, a subscription and a rule of its own, which it looks into and takes away again. Nothing else can make them:
 * the table of the checks (aws-calls.ts) holds none, and only src/proof has the door that knows this one.
 */
export const sendingCalls = {
  'ses:SendEmail': 'sesv2',
  'sqs:CreateQueue': 'sqs',
  'sqs:SetQueueAttributes': 'sqs',
  'sqs:ReceiveMessage': 'sqs',
  'sqs:DeleteQueue': 'sqs',
  'sqs:ListQueues': 'sqs',
  'sqs:ListQueueTags': 'sqs',
  'sns:Subscribe': 'sns',
  'sns:Unsubscribe': 'sns',
  'sns:ListSubscriptions': 'sns',
  'events:PutRule': 'eventbridge',
  'events:PutTargets': 'eventbridge',
  'events:RemoveTargets': 'eventbridge',
  'events:DeleteRule': 'eventbridge',
  'events:ListRules': 'eventbridge',
  'events:ListTagsForResource': 'eventbridge',
} as const;

export type SendingAction = keyof typeof sendingCalls;

/** The calls that only read, of what this program made or what it was told to read. */
export const readingOnly: ReadonlySet<SendingAction> = new Set([
  'sqs:ListQueues',
  'sqs:ListQueueTags',
  'sns:ListSubscriptions',
  'events:ListRules',
  'events:ListTagsForResource',
]);

type CommandName<A extends SendingAction> = A extends `${string}:${infer Name}` ? `${Name}Command` : never;

type CommandClass<A extends SendingAction> = Sdks[(typeof sendingCalls)[A]][CommandName<A> &
  keyof Sdks[(typeof sendingCalls)[A]]];

type Exchange<C> = C extends abstract new (...args: never) => {
  readonly input: infer Input;
  resolveMiddleware: (...args: never) => (...args: never) => Promise<{ output: infer Output }>;
}
  ? [Input & object, Output]
  : never;

export type SendingInput<A extends SendingAction> = Exchange<CommandClass<A>>[0];
export type SendingOutput<A extends SendingAction> = Omit<Exchange<CommandClass<A>>[1], '$metadata'>;

/** The commands that the module of a service has to hold: those of its rows. */
export type SendingCommandsOf<S extends SendingService> = {
  readonly [
    A in SendingAction as (typeof sendingCalls)[A] extends S ? CommandName<A> : never
  ]: CommandClass<A>;
};

/**
 * Makes a call of the table. Throws `Unavailable`, and `RefusedSend` where SES answered a message with a refusal.
 * `signal` ends a call that waits; the others end by themselves, so that what they made is known. `onDate` is told when AWS
 * answered, by its own clock.
 */
export type SendingAws = <A extends SendingAction>(
  action: A,
  input: SendingInput<A>,
  options?: { region?: string; signal?: AbortSignal; onDate?: (date: string) => void },
) => Promise<SendingOutput<A>>;

/** A message as it is handed to an SMTP server. */
export interface SmtpMail {
  from: string;
  recipient: string;
  /** Header fields and bodies, in lines of ASCII. */
  content: string;
}

/** Hands a message to the SMTP endpoint. Throws `Unavailable`, and `RefusedSend` where it was refused. */
export type SmtpSend = (mail: SmtpMail) => Promise<{ messageId: string }>;

/**
 * Whether a message that was not answered was handed over, as the `detail.handed` of its `Unavailable` says: `no`, the
 * conversation ended before; `perhaps`, it has the message and its answer was lost; `yes`, it took the message and named no id.
 * Without it: `perhaps`.
 */
export type Handing = 'no' | 'perhaps' | 'yes';

/** What SES answered instead of taking a message, as the AWS CLI prints it. */
export class RefusedSend extends Error {
  override readonly name = 'RefusedSend';
}
