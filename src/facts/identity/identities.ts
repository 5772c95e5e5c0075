import { defineFact } from '../../model/fact.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { collectPages, type Pages } from '../pages.ts';

/** An identity as ListEmailIdentities shows it. */
export interface ListedIdentity {
  name: string;
  type: 'address' | 'domain';
  /** As `Identity.verificationStatus`. */
  verificationStatus: string;
  sendingEnabled: boolean;
}

/** All identities of this Region, asked only when the command line names none. */
export const identitiesToChoose = defineFact({
  id: 'identities-to-choose',
  title: 'the list of identities',
  actions: ['ses:ListEmailIdentities'],
  async gather({ aws, signal, target }): Promise<Pages<ListedIdentity>> {
    if (target.identities.length > 0)
      throw new Unavailable('prerequisite', 'the identities to look at are given');
    return await listIdentities(aws, signal);
  },
});

/**
 * Whether an identity is worth looking at as a sender where the list does not say whether it can send: not where a status says
 * that it waits or failed. A status that nobody knows yet tells neither.
 */
const maySend = (status: string | undefined): boolean =>
  status !== undefined && !['PENDING', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED'].includes(status);

/** Pages through ListEmailIdentities, 1,000 at a time (the most it gives). `onItems` is told of each page as it comes. */
export async function listIdentities(
  aws: AwsProbe<'ses:ListEmailIdentities'>,
  signal: AbortSignal,
  onItems?: (items: readonly ListedIdentity[]) => void,
): Promise<Pages<ListedIdentity>> {
  return await collectPages({
    signal,
    ask: async (token) => {
      const reply = await aws('ses:ListEmailIdentities', {
        PageSize: 1000,
        ...(token !== undefined && { NextToken: token }),
      });
      const items = reply.EmailIdentities.map((one): ListedIdentity => ({
        name: one.IdentityName,
        type: one.IdentityType === 'EMAIL_ADDRESS' ? 'address' : 'domain',
        verificationStatus: one.VerificationStatus ?? (one.SendingEnabled === true ? 'SUCCESS' : 'PENDING'),
        sendingEnabled: one.SendingEnabled ?? maySend(one.VerificationStatus),
      }));
      onItems?.(items);
      return { items, next: reply.NextToken };
    },
  });
}
