import type { AwsAction } from '../model/aws-calls.ts';
import { awsReplies, readReply } from '../model/aws-replies.ts';
import { type Answer, Unavailable } from '../model/unavailable.ts';
import { type Told, toldBy } from './batches.ts';
import type { PlaceName, ReplyLine } from './lines.ts';
import { sentIn } from './sends.ts';

/** What an earlier run was told in a place, so that nobody has to be asked again. */
export interface Replies {
  /**
   * The answer to a call; null where there is none. A list that broke off begins anew: its next token may hold no longer.
   * The lists that a survey itself walks go on where they broke off.
   */
  of: (
    action: AwsAction,
    input: object,
    elsewhere: string | null,
  ) => (Pick<Entry, 'at' | 'value'> & { ofIdentities: boolean }) | null;
  /** What API v1 said of an identity so far. */
  batched: (name: string) => Told;
  /** When the oldest answer about an identity came; null where nobody was asked about it. ISO time. */
  since: (name: string) => string | null;
  /** Messages a day of an identity: null where nobody counted them, undefined where nobody was asked. */
  sends: (name: string) => number | null | undefined;
  /** Lets go of the answers to an action. */
  forget: (action: AwsAction) => void;
}

/** What is known of the place where the replies are sorted: what is done needs none of them. */
interface Done {
  hasListing: boolean;
  done: ReadonlySet<string>;
  tenantsDone: ReadonlySet<string>;
  /** All tenants are done: what they may send with is asked of identities too. */
  areTenantsDone: boolean;
}

/** Lists that a survey walks itself: they go on where they broke off. */
const walked: ReadonlySet<string> = new Set(['ses:ListEmailIdentities', 'ses:ListTenants']);

interface Entry {
  /** When it came: ISO time. */
  at: string;
  value: Answer<unknown>;
  action: AwsAction;
  asked: Plain;
  elsewhere: string | null;
}

/** The replies of a state by place, sorted as they are read. */
export interface ReplyCollection extends Replies {
  /** False where it is of no use: what it is about is done, or it is no such reply any more. */
  add: (line: ReplyLine) => boolean;
}

/** Starts sorting the replies of a place. */
export function collectReplies({ hasListing, done, tenantsDone, areTenantsDone }: Done): ReplyCollection {
  const entries = new Map<string, Entry>();
  const byName = new Map<string, Told>();
  const since = new Map<string, string>();
  const sent = new Map<string, number | null>();

  function isDone(action: AwsAction, asked: Plain, elsewhere: string | null): boolean {
    if (action === 'ses:ListEmailIdentities' && elsewhere === null) return hasListing;
    const names = namesIn(asked);
    if (action === 'ses:GetEmailIdentity' && !areTenantsDone) return false;
    if (names.length > 0) return names.every((name) => done.has(name));
    return action === 'ses:ListTenantResources' && tenantsDone.has(String(asked['TenantName']));
  }

  /** Whether the pages after this one are there as well. */
  function isWhole({ action, asked, elsewhere, value }: Entry): boolean {
    const next = value.ok ? (value.value as { NextToken?: string }).NextToken : undefined;
    if (next === undefined || next === '' || walked.has(action)) return true;
    const after = entries.get(keyOf(action, { ...asked, NextToken: next }, elsewhere));
    return after !== undefined && isWhole(after);
  }

  return {
    add: (line) => {
      const { at, elsewhere } = line;
      const action = line.action as AwsAction;
      const value = answerIn(line);
      if (value === null || isDone(action, line.asked, elsewhere)) return false;
      entries.set(keyOf(action, line.asked, elsewhere), { action, asked: line.asked, elsewhere, at, value });
      if (!value.ok || elsewhere !== null) return true;
      for (const name of namesIn(line.asked)) {
        byName.set(name, { ...byName.get(name), ...toldBy(action, value.value, name) });
        const before = since.get(name);
        if (before === undefined || at < before) since.set(name, at);
      }
      if (action === 'ses:BatchGetMetricData')
        for (const [name, count] of sentIn(line.asked, value.value as Parameters<typeof sentIn>[1]))
          sent.set(name, count);
      return true;
    },
    of: (action, input, elsewhere) => {
      const entry = entries.get(keyOf(action, askedOf(input), elsewhere));
      if (entry === undefined || !isWhole(entry)) return null;
      return { at: entry.at, value: entry.value, ofIdentities: namesIn(entry.asked).length > 0 };
    },
    batched: (name) => byName.get(name) ?? {},
    since: (name) => since.get(name) ?? null,
    sends: (name) => sent.get(name),
    forget: (action) => {
      for (const [key, entry] of entries) if (entry.action === action) entries.delete(key);
    },
  };
}

