import { lineageOf } from '../parse/identity-name.ts';

/** An identity as the list of a place has it. */
interface Listed {
  name: string;
  verificationStatus: string;
}

/** An address as it is compared here: its local part as it is written, its domain in any case. */
const addressKey = (name: string): string => {
  const at = name.lastIndexOf('@');
  return at === -1 ? name : name.slice(0, at) + name.slice(at).toLowerCase();
};

/**
 * For each name that is wanted, the identity of this place that SES sends it with: itself, else the nearest of its
 * domains that is verified, else the nearest that is listed. What is not listed in any form is left out.
 */
export function standInsOf(items: readonly Listed[], wanted: Iterable<string>): ReadonlyMap<string, string> {
  const statuses = new Map(items.map(({ name, verificationStatus }) => [name, verificationStatus]));
  const byKey = new Map(items.map(({ name }) => [addressKey(name), name]));
  const found = new Map<string, string>();
  for (const given of wanted) {
    // Whoever copied it from the list wrote its domain as it stands there.
    const name = byKey.get(addressKey(given)) ?? given;
    const listed = lineageOf(name).filter((one) => statuses.has(one));
    const by = listed.includes(name)
      ? name
      : (listed.find((one) => isVerified(statuses.get(one))) ?? listed[0]);
    if (by !== undefined) found.set(given, by);
  }
  return found;
}

const isVerified = (status: string | undefined): boolean =>
  status === 'SUCCESS' || status === 'TEMPORARY_FAILURE';

/** For names that are addresses, those of a list that differ in nothing but case: for SES they are others. */
export function otherCasesOf(
  items: readonly Pick<Listed, 'name'>[],
  names: readonly string[],
): ReadonlyMap<string, string> {
  const byLower = new Map(items.map(({ name }) => [name.toLowerCase(), name]));
  return new Map(
    names.flatMap((name) => {
      const listed = name.includes('@') ? byLower.get(name.toLowerCase()) : undefined;
      return listed === undefined ? [] : [[name, listed]];
    }),
  );
}
