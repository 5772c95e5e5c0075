import { defineFact } from '../../model/fact.ts';
import { domainOf } from '../../parse/identity-name.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { type Answer, answerOf, Unavailable, valueOf } from '../../model/unavailable.ts';
import { listIdentities } from '../identity/identities.ts';
import { signingIdentity } from '../identity/identity.ts';
import { askIdentity } from '../identity/reply.ts';
import { mailFromLabels } from '../../knowledge/mail-from-labels.ts';
import { feedbackRegion } from '../../knowledge/regions.ts';

/** The MX of the domain of `--mail-from`: whose exchanges are SES's feedback hosts. */
export interface NamedMailFrom {
  domain: string;
  /** What the MX names, lower case. */
  exchanges: Answer<readonly string[]>;
}

/** The MAIL FROM domain of `--mail-from`, where SES uses another one or none. */
export const namedMailFrom = defineFact({
  id: 'mail-from-named',
  per: 'identity',
  title: 'the MX of the MAIL FROM domain given',
  from: { signingIdentity },
  async gather({ dns, target }, { signingIdentity: { mailFrom, namelessMailFrom } }): Promise<NamedMailFrom> {
    const domain = target.mailFrom === null ? null : domainOf(target.mailFrom);
    if (domain === null)
      throw new Unavailable('not-asked', '--mail-from was not given', { detail: { flag: '--mail-from' } });
    if (namelessMailFrom !== undefined)
      throw new Unavailable('bad-reply', 'SES gives the status of a MAIL FROM domain without its name', {
        question: 'ses:GetEmailIdentity',
      });
    if (mailFrom?.domain === domain) throw new Unavailable('prerequisite', `SES uses ${domain} already`);
    const exchanges = await answerOf(
      dns.resolve(domain, 'MX').then(({ records }) => records.map(({ exchange }) => exchange)),
    );
    return { domain, exchanges };
  },
});

/** Reading an identity takes a second; in an account with more of them below the domain nothing is guessed. */
const mostIdentities = 10;

/**
 * A domain that was made ready for SES and that no identity uses: a usual name below the identity, whose MX names
 * this Region. Null when there is none, or when too many identities may use it; throws where a name that did not answer may be one.
 */
export const guessedMailFrom = defineFact({
  id: 'mail-from-guessed',
  per: 'identity',
  title: 'a MAIL FROM domain that is ready and not in use',
  actions: ['ses:GetEmailIdentity', 'ses:ListEmailIdentities'],
  from: { signingIdentity },
  async gather(
    { dns, aws, target, signal },
    { signingIdentity },
  ): Promise<{ domain: string; exchange: string } | null> {
    // A status without a name is no answer to which domain is in use.
    if (signingIdentity.mailFrom !== null || signingIdentity.namelessMailFrom !== undefined) return null;
    if (target.mailFrom !== null) return null;
    const domain = domainOf(signingIdentity.name);
    const places = await Promise.all(
      mailFromLabels.map(async (label) => {
        const name = `${label}.${domain}`;
        return { name, answer: await answerOf(dns.resolve(name, 'MX')) };
      }),
    );
    const ready = places.flatMap(({ name, answer }) => {
      // SES wants one MX and no other beside it ("Using a custom MAIL FROM domain").
      const [record, ...others] = answer.ok ? answer.value.records : [];
      const exchange = others.length > 0 ? undefined : record?.exchange;
      return exchange !== undefined && feedbackRegion(exchange) === target.region
        ? [{ domain: name, exchange }]
        : [];
    });
    const [candidate] = ready;
    if (candidate === undefined) {
      for (const { answer } of places) valueOf(answer);
      return null;
    }
    // There is one, and whether an identity uses it is not known: that is no “none”.
    const listed = await listIdentities(aws, signal);
    if (!listed.complete) return null;
    const names = listed.items.map(({ name }) => name).filter((name) => isRelated(domainOf(name), domain));
    if (names.length > mostIdentities) return null;
    return (await isUsed(aws, names, candidate.domain)) ? null : candidate;
  },
});

/** A MAIL FROM domain may belong to an identity above or below the one asked about. */
const isRelated = (one: string, other: string): boolean =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);

/**
 * Whether an identity uses the domain. Nothing may be said of one that the list names and SES does not know, nor of one whose
 * MAIL FROM domain it does not name; one that could not be read throws its `Unavailable`, unless another uses it.
 */
async function isUsed(
  aws: AwsProbe<'ses:GetEmailIdentity'>,
  names: readonly string[],
  domain: string,
): Promise<boolean> {
  const answers = await Promise.all(names.map((name) => answerOf(askIdentity(aws, name))));
  const isUsedBy = (answer: (typeof answers)[number]): boolean =>
    answer.ok &&
    (answer.value === null ||
      answer.value.namelessMailFrom !== undefined ||
      answer.value.mailFrom?.domain === domain);
  if (answers.some(isUsedBy)) return true;
  for (const answer of answers) valueOf(answer);
  return false;
}
