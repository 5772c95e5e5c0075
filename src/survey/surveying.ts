import type { JudgingPlace } from './identity-line.ts';
import type { ListingLine, PlaceLine, ReplyLine, SoFarLine, StateLine, TenantsLine } from './lines.ts';
import type { Replies } from './replies.ts';
import type { Selection } from './selection.ts';
import type { ShortSignals } from './short-signals.ts';

/** What a survey of all places shares. */
export interface Surveying {
  selection: Selection;
  settings: JudgingPlace['settings'];
  /** Only these identities; null: all. */
  identities: ReadonlySet<string> | null;
  /** So many identities of a place at most. */
  limit: number;
  /** Whether a selected check looks at identities. */
  ofIdentities: boolean;
  /** `--deep`: GetEmailIdentity for every identity. */
  deep: boolean;
  signal: AbortSignal;
  signals: ShortSignals;
  clock: () => number;
  /** Runs bounded work: identities that are judged at once, over all places, since that is work for this machine. */
  judging: Lane;
  /** Keeps a line. */
  emit: (line: StateLine | SoFarLine) => void;
  /** Keeps a reply, where a next run may go on from the state. */
  keep: (line: ReplyLine) => void;
  /** Told how many identities there are to look at, and of each that ended. */
  progress: { expect: (count: number) => void; ended: () => void };
}

type Lane = <T>(task: () => Promise<T>) => Promise<T>;

/** What an earlier run left of a place. */
export interface Kept {
  listing: ListingLine | null;
  place: PlaceLine | null;
  /** Identities that need no second look. */
  done: ReadonlySet<string>;
  tenants: TenantsLine | null;
  /** Tenants that need no second look. */
  tenantsDone: ReadonlySet<string>;
  /** What AWS answered. */
  replies: Replies;
}
