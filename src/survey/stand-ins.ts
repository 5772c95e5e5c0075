import { lineageOf } from '../parse/identity-name.ts';

/** An identity as the list of a place has it. */
interface Listed {
  name: string;
  verificationStatus: string;
}

/**
 * For each name that is wanted, the identity of this place that SES sends it with: itself, else the nearest of its
 * domains that is verified, else the nearest that is listed. What is not listed in any form is left out.
 */
export function standInsOf(items: readonly Listed[], wanted: Iterable<string>): ReadonlyMap<string, string> {
  const statuses = new Map(items.map(({ name, verificationStatus }) => [name, verificationStatus]));
  const found = new Map<string, string>();
  for (const name of wanted) {
    const listed = lineageOf(name).filter((one) => statuses.has(one));
    const by = listed.includes(name)
      ? name
      : (listed.find((one) => isVerified(statuses.get(one))) ?? listed[0]);
    if (by !== undefined) found.set(name, by);
  }
  return found;
}

const isVerified = (status: string | undefined): boolean =>
  status === 'SUCCESS' || status === 'TEMPORARY_FAILURE';
