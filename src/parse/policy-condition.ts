/** Whether a condition of a policy holds for a send; `unclear` where it rests on what this run does not know of it. */
export type Holds = 'yes' | 'no' | 'unclear';

/** What is known of every send that is asked about: values by key of a condition, in lower case. */
export type SendContext = Readonly<Record<string, readonly string[]>>;

/**
 * Judges the block `Condition` of a statement ("Condition operators", IAM user guide): all of its keys have to hold. Keys
 * that are not in `known`, operators other than those of texts and Bool, and patterns with variables are unclear.
 */
export function conditionHolds(
  condition: unknown,
  known: SendContext,
): { holds: Holds; keys: readonly string[] } {
  const parts = entriesOf(condition).flatMap(([operator, keys]) =>
    entriesOf(keys).map(([key, wanted]) => ({ key, holds: partHolds(operator, key, wanted, known) })),
  );
  if (parts.some(({ holds }) => holds === 'no')) return { holds: 'no', keys: [] };
  const keys = parts.filter(({ holds }) => holds === 'unclear').map(({ key }) => key);
  return { holds: keys.length > 0 ? 'unclear' : 'yes', keys: [...new Set(keys)] };
}

/** How a value is compared with a pattern; all without case, as addresses and names of Regions go. */
const comparisons: Readonly<Record<string, { like: boolean; not: boolean }>> = {
  stringequals: { like: false, not: false },
  stringequalsignorecase: { like: false, not: false },
  stringlike: { like: true, not: false },
  bool: { like: false, not: false },
  stringnotequals: { like: false, not: true },
  stringnotequalsignorecase: { like: false, not: true },
  stringnotlike: { like: true, not: true },
};

function partHolds(operator: string, key: string, wanted: unknown, known: SendContext): Holds {
  const [, set = '', name = ''] =
    /^(?:(forallvalues|foranyvalue):)?(\w+?)(?:ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  const keyName = key.toLowerCase();
  const values = Object.hasOwn(known, keyName) ? known[keyName] : undefined;
  const comparison = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  const patterns = (Array.isArray(wanted) ? wanted : [wanted]).map(String);
  if (values === undefined || comparison === undefined) return 'unclear';
  if (patterns.some((pattern) => pattern.includes('${') || pattern.length > 320)) return 'unclear';
  const fits = (value: string): boolean =>
    patterns.some((pattern) => isLike(pattern, value, comparison.like)) !== comparison.not;
  // Without a word about the set, each value is one of a key that has one.
  const holds = set === 'foranyvalue' ? values.some(fits) : values.every(fits);
  return holds ? 'yes' : 'no';
}

/** `*` is any letters and `?` is one, in patterns of StringLike. */
function isLike(pattern: string, value: string, wildcards: boolean): boolean {
  const [wanted, got] = [pattern.toLowerCase(), value.toLowerCase()];
  if (!wildcards) return wanted === got;
  // As far as each letter of the pattern, which ends of the value it can stand for.
  let reached = new Set([0]);
  for (const letter of wanted) {
    const next = new Set<number>();
    for (const at of reached) {
      if (letter === '*') for (let to = at; to <= got.length; to += 1) next.add(to);
      else if (at < got.length && (letter === '?' || letter === got[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(got.length);
}

const entriesOf = (value: unknown): readonly [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
