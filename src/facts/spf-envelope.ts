import { defineFact } from '../model/fact.ts';
import { sesSpfDomain } from '../knowledge/ses-ranges.ts';
import { notSeen, senderIdentity } from './identity/sender-identity.ts';

/** The domain that stands in the envelope of mail from an identity: receivers check SPF there and nowhere else. */
export type Envelope =
  | { kind: 'custom'; domain: string }
  /** SES's own, as long as no custom MAIL FROM domain is in force. `custom`: the one that was set up. */
  | { kind: 'default'; domain: string; custom: string | null; status: string | null }
  /** SES refuses to send: the custom domain is not in force, and it was told not to use its own. */
  | { kind: 'refused'; custom: string; status: string };

/** The envelope sender that SES uses. Only SUCCESS puts a custom domain in force ("Using a custom MAIL FROM domain"). */
export const envelope = defineFact({
  id: 'spf-envelope',
  per: 'identity',
  title: 'the envelope sender',
  from: { senderIdentity },
  gather(_io, { senderIdentity: { mailFrom, outside } }): Envelope {
    if (outside?.mailFrom === false) throw notSeen('the envelope sender', '--mail-from');
    if (mailFrom === null) return { kind: 'default', domain: sesSpfDomain, custom: null, status: null };
    const { domain, status, behaviorOnMxFailure } = mailFrom;
    if (status === 'SUCCESS') return { kind: 'custom', domain };
    if (behaviorOnMxFailure === 'REJECT_MESSAGE') return { kind: 'refused', custom: domain, status };
    return { kind: 'default', domain: sesSpfDomain, custom: domain, status };
  },
});