/** Where no earlier run was told anything. */
export const noReplies = (): Replies =>
  collectReplies({ hasListing: false, done: new Set(), tenantsDone: new Set(), areTenantsDone: false });

/** A reply as a line of the state keeps it; null for what is not kept. */
export function replyLine(
  place: PlaceName,
  at: string,
  { action, input, elsewhere }: { action: AwsAction; input: object; elsewhere: string | null },
  answer: Answer<unknown>,
): ReplyLine | null {
  if (answer.ok && !isKept(answer.value)) return null;
  return {
    ...{ kind: 'reply', ...{ account: place.account, region: place.region }, at, action, elsewhere },
    asked: askedOf(input),
    ...(answer.ok ? { reply: plain(answer.value) } : { nothing: answer.why }),
  };
}

/** Addresses of the web are keys to what listens there (webhooks): they are asked for again. */
const isKept = (reply: unknown): boolean => !/https?:\/\//iu.test(JSON.stringify(reply));

/** The answer that a line keeps; null where it is no such reply, and has to be asked for again. */
function answerIn({ action, reply, nothing }: ReplyLine): Answer<unknown> | null {
  if (!Object.hasOwn(awsReplies, action)) return null;
  if (nothing !== undefined) return { ok: false, why: nothing };
  const read = readReply(action as AwsAction, revived(reply));
  return read.ok ? { ok: true, value: read.reply } : null;
}

/** The identities that a question names. */
function namesIn(asked: Plain): readonly string[] {
  const { EmailIdentity: one, Identities: many, Queries: queries } = asked;
  if (typeof one === 'string') return [one];
  if (Array.isArray(many)) return many.map(String);
  return Array.isArray(queries)
    ? (queries as readonly { Dimensions?: { EMAIL_IDENTITY?: string } }[]).flatMap(
        ({ Dimensions: dimensions }) => dimensions?.EMAIL_IDENTITY ?? [],
      )
    : [];
}

/** The members of a question, without times. */
type Plain = Readonly<Record<string, unknown>>;

/** What tells calls apart: the order of their members does not. */
const keyOf = (action: string, asked: Plain, elsewhere: string | null): string =>
  JSON.stringify([action, Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1)), elsewhere]);

/** A question as the state keeps it. "The last 14 days" is the same question a minute later: times count from the first. */
function askedOf(input: object): Plain {
  let first: number | null = null;
  const walk = (value: unknown): unknown => {
    if (value instanceof Date) return { after: value.getTime() - (first ??= value.getTime()) };
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, walk(one)]])),
    );
  };
  return walk(input) as Plain;
}

/** Times that JSON would turn into texts. */
const plain = (value: unknown): unknown =>
  mapped(value, (one) => (one instanceof Date ? { $time: one.toISOString() } : undefined));

const revived = (value: unknown): unknown =>
  mapped(value, (one) =>
    typeof one === 'object' && one !== null && '$time' in one ? new Date(String(one.$time)) : undefined,
  );

/** A copy in which `change` has put something else in the place of what it answers for. */
function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, change)]));
}

/** The reason with which AWS says that there is no such thing, which is an answer. */
export const isAnswer = (error: unknown): error is Unavailable =>
  error instanceof Unavailable && error.why.reason === 'not-found';
