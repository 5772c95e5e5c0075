const maxLength = 64_000;

/** What a policy on a resource is asked: may this service of AWS do it, for this source? */
export interface Request {
  /** In lower case, as `sns:publish`. */
  action: string;
  /** ARN of what the policy belongs to. */
  resource: string;
  /** As `ses.amazonaws.com`. */
  service: string;
  /** The account that owns the resource. */
  owner: string;
  /** The account the service acts for; null where it may be another than the owner. */
  actsFor: string | null;
  /** Whether a statement for principals of the owner's account may let the service in. */
  ownAccount: 'unclear' | 'does-not';
  /** How the patterns of a condition on aws:SourceArn fit what the service acts for. */
  source: (patterns: readonly string[]) => Meaning;
}

/** `unclear` where it rests on what cannot be judged here. */
export type Grant = 'allowed' | 'blocked' | 'unclear';

/** Whether a statement, a principal or a condition takes in the request. */
export type Meaning = 'applies' | 'unclear' | 'does-not';

/**
 * Reads a policy on a resource as IAM does ("Policy evaluation logic"): a Deny that applies decides, then an Allow.
 */
export function grantIn(policy: string, request: Request): Grant {
  const statements = statementsOf(policy);
  if (statements === null) return 'unclear';
  const verdicts = statements.map((statement) => ({
    denies: statement['Effect'] === 'Deny',
    meaning: meaningOf(statement, request),
  }));
  if (verdicts.some(({ denies, meaning }) => denies && meaning === 'applies')) return 'blocked';
  if (verdicts.some(({ denies, meaning }) => denies && meaning === 'unclear')) return 'unclear';
  if (verdicts.some(({ denies, meaning }) => !denies && meaning === 'applies')) return 'allowed';
  return verdicts.some(({ meaning }) => meaning === 'unclear') ? 'unclear' : 'blocked';
}

type Statement = Readonly<Record<string, unknown>>;

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

function meaningOf(statement: Statement, request: Request): Meaning {
  if (['NotPrincipal', 'NotAction', 'NotResource'].some((name) => name in statement)) return 'unclear';
  if (!strings(statement['Action']).some((action) => matches(action.toLowerCase(), request.action)))
    return 'does-not';
  const resources = strings(statement['Resource']);
  if (resources.length > 0 && !resources.some((resource) => matches(resource, request.resource)))
    return 'does-not';
  const principal = principalMeaning(statement['Principal'], request);
  if (principal === 'does-not') return 'does-not';
  const condition = conditionMeaning(statement['Condition'], request);
  if (condition === 'does-not') return 'does-not';
  return principal === 'unclear' || condition === 'unclear' ? 'unclear' : 'applies';
}

function principalMeaning(principal: unknown, { owner, ownAccount, service }: Request): Meaning {
  if (principal === '*') return 'applies';
  if (!isObject(principal)) return 'does-not';
  if (strings(principal['AWS']).includes('*')) return 'applies';
  if (strings(principal['Service']).some((one) => one === service || one === '*')) return 'applies';
  if (strings(principal['Service']).some((one) => one.startsWith(`${service.split('.')[0] ?? ''}.`)))
    return 'unclear';
  return strings(principal['AWS']).some((one) => one.includes(owner)) ? ownAccount : 'does-not';
}

/** Operators whose keys are compared with values that are known here; everything else is unclear. */
const equals = new Set(['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike']);
/** Their opposites: none of the values may fit. */
const differs = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequalsignorecase'],
  ['stringnotlike', 'stringlike'],
  ['arnnotequals', 'arnequals'],
  ['arnnotlike', 'arnlike'],
]);
const opposite = { applies: 'does-not', unclear: 'unclear', 'does-not': 'applies' } as const;

function conditionMeaning(condition: unknown, request: Request): Meaning {
  if (condition === undefined) return 'applies';
  if (!isObject(condition)) return 'unclear';
  const meanings = Object.entries(condition).flatMap(([operator, keys]): Meaning[] => {
    if (!isObject(keys)) return ['unclear'];
    return Object.entries(keys).map(([key, values]) => keyMeaning(operator, key, strings(values), request));
  });
  // Every condition has to hold: one that surely fails decides.
  if (meanings.includes('does-not')) return 'does-not';
  return meanings.includes('unclear') ? 'unclear' : 'applies';
}

function keyMeaning(operator: string, key: string, values: readonly string[], request: Request): Meaning {
  const how = operator.toLowerCase().replace(/ifexists$/, '');
  // AWS's own services speak TLS to each other.
  if (how === 'bool' && key.toLowerCase() === 'aws:securetransport')
    return values.some((value) => value.toLowerCase() === 'true') ? 'applies' : 'does-not';
  const positive = differs.get(how);
  if (positive !== undefined) return opposite[keyMeaning(positive, key, values, request)];
  if (!equals.has(how)) return 'unclear';
  switch (key.toLowerCase()) {
    case 'aws:sourceaccount':
      if (values.some((value) => matches(value, request.actsFor ?? request.owner))) return 'applies';
      // The resource may belong to another account than the service acts for.
      return request.actsFor === null ? 'unclear' : 'does-not';
    case 'aws:sourcearn':
      return request.source(values);
    default:
      // AWS:SourceOwner of the default policy is the account that publishes by itself, not a service.
      return 'unclear';
  }
}

/** IAM's wildcards, `*` for any letters and `?` for one, in time linear in pattern times text. */
export function matches(pattern: string, text: string): boolean {
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
