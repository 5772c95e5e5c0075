import { conditionOn } from './service-condition.ts';
import { matches } from './policy-pattern.ts';
import type { Meaning, Request } from './policy-request.ts';

const maxLength = 64_000;

/** `unclear` where it rests on what cannot be judged here. */
export type Grant = 'allowed' | 'blocked' | 'unclear';

/** A statement that surely shuts the service out. */
export interface Denial {
  /** Its Sid, or null. */
  name: string | null;
  /** The keys of its condition, as they stand there. */
  keys: readonly string[];
}

/** The first statement that denies the request for sure, or null. */
export function denialIn(policy: string, request: Request): Denial | null {
  const found = statementsOf(policy)?.find(
    (statement) => statement['Effect'] === 'Deny' && meaningOf(statement, request) === 'applies',
  );
  if (found === undefined) return null;
  const { Sid: name, Condition: condition } = found;
  const keys = isObject(condition)
    ? Object.values(condition).flatMap((of) => (isObject(of) ? Object.keys(of) : []))
    : [];
  return { name: typeof name === 'string' && name !== '' ? name : null, keys: [...new Set(keys)] };
}

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
  const about = (pattern: string): boolean => matches(pattern.toLowerCase(), request.action);
  if ('NotAction' in statement) {
    if (strings(statement['NotAction']).some(about)) return 'does-not';
  } else if (!strings(statement['Action']).some(about)) return 'does-not';
  const isHere = (pattern: string): boolean => matches(pattern, request.resource);
  const resources = strings(statement['Resource']);
  if (resources.length > 0 && !resources.some(isHere)) return 'does-not';
  if (strings(statement['NotResource']).some(isHere)) return 'does-not';
  const principal =
    'NotPrincipal' in statement
      ? exceptedMeaning(statement, request)
      : principalMeaning(statement['Principal'], request);
  if (principal === 'does-not') return 'does-not';
  const condition = conditionMeaning(statement['Condition'], request);
  if (condition === 'does-not') return 'does-not';
  return principal === 'unclear' || condition === 'unclear' ? 'unclear' : 'applies';
}

/** Everybody but those named: a service is none of the accounts and roles that stand there. */
function exceptedMeaning(statement: Statement, { service }: Request): Meaning {
  const named = statement['NotPrincipal'];
  // An Allow for all the world but a few is not what anybody means: it is not judged.
  if (statement['Effect'] !== 'Deny' || !isObject(named)) return 'unclear';
  const services = strings(named['Service']);
  if (services.some((one) => one === service || one === '*')) return 'does-not';
  return services.length > 0 || strings(named['AWS']).includes('*') ? 'unclear' : 'applies';
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

function conditionMeaning(condition: unknown, request: Request): Meaning {
  if (condition === undefined) return 'applies';
  if (!isObject(condition)) return 'unclear';
  const meanings = Object.entries(condition).flatMap(([operator, keys]): Meaning[] => {
    if (!isObject(keys)) return ['unclear'];
    return Object.entries(keys).map(([key, values]) =>
      conditionOn({ operator, key, values: strings(values) }, request),
    );
  });
  // Every condition has to hold: one that surely fails decides.
  if (meanings.includes('does-not')) return 'does-not';
  return meanings.includes('unclear') ? 'unclear' : 'applies';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const strings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
