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
 * as SNS. One without a condition is meant for everybody, one by source or service for those that it names.
 */
export function letThrough({ name, keys }: Denial, who: string): string {
  const it = name === null ? 'the statement without a Sid' : statement(name);
  if (keys.length === 0)
    return `Take ${it} out of the policy, or let it name whom it is meant for: a Deny wins over every Allow.`;
  // Whoever exempts all services here opens the door to those of other accounts ("The confused deputy problem").
  return keys.every((key) => bySource.test(key))
    ? `Add what ${who} acts for to the values of ${keys.join(' and ')} in ${it}: it denies everything else, and a Deny wins over every Allow.`
    : `Let ${it} leave out the services of AWS: add "BoolIfExists": {"aws:PrincipalIsAWSService": "false"} to its condition. ${who} comes through no VPC endpoint, from no address of yours and is no principal of your organization, and a Deny wins over every Allow.`;
}

const bySource = /^aws:(?:source(?:account|arn|org(?:id|paths))|principalservicename(?:slist)?)$/i;

const statement = (name: string | null): string =>
  name === null ? 'a statement without a Sid' : `the statement ${name}`;
