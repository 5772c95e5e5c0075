/** Whether an SNS topic's policy lets SES publish; `unclear` where it rests on conditions that cannot be judged here. */
export type PublishRight = 'allowed' | 'blocked' | 'unclear';

/** Who publishes to a topic. Which account the sender's is cannot be read anywhere: mostly the owner of the topic. */
export interface Publisher {
  /** The account that owns the topic. */
  owner: string;
  region: string;
  /** Ends of ARNs of SES, as `configuration-set/news` and `identity/example.com`. */
  sources: readonly string[];
}

const maxLength = 64_000;

/**
 * Reads the policy of a topic ("Granting permissions to SES", conditions AWS:SourceAccount and AWS:SourceArn).
 * An account principal in the topic's own account counts as unclear: SES may publish for the account that set it up.
 */
export function publishRight(policy: string, topicArn: string, publisher: Publisher): PublishRight {
  const statements = statementsOf(policy);
  if (statements === null) return 'unclear';
  const verdicts = statements.map((statement) => ({
    denies: statement['Effect'] === 'Deny',
    meaning: meaningOf(statement, topicArn, publisher),
  }));
  if (verdicts.some(({ denies, meaning }) => denies && meaning === 'applies')) return 'blocked';
  if (verdicts.some(({ denies, meaning }) => denies && meaning === 'unclear')) return 'unclear';
  if (verdicts.some(({ denies, meaning }) => !denies && meaning === 'applies')) return 'allowed';
  return verdicts.some(({ meaning }) => meaning === 'unclear') ? 'unclear' : 'blocked';
}

type Statement = Readonly<Record<string, unknown>>;
type Meaning = 'applies' | 'unclear' | 'does-not';

function statementsOf(policy: string): readonly Statement[] | null {
  if (policy.length > maxLength) return null;
  try {
    const value: unknown = JSON.parse(policy);
    if (!isObject(value)) return null;
    const statement = value['Statement'];
    const list: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
    return list.filter(isObject);
  } catch {
    return null;
  }
}

function meaningOf(statement: Statement, topicArn: string, publisher: Publisher): Meaning {
  if (['NotPrincipal', 'NotAction', 'NotResource'].some((name) => name in statement)) return 'unclear';
  if (!strings(statement['Action']).some((action) => matches(action.toLowerCase(), 'sns:publish')))
    return 'does-not';
  const resources = strings(statement['Resource']);
  if (resources.length > 0 && !resources.some((resource) => matches(resource, topicArn))) return 'does-not';
  const principal = principalMeaning(statement['Principal'], publisher);
  if (principal === 'does-not') return 'does-not';
  const condition = conditionMeaning(statement['Condition'], publisher);
  if (condition === 'does-not') return 'does-not';
  return principal === 'unclear' || condition === 'unclear' ? 'unclear' : 'applies';
}

function principalMeaning(principal: unknown, { owner }: Publisher): Meaning {
  if (principal === '*') return 'applies';
  if (!isObject(principal)) return 'does-not';
  if (strings(principal['AWS']).includes('*')) return 'applies';
  if (strings(principal['Service']).some((service) => service === 'ses.amazonaws.com' || service === '*'))
    return 'applies';
  if (strings(principal['Service']).some((service) => service.startsWith('ses.'))) return 'unclear';
  return strings(principal['AWS']).some((one) => one.includes(owner)) ? 'unclear' : 'does-not';
}

/** Operators whose keys are compared with values that are known here; everything else is unclear. */
const equals = new Set(['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike']);

function conditionMeaning(condition: unknown, publisher: Publisher): Meaning {
  if (condition === undefined) return 'applies';
  if (!isObject(condition)) return 'unclear';
  const meanings = Object.entries(condition).flatMap(([operator, keys]): Meaning[] => {
    if (!isObject(keys)) return ['unclear'];
    return Object.entries(keys).map(([key, values]) => keyMeaning(operator, key, strings(values), publisher));
  });
  // Every condition has to hold: one that surely fails decides.
  if (meanings.includes('does-not')) return 'does-not';
  return meanings.includes('unclear') ? 'unclear' : 'applies';
}

function keyMeaning(operator: string, key: string, values: readonly string[], publisher: Publisher): Meaning {
  if (!equals.has(operator.toLowerCase().replace(/ifexists$/, ''))) return 'unclear';
  switch (key.toLowerCase()) {
    case 'aws:sourceaccount':
      // The topic may belong to another account than the sender.
      return values.some((value) => matches(value, publisher.owner)) ? 'applies' : 'unclear';
    case 'aws:sourcearn':
      return sourceMeaning(values, publisher);
    default:
      // AWS:SourceOwner of the default policy is the account that publishes by itself, not a service.
      return 'unclear';
  }
}

/** Compares everything but the account, which the pattern may know better than we do. */
function sourceMeaning(patterns: readonly string[], { region, sources }: Publisher): Meaning {
  const fits = (pattern: string, source: string): boolean => {
    const [arn = '', partition = '', service = '', patternRegion = '', , ...rest] = pattern.split(':');
    if (arn === '*' || rest.length === 0) return true; // a wildcard over several fields: anything may fit
    const regionFits = region === '' || matches(patternRegion, region);
    return (
      matches(arn, 'arn') &&
      partition !== '' &&
      matches(service, 'ses') &&
      regionFits &&
      matches(rest.join(':'), source)
    );
  };
  const fitting = sources.filter((source) => patterns.some((pattern) => fits(pattern, source)));
  if (sources.length === 0) return 'unclear';
  if (fitting.length === sources.length) return 'applies';
  return fitting.length === 0 ? 'does-not' : 'unclear';
}

/** IAM's wildcards, `*` for any letters and `?` for one, in time linear in pattern times text. */
function matches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let retry = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      retry = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      retry += 1;
      t = retry;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const strings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
