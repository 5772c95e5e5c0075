/** What a sending authorization policy says about one sender. */
export type PolicyReading =
  | { kind: 'silent' }
  /** `sid` is the statement's name, or null; `whom` is the principal as the policy writes it. */
  | { kind: 'denies'; sid: string | null; whom: string }
  | { kind: 'unreadable'; because: string };

const maxLength = 64_000; // SES allows 4 KB (PutEmailIdentityPolicy); more is no policy of SES.
const maxStatements = 200;

/** The actions that a policy of an identity may speak of ("Sending authorization policies", Actions). */
export const sendActions = [
  'ses:sendemail',
  'ses:sendrawemail',
  'ses:sendtemplatedemail',
  'ses:sendbulktemplatedemail',
  'ses:sendbulkemail',
];

/**
 * Looks for an explicit Deny without conditions that keeps everybody, or `principal`, from sending. Conditions
 * and NotPrincipal depend on the single call: they are not read as a denial.
 */
export function readPolicy(text: string, principal: string | null): PolicyReading {
  if (text.length > maxLength)
    return { kind: 'unreadable', because: 'it is longer than any policy SES accepts' };
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', because: 'it is not JSON' };
  }
  const statements = list(member(policy, 'Statement'));
  if (statements.length === 0) return { kind: 'unreadable', because: 'it has no statement' };
  for (const statement of statements.slice(0, maxStatements)) {
    const whom = deniedBy(statement, principal);
    if (whom === null) continue;
    const sid = member(statement, 'Sid');
    return { kind: 'denies', sid: typeof sid === 'string' ? sid : null, whom };
  }
  return { kind: 'silent' };
}

/** The principal of the statement that it denies sending to; null when it does not. */
function deniedBy(statement: unknown, principal: string | null): string | null {
  if (member(statement, 'Effect') !== 'Deny') return null;
  const condition = member(statement, 'Condition');
  if (typeof condition === 'object' && condition !== null && Object.keys(condition).length > 0) return null;
  if (!deniesSending(statement)) return null;
  const whom = member(statement, 'Principal');
  const named = [...strings(whom), ...strings(member(whom, 'AWS'))];
  return named.find((one) => one === '*' || (principal !== null && isSame(one, principal))) ?? null;
}

/** The statement is about a way to send: it names one, or names what it leaves out (NotAction), and no way to send is. */
function deniesSending(statement: unknown): boolean {
  const meant = (patterns: readonly string[], action: string): boolean =>
    patterns.some((pattern) => matches(pattern, action));
  const spared = member(statement, 'NotAction');
  if (spared !== undefined) return !sendActions.some((action) => meant(strings(spared), action));
  return sendActions.some((action) => meant(strings(member(statement, 'Action')), action));
}

/** Whether a principal of a policy means the caller: its ARN, its role, or its whole account. */
export function isSame(named: string, caller: string): boolean {
  if (named.toLowerCase() === caller.toLowerCase()) return true;
  const account = caller.split(':')[4] ?? '';
  if (account !== '' && (named === account || /^arn:[a-z-]+:iam::(\d+):root$/.exec(named)?.[1] === account))
    return true;
  // A session says `assumed-role/<role>/<session>` and leaves the role's path out.
  const role = /^arn:[a-z-]+:sts::(\d+):assumed-role\/([^/]+)\//.exec(caller);
  const namedRole = /^arn:[a-z-]+:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(named);
  return role !== null && namedRole !== null && role[1] === namedRole[1] && role[2] === namedRole[2];
}

/** IAM's wildcard: `*` for any letters. Actions have no case. */
export function matches(pattern: string, action: string): boolean {
  if (pattern.length > 200) return false;
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  if (rest.length === 0) return first === action;
  if (!action.startsWith(first)) return false;
  let from = first.length;
  const end = rest.pop() ?? '';
  for (const part of rest) {
    const found = action.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return action.length - end.length >= from && action.endsWith(end);
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;

const list = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value === undefined || value === null ? [] : [value];
};

const strings = (value: unknown): readonly string[] =>
  list(value).filter((one): one is string => typeof one === 'string');
