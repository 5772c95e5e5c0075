/** A statement of a policy that denies something, with the keys of its condition. */
interface Denial {
  name: string | null;
  keys: readonly string[];
}

/** What a policy says, where a statement denies it. */
export const whatDenies = ({ name, keys }: Denial): string =>
  `${statement(name)} denies it${keys.length === 0 ? '' : `, by ${keys.join(' and ')}`}`;

/**
 * How to let a service of AWS through a Deny that is meant for others ("aws:PrincipalIsAWSService" is for this); `who`:
 * as SNS. One without a condition is meant for everybody.
 */
export const letThrough = ({ name, keys }: Denial, who: string): string =>
  keys.length === 0
    ? `Take ${statement(name)} out of the policy, or let it name whom it is meant for: a Deny wins over every Allow.`
    : `Let ${statement(name)} leave out the services of AWS: add "BoolIfExists": {"aws:PrincipalIsAWSService": "false"} to its condition. ${who} comes through no VPC endpoint, from no address of yours and is no principal of your organization, and a Deny wins over every Allow.`;

const statement = (name: string | null): string =>
  name === null ? 'a statement without a Sid' : `the statement ${name}`;
