import { defineFact } from '../model/fact.ts';
import { isSimulator } from '../parse/identity-name.ts';
import { account } from './account.ts';
import { askLineage, coveringOf, existing } from './identity/reply.ts';
import { valueOf } from '../model/unavailable.ts';

/** Whether a recipient may be written to while the account is in the sandbox. */
export type SandboxRecipient =
  | { kind: 'out-of-sandbox' }
  | { kind: 'simulator' }
  | { kind: 'verified'; by: string }
  /** `pending`: the identity that exists but is not verified, or null. */
  | { kind: 'not-verified'; pending: string | null };

/** Asks SES about a recipient as it asks about a sender, and only while the account is in the sandbox. */
export const sandboxRecipient = defineFact({
  id: 'sandbox-recipient',
  per: 'recipient',
  title: 'whether the sandbox lets the recipient through',
  actions: ['ses:GetEmailIdentity'],
  from: { account },
  async gather({ aws, subject }, { account }): Promise<SandboxRecipient> {
    if (account.productionAccess) return { kind: 'out-of-sandbox' };
    if (isSimulator(subject)) return { kind: 'simulator' };
    const lineage = await askLineage(aws, subject);
    const by = coveringOf(lineage);
    if (by !== null) return { kind: 'verified', by: by.name };
    for (const { answer } of lineage) valueOf(answer);
    return { kind: 'not-verified', pending: existing(lineage)[0]?.name ?? null };
  },
});
