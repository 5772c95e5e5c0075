import { defineFact } from '../model/fact.ts';
import { lineageOf } from '../parse/identity-name.ts';
import { type Answer, answerOf } from '../model/unavailable.ts';
import { account } from './account.ts';
import { domainIdentity } from './identity/identity.ts';
import type { Identity } from './identity/reply.ts';

/** What we see ourselves of the things the advisor speaks about. Null while the advisor is switched off. */
export interface RecommendationEvidence {
  identity: Identity;
  /** Whether a DMARC record stands at the domain or above it. */
  dmarc: Answer<boolean>;
}

/** The advisor looks every six hours at most: what it says may be fixed already. */
export const recommendationEvidence = defineFact({
  id: 'recommendation-evidence',
  per: 'identity',
  title: "what the advisor's recommendations are about",
  from: { account, domainIdentity },
  async gather({ dns }, { account, domainIdentity: identity }): Promise<RecommendationEvidence | null> {
    if (!account.vdm) return null;
    const found = async (): Promise<boolean> => {
      const answers = await Promise.all(
        lineageOf(identity.name).map((name) => dns.resolve(`_dmarc.${name}`, 'TXT')),
      );
      return answers.some(({ records }) => records.some((text) => /^v=DMARC1\s*(?:;|$)/.test(text)));
    };
    return { identity, dmarc: await answerOf(found()) };
  },
});
