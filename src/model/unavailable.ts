/** Why the world did not answer. The first group stands for failures, the second for questions that were not put. */
export type UnavailableReason =
  | 'access-denied'
  | 'no-credentials'
  | 'profile-not-found'
  | 'credentials-expired'
  | 'credentials-rejected'
  | 'region-missing'
  | 'region-invalid'
  /** The Region is not opted in, or an SCP closes it: says nothing about the credentials. */
  | 'region-not-enabled'
  | 'not-found'
  | 'throttled'
  | 'timeout'
  | 'unreachable'
  | 'bad-reply'
  /** An answer that lacks what it must hold, or holds something of another type. */
  | 'malformed'
  | 'refused'
  /** The run does not say which one is meant, and the answer depends on it: a flag would say so. */
  | 'not-named'
  /** The deadline passed, or somebody pressed Ctrl-C. */
  | 'interrupted'
  /** Something this answer builds on is not in place. Another check reports that as a problem. */
  | 'prerequisite'
  /** A flag that would put the question was not given. */
  | 'not-asked'
  /** `--no-aws`, `--no-smtp`, `--no-dns`. */
  | 'switched-off'
  /** `explain`, or a replay of saved facts that do not hold this one. */
  | 'offline';

/** Reasons that make a check `skipped`: nobody asked, or another check already says why. */
export const skipReasons: ReadonlySet<UnavailableReason> = new Set([
  'prerequisite',
  'not-asked',
  'switched-off',
  'offline',
]);

/** `Unavailable` as plain JSON, for facts and reports. */
export interface Why {
  reason: UnavailableReason;
  /** A full sentence without a final dot. Never holds a secret. */
  message: string;
  /** What was asked, as `ses:GetAccount` or `TXT _dmarc.example.com`; empty when nothing was. */
  question: string;
  /** The IAM action that is missing, or null. */
  action: string | null;
  /** The Region asked, where it is not that of the run, or null. */
  region: string | null;
  /** Facts of the failure that a finding needs (`host`, `step`, `profile` …). */
  detail: Readonly<Record<string, string>>;
}

/**
 * The outside world did not answer. Probes throw it, the store keeps it, and every check that
 * needed the answer is reported as `unknown`. An empty answer is not an error: return it.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly why: Why;

  constructor(
    reason: UnavailableReason,
    message: string,
    more: Partial<Omit<Why, 'reason' | 'message'>> = {},
  ) {
    super(message);
    this.why = { question: '', action: null, region: null, detail: {}, ...more, reason, message };
  }

  /** The error again, out of what was kept of it. */
  static of({ reason, message, ...more }: Why): Unavailable {
    return new Unavailable(reason, message, more);
  }

  get reason(): UnavailableReason {
    return this.why.reason;
  }
}

/** One of several questions of a fact: its value, or why there is none. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Why };

/** What is known without a question. */
export const answered = <T>(value: T): Answer<T> => ({ ok: true, value });

/** Keeps a failed question apart from its neighbours. Anything but `Unavailable` is our bug and is rethrown. */
export function answerOf<T>(question: Promise<T>): Promise<Answer<T>> {
  // Not async: a domain takes two hundred of these, and this way each of them leaves a third of the garbage.
  return question.then(answered<T>, unanswered);
}

function unanswered(error: unknown): Answer<never> {
  if (error instanceof Unavailable) return { ok: false, why: error.why };
  throw error;
}

/** The value of an answer, or `fallback` when the world did not answer. Say elsewhere that it did not. */
export function valueOr<T, F>(answer: Answer<T>, fallback: F): T | F {
  return answer.ok ? answer.value : fallback;
}

/** The value of an answer. Throws its `Unavailable` when there is none. */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw Unavailable.of(answer.why);
}
