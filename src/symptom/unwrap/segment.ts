/** Where the record in an envelope comes from, as far as the envelope says. */
export interface EnvelopePlace {
  /** Lower case, as `eu-west-1`. */
  readonly region?: string;
  /** The account in which the event arose: EventBridge keeps it on the way to other accounts. */
  readonly account?: string;
  /** The account of the topic it came through, which may be another than the one that sent. */
  readonly topicAccount?: string;
}

/** A piece of pasted text in normal form, and the way it came. */
export interface Segment {
  /** Outermost first: `['json', 'SNS.Message', 'base64', 'text/plain']`. Empty for the text as pasted. */
  readonly way: readonly string[];
  /**
   * LF line ends; no BOM, ANSI, quote prefixes or log prefixes; hard-wrapped lines joined again. For a document that stands
   * in a member of its own: its members as `key: value`, without the ones that are segments themselves.
   */
  readonly text: string;
  /** The parsed document where the segment is one (JSON, a repr, YAML, `key=value`, a row of CSV), keys as they stood; else null. */
  readonly document: unknown;
  readonly parent: Segment | null;
  /** Where the envelopes around it say that it comes from; null where none says. */
  readonly place: EnvelopePlace | null;
  /** True when it was cut off, by a logger, by a size limit, or by our own bound. */
  readonly cut: boolean;
}

/** All segments in the order of the text, parents before their children. */
export interface Unwrapped {
  readonly segments: readonly Segment[];
  /** What was not examined, in words, with how much. */
  readonly unread: readonly string[];
}

/** The letters and digits of a key, in lower case: what `notificationType` and `Notification_Type` share. */
export const lettersOf = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/gu, '');

/** A member of an object by the letters of its key alone; undefined when there is none, or `document` is no object. */
export function member(document: unknown, name: string): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  const members = document as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(members, name)) return members[name];
  const letters = lettersOf(name);
  const key = Object.keys(members).find((candidate) => lettersOf(candidate) === letters);
  return key === undefined ? undefined : members[key];
}
