import { isSame, matches, sendActions } from './dmarc/policy.ts';
import { isAddress } from './identity-name.ts';
import { conditionHolds } from './policy-condition.ts';
import { matches as fits } from './policy-pattern.ts';

/** Whether the policies of an identity let a principal of another account send with it. */
export type Delegation = 'allowed' | 'not-allowed' | 'unclear';

/**
 * Reads sending authorization policies ("Using sending authorization", "Policy structure"): without a statement that
 * allows it, nobody of another account may send. Of conditions the From address is known where `sender` is an address; the others
 * depend on the single call. A Deny is another check's matter (src/parse/dmarc/policy.ts).
 */
export function delegationTo(
  principal: string,
  identityArn: string,
  policies: readonly string[],
  sender: string,
): Delegation {
  const asked = { principal, identityArn, sender };
  const meanings = policies.map((text) => meaningOf(text, asked));
  if (meanings.includes('allowed')) return 'allowed';
  return meanings.includes('unclear') ? 'unclear' : 'not-allowed';
}

/** Who sends, with what, and as whom. */
interface Asked {
  principal: string;
  identityArn: string;
  sender: string;
}

function meaningOf(text: string, asked: Asked): Delegation {
  if (text.length > 64_000) return 'unclear';
  try {
    const policy: unknown = JSON.parse(text);
    const meanings = list(isObject(policy) ? policy['Statement'] : undefined)
      .filter(isObject)
      .map((statement) => statementMeaning(statement, asked));
    if (meanings.includes('allowed')) return 'allowed';
    return meanings.includes('unclear') ? 'unclear' : 'not-allowed';
  } catch {
    return 'unclear';
  }
}

function statementMeaning(
  statement: Readonly<Record<string, unknown>>,
  { principal, identityArn, sender }: Asked,
): Delegation {
  if (statement['Effect'] !== 'Allow') return 'not-allowed';
  if (['NotPrincipal', 'NotAction', 'NotResource'].some((name) => name in statement)) return 'unclear';
  const actions = strings(statement['Action']);
  if (!actions.some((pattern) => sendActions.some((action) => matches(pattern, action))))
    return 'not-allowed';
  const resources = strings(statement['Resource']);
  if (resources.length > 0 && !resources.some((resource) => fits(resource, identityArn)))
    return 'not-allowed';
  const whom = statement['Principal'];
  const named = [...strings(whom), ...strings(isObject(whom) ? whom['AWS'] : undefined)];
  if (!named.some((one) => one === '*' || isSame(one, principal))) return 'not-allowed';
  const known = isAddress(sender) ? { 'ses:fromaddress': [sender] } : {};
  const { holds } = conditionHolds(statement['Condition'], known);
  return holds === 'yes' ? 'allowed' : holds === 'no' ? 'not-allowed' : 'unclear';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [value];

const strings = (value: unknown): readonly string[] =>
  list(value).filter((one): one is string => typeof one === 'string');
