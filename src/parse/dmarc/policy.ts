import { conditionHolds, type SendContext } from '../policy-condition.ts';

/** The sends that a policy is read for. */
export interface Sends {
  /** The identity that has the policy; null: whatever resource a statement names. */
  identity: string | null;
  /** What is known of each kind of send, e.g. of that to each recipient; one at least. */
  contexts: readonly SendContext[];
}

/** What a sending authorization policy says about one sender. */
export type PolicyReading =
  | { kind: 'silent' }
  /** `sid` is the statement's name, or null; `whom` is the principal as the policy writes it. */
  | { kind: 'denies'; sid: string | null; whom: string; condition?: true }
  /** A Deny that rests on the named keys of each send; `caller`: and on who sends. */
  | { kind: 'unclear'; keys: readonly string[]; caller: boolean }
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
 * Looks for an explicit Deny that keeps everybody, or `principal`, from one of the sends: without conditions, or with
 * those that hold.
 */
export function readPolicy(
  text: string,
  principal: string | null,
  sends: Sends = { identity: null, contexts: [{}] },
): PolicyReading {
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
  const readings = statements
    .slice(0, maxStatements)
    .map((statement) => readStatement(statement, principal, sends));
  return (
    readings.find(({ kind }) => kind === 'denies') ??
    readings.find(({ kind }) => kind === 'unclear') ?? { kind: 'silent' }
  );
}

function readStatement(statement: unknown, principal: string | null, sends: Sends): PolicyReading {
  const silent = { kind: 'silent' } as const;
  if (member(statement, 'Effect') !== 'Deny' || !deniesSending(statement)) return silent;
  if (sends.identity !== null && !isAbout(statement, sends.identity)) return silent;
  const whom = deniedBy(statement, principal);
  if (whom === null) return silent;
  const condition = member(statement, 'Condition');
  const conditions = sends.contexts.map((context) => conditionHolds(condition, context));
  const sid = member(statement, 'Sid');
  if (whom.sure && conditions.some(({ holds }) => holds === 'yes'))
    return {
      ...{ kind: 'denies', sid: typeof sid === 'string' ? sid : null, whom: whom.named },
      ...(isEmpty(condition) ? {} : { condition: true }),
    };
  if (conditions.every(({ holds }) => holds === 'no')) return silent;
  const keys = new Set(conditions.flatMap(({ keys }) => keys));
  return { kind: 'unclear', keys: [...keys], caller: !whom.sure };
}

const isEmpty = (condition: unknown): boolean =>
  typeof condition !== 'object' || condition === null || Object.keys(condition).length === 0;

/** The principal of the statement; `sure` is false where it names whom it leaves out. Null: it is about somebody else. */
function deniedBy(statement: unknown, principal: string | null): { named: string; sure: boolean } | null {
  const isMeant = (one: string): boolean => one === '*' || (principal !== null && isSame(one, principal));
  const spared = member(statement, 'NotPrincipal');
  if (spared !== undefined) return principals(spared).some(isMeant) ? null : { named: '*', sure: false };
  const named = principals(member(statement, 'Principal')).find(isMeant);
  return named === undefined ? null : { named, sure: true };
}

const principals = (value: unknown): readonly string[] => [
  ...strings(value),
  ...strings(member(value, 'AWS')),
];

/** Whether the resource of a statement may be the identity, in whatever account and Region. */
function isAbout(statement: unknown, identity: string): boolean {
  const resources = strings(member(statement, 'Resource'));
  return (
    resources.length === 0 ||
    resources.some((pattern) => {
      const parts = pattern.split(':');
      return parts.length < 6 || matches(parts.slice(5).join(':'), `identity/${identity.toLowerCase()}`);
    })
  );
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
